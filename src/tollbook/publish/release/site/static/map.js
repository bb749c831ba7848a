/* The map: points where the place is a point, areas where it is an area, and never a false pin. */
"use strict";
TB.map = (function () {
  var map, shapes, shown = null, land = null, drawn = null, scale = null, book, onPoint, harm;
  var NAMED = 5; // places whose names stand on the map without pointing at them
  var POINT = 6; // levels up to "city" are points; from "district" on they are areas

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function start(element, decoded, pick) {
    book = decoded;
    onPoint = pick;
    map = L.map(element, {
      preferCanvas: true, zoomControl: true, attributionControl: true, minZoom: 2, maxZoom: 12,
      worldCopyJump: false, zoomSnap: 0.25, renderer: L.canvas({padding: 0.4})
    });
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution("Boundaries: Natural Earth. Place names: GeoNames, CC BY 4.0");
    var all = bounds(Array.from({length: book.n}, function (_, k) { return k; }));
    map.fitBounds(all || [[-55, -170], [75, 170]], {padding: [24, 24], maxZoom: 8});
    draw();
    L.control.scale({imperial: false}).addTo(map);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
      draw();
      if (shown) { show(shown, harm); }
    });
    return map;
  }

  function bounds(list) {
    var box = null;
    list.forEach(function (k) {
      var p = book.place[k];
      if (p < 0 || book.places.lat[p] === null) { return; }
      var at = L.latLng(book.places.lat[p], book.places.lon[p]);
      var km = Math.max(5, book.places.km[p] || 0) / 111;
      var here = L.latLngBounds([at.lat - km, at.lng - km], [at.lat + km, at.lng + km]);
      box = box ? box.extend(here) : here;
    });
    return box;
  }

  function draw() {
    if (land) { map.removeLayer(land); }
    land = L.layerGroup();
    if (TB.data.world) {
      L.geoJSON(topojson.feature(TB.data.world, TB.data.world.objects.areas), {
        interactive: false,
        style: {color: colour("--border"), weight: 0.8, fillColor: colour("--land"), fillOpacity: 1}
      }).addTo(land);
    }
    if (TB.data.provinces) {
      var areas = TB.data.provinces.objects.areas;
      L.geoJSON(topojson.feature(TB.data.provinces, areas), {
        interactive: false,
        style: {color: colour("--province"), weight: 0.6, fillColor: colour("--land-here"), fillOpacity: 1}
      }).addTo(land);
    }
    land.addTo(map);
    if (shapes) { shapes.eachLayer(function (layer) { layer.bringToFront && layer.bringToFront(); }); }
  }

  function outline(p) {
    var level = book.raw.levels[book.places.level[p]], provinces = TB.data.provinces;
    if (!provinces || (level !== "province" && level !== "country")) { return null; }
    var units = provinces.objects.areas.geometries.filter(function (unit) {
      return level === "province" ? unit.properties.c === book.places.admin1[p]
        : unit.properties.i === book.places.country[p];
    });
    return units.length ? topojson.merge(provinces, units) : null;
  }

  function show(list, which) {
    shown = list;
    harm = which;
    if (shapes) { map.removeLayer(shapes); }
    shapes = L.layerGroup();
    var at = new Map();
    list.forEach(function (k) {
      var p = book.place[k];
      if (p < 0 || book.places.lat[p] === null) { return; }
      if (!at.has(p)) { at.set(p, []); }
      at.get(p).push(k);
    });
    var points = [], areas = [], names = [];
    at.forEach(function (mine, p) {
      (book.places.level[p] <= POINT ? points : areas).push([p, mine]);
    });
    crowd(points);
    areas.sort(function (a, b) { return book.places.km[b[0]] - book.places.km[a[0]]; });
    areas.forEach(function (each) { area(each[0], each[1]); });
    points.sort(function (a, b) { return b[1].length - a[1].length; });
    points.map(function (each) { return [each[0], each[1], weight(each[1])]; })
      .sort(function (a, b) { return b[2] - a[2]; })
      .forEach(function (each) { point(each[0], each[1], each[2], named(each[0], each[2], names)); });
    shapes.addTo(map);
    drawn = {points: points.map(first), areas: areas.map(first)};
    return {places: at.size, areas: areas.length};
  }

  // Many circles are drawn smaller, so that together they leave most of the map free.
  function crowd(points) {
    var size = map.getSize(), n = points.length, dead = 0;
    points.forEach(function (each) { dead += weight(each[1]); });
    var room = Math.sqrt(0.16 * size.x * size.y / (Math.PI * Math.max(1, dead)));
    scale = {
      least: n < 60 ? 4 : n < 400 ? 2.5 : 1.2, each: Math.min(1.9, room), fill: n < 400 ? 0.42 : 0.3
    };
  }

  function first(each) { return each[0]; }

  function named(p, dead, names) { // a few of the largest, where no other name stands
    if (!dead || names.length >= NAMED) { return false; }
    var at = map.latLngToContainerPoint([book.places.lat[p], book.places.lon[p]]);
    var free = names.every(function (other) {
      return Math.abs(other.y - at.y) > 18 || Math.abs(other.x - at.x) > 170;
    });
    if (free) { names.push(at); }
    return free;
  }

  function weight(mine) {
    var s = TB.sum(book, mine, harm || "killed");
    return s.best || s.min || 0;
  }

  function point(p, mine, dead, named) {
    var radius = Math.min(34, scale.least + scale.each * Math.sqrt(dead));
    var marker = L.circleMarker([book.places.lat[p], book.places.lon[p]], {
      radius: radius, weight: 1.2,
      color: colour("--accent"), fillColor: colour("--accent"), fillOpacity: dead ? scale.fill : 0.08
    });
    speak(marker, p, mine, named ? radius : 0);
  }

  function area(p, mine) {
    var shape = outline(p), look = {
      color: colour("--accent"), weight: 1.6, dashArray: "5 4",
      fillColor: colour("--accent"), fillOpacity: 0.1
    };
    var layer = shape
      ? L.geoJSON({type: "Feature", properties: {}, geometry: shape}, {style: look})
      : L.circle([book.places.lat[p], book.places.lon[p]],
          Object.assign({radius: 1000 * Math.max(5, book.places.km[p] || 25)}, look));
    speak(layer, p, mine);
  }

  function speak(layer, p, mine, beside) {
    layer.bindPopup(function () { return popup(p, mine); }, {maxWidth: 280});
    layer.bindTooltip(book.places.name[p], beside
      ? {permanent: true, direction: "right", className: "place-name", opacity: 1, offset: [beside - 4, 0]}
      : {direction: "top", opacity: 0.95});
    shapes.addLayer(layer);
  }

  function popup(p, mine) {
    var box = document.createElement("div"), level = book.raw.levels[book.places.level[p]];
    var name = box.appendChild(document.createElement("strong"));
    name.dir = "auto";
    name.textContent = book.places.name[p];
    var line = box.appendChild(document.createElement("p"));
    var which = harm || "killed";
    var s = TB.sum(book, mine, which);
    line.textContent = (s.known || s.unknown ? TB.sumWords(s) + " " + TB.harmWords(which) + ", in " : "") +
      TB.number(mine.length) + (mine.length === 1 ? " incident." : " incidents.");
    var note = box.appendChild(document.createElement("p"));
    note.className = "note";
    note.textContent = book.places.level[p] > POINT
      ? "Only the " + level + " is known: the area is drawn, not a spot."
      : level === "exact" ? "" : "The point stands for the whole " + level + ".";
    var button = box.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = mine.length === 1 ? "Show this incident" : "Show these incidents";
    button.addEventListener("click", function () { map.closePopup(); onPoint(p); });
    return box;
  }

  function fit(list) {
    var box = bounds(list);
    if (box) { map.fitBounds(box, {padding: [24, 24], maxZoom: 9}); }
  }

  return {
    start: start, show: show, fit: fit, redraw: draw,
    drawn: function () { return drawn; }, centre: function () { return map.getCenter(); },
    at: function (p) { // where a place stands on the page's map, in pixels
      var point = map.latLngToContainerPoint([book.places.lat[p], book.places.lon[p]]);
      return [point.x, point.y];
    }
  };
})();
