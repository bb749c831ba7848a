// Small maps of places: boundaries from this machine, no tiles, nothing fetched from elsewhere.
"use strict";

(() => {
  const maps = [...document.querySelectorAll(".map[data-points]")];
  if (!maps.length || typeof L === "undefined") return;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const land = dark ? "#2c343b" : "#ffffff";
  const border = dark ? "#5b6670" : "#b9b3a4";
  const ink = dark ? "#8fc7d8" : "#1f4e5f";

  const boundaries = Promise.all([
    fetch("/assets/boundaries/countries-50m.json").then((r) => r.json()),
    fetch("/assets/boundaries/admin-1.topo.json").then((r) => r.json()),
  ]);

  for (const place of maps) {
    const points = JSON.parse(place.dataset.points);
    if (!points.length) continue;
    place.textContent = "";
    place.classList.add("drawn");
    const map = L.map(place, {
      zoomControl: true, attributionControl: true, scrollWheelZoom: false,
      zoomAnimation: false, fadeAnimation: false, keyboard: false, minZoom: 2, maxZoom: 11,
    });
    map.attributionControl.setPrefix(false).addAttribution("Natural Earth");
    const group = L.featureGroup();
    for (const point of points) {
      const marker = L.circleMarker([point.lat, point.lon], {
        radius: point.number ? 7 : 8, color: ink, weight: 2,
        fillColor: point.number ? land : ink, fillOpacity: point.number ? 0.9 : 0.75,
      });
      const tip = document.createElement("span");
      tip.textContent = point.name;
      marker.bindTooltip(tip, { permanent: !point.number, direction: "top", offset: [0, -8] });
      if (point.number) {
        const number = document.createElement("span");
        number.textContent = String(point.number);
        marker.unbindTooltip();
        marker.bindTooltip(number, { permanent: true, direction: "right", className: "map-number" });
        marker.on("click", () => {
          const button = document.querySelector(`.candidates [data-key="${point.number}"]`);
          if (button) button.focus();
        });
      }
      group.addLayer(marker);
    }
    const bounds = group.getBounds();
    map.fitBounds(bounds.pad(0.3), { maxZoom: 7 });
    boundaries.then(([countries, units]) => {
      const style = { color: border, weight: 1, fillColor: land, fillOpacity: 1, interactive: false };
      const view = map.getBounds().pad(1.5);
      const near = (feature) => {
        const box = L.geoJSON(feature).getBounds();
        return box.isValid() && view.intersects(box);
      };
      const whole = topojson.feature(countries, Object.values(countries.objects)[0]).features.filter(near);
      L.geoJSON(whole, { style }).addTo(map).bringToBack();
      const parts = topojson.feature(units, Object.values(units.objects)[0]).features.filter(near);
      L.geoJSON(parts, { style: { ...style, weight: 0.5, fillOpacity: 0, dashArray: "2 3" } }).addTo(map);
      group.addTo(map).bringToFront();
    }).catch(() => group.addTo(map));
  }
})();
