/* The page: filters, the list, the balance of what is shown, the download. Nothing is fetched. */
"use strict";
(function () {
  var PAGE = 40;
  var HARMS = {
    killed: "killed", injured: "injured", killed_or_injured: "killed or injured, not told apart",
    missing: "missing", abducted: "abducted", detained: "detained", attacked: "attacked"
  };
  TB.harmWords = function (harm) { return (HARMS[harm] || harm); };

  var book, list = [], showing = PAGE, form, empty = {
    harm: "killed", q: "", place: "", from: null, to: null, grades: [], who: null, status: "", point: null
  };
  var filter = Object.assign({}, empty);
  function $(id) { return document.getElementById(id); }

  function option(select, value, text) {
    var made = document.createElement("option");
    made.value = value;
    made.textContent = text;
    select.appendChild(made);
  }

  function controls() {
    var harms = book.harms.slice();
    if (harms.indexOf("killed") < 0) { empty.harm = filter.harm = harms[0] || ""; }
    harms.forEach(function (harm) { option($("harm"), harm, TB.harmWords(harm)); });
    option($("harm"), "", "any, or nobody hurt");
    var count = {};
    book.place.forEach(function (p) {
      if (p < 0) { return; }
      [book.places.country[p], book.places.admin1[p]].forEach(function (code) {
        if (code) { count[code] = (count[code] || 0) + 1; }
      });
    });
    Object.keys(book.raw.countries).sort().forEach(function (code) {
      option($("place"), code, book.raw.countries[code] + " (" + TB.number(count[code] || 0) + ")");
      Object.keys(book.raw.provinces).filter(function (own) { return own.indexOf(code + ".") === 0; })
        .sort(function (a, b) { return book.raw.provinces[a] < book.raw.provinces[b] ? -1 : 1; })
        .forEach(function (own) {
          option($("place"), own, "\u2003" + book.raw.provinces[own] + " (" + TB.number(count[own] || 0) + ")");
        });
    });
    var blamed = book.actors.map(function () { return 0; });
    book.who.forEach(function (mine) { mine.forEach(function (w) { blamed[w]++; }); });
    book.actors.map(function (name, n) { return n; })
      .sort(function (a, b) { return blamed[b] - blamed[a]; }).slice(0, 400)
      .forEach(function (n) { option($("who"), n, book.actors[n] + " (" + TB.number(blamed[n]) + ")"); });
    book.raw.statuses.concat(["unknown"]).forEach(function (status) {
      option($("status"), status, status === "unknown" ? "not said" : status);
    });
    book.raw.grades.forEach(function (grade) {
      var label = document.createElement("label"), box = document.createElement("input");
      box.type = "checkbox";
      box.name = "grade";
      box.value = grade;
      label.appendChild(box);
      label.appendChild(document.createTextNode(" " + grade));
      $("grades").appendChild(label);
    });
  }

  function day(text) {
    var at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text + "T00:00:00Z") : NaN;
    return isNaN(at) ? null : at / 864e5;
  }

  function read() {
    filter = {
      harm: $("harm").value, q: $("q").value.trim(), place: $("place").value,
      from: day($("from").value), to: day($("to").value),
      grades: Array.from(form.querySelectorAll("[name=grade]:checked")).map(function (b) { return b.value; }),
      who: $("who").value === "" ? null : +$("who").value, status: $("status").value,
      point: filter.point
    };
  }

  function write() {
    $("harm").value = filter.harm;
    $("q").value = filter.q;
    $("place").value = filter.place;
    $("from").value = TB.iso(filter.from);
    $("to").value = TB.iso(filter.to);
    form.querySelectorAll("[name=grade]").forEach(function (box) {
      box.checked = filter.grades.indexOf(box.value) >= 0;
    });
    $("who").value = filter.who === null ? "" : filter.who;
    $("status").value = filter.status;
  }

  function remember() {
    var said = new URLSearchParams();
    Object.keys(empty).forEach(function (key) {
      var value = filter[key];
      if (key === "from" || key === "to") { value = TB.iso(value); }
      if (key === "grades") { value = value.join(" "); }
      var plain = key === "grades" || key === "from" || key === "to" ? "" : empty[key];
      if (value !== null && value !== plain) { said.set(key, value); }
    });
    var text = said.toString();
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  }

  function recall() {
    var said = new URLSearchParams(location.hash.slice(1));
    filter = Object.assign({}, empty);
    said.forEach(function (value, key) {
      if (!(key in empty)) { return; }
      filter[key] = key === "from" || key === "to" ? day(value)
        : key === "grades" ? value.split(" ").filter(Boolean)
        : key === "who" || key === "point" ? +value : value;
    });
    write();
  }

  function alone() { // nothing but a harm and an area is chosen: totals can be laid beside it
    return !filter.q && filter.from === null && filter.to === null && !filter.grades.length &&
      filter.who === null && !filter.status && filter.point === null;
  }

  function stated() {
    var harms = ["killed", "injured", "killed_or_injured", "missing", "abducted", "detained", "attacked"];
    var area = filter.place ? book.raw.provinces[filter.place] || book.raw.countries[filter.place] : null;
    return book.raw.accounts.filter(function (a) {
      return harms[a[1]] === filter.harm && (area === null || a[2] === area) && !a[12];
    }).map(function (a) {
      return {
        id: a[0], end: day(a[4] || ""), low: a[5], likely: a[6], high: a[7],
        words: a[9] + ": " + a[8] + " " + TB.harmWords(filter.harm) + (a[2] ? " in " + a[2] : "") +
          (a[3] ? ", " + TB.spoken(day(a[3])) : "") + (a[4] ? " to " + TB.spoken(day(a[4])) : "") +
          (a[11] ? ". At least " + TB.number(a[11]) + " of these are not documented here." : ".")
      };
    });
  }

  function update(move) {
    list = TB.chosen(book, filter);
    showing = PAGE;
    remember();
    var harm = filter.harm || "killed";
    balance(harm);
    var drawn = TB.map.show(list, harm);
    if (move) { TB.map.fit(list); }
    var nowhere = list.filter(function (k) { return book.place[k] < 0; }).length;
    $("map-note").textContent = [
      drawn.areas ? TB.number(drawn.areas) + (drawn.areas === 1 ? " place is" : " places are") + " known only as an area, drawn dashed." : "",
      nowhere ? TB.number(nowhere) + (nowhere === 1 ? " incident has" : " incidents have") + " no place that is known for certain and " + (nowhere === 1 ? "is" : "are") + " not on the map." : ""
    ].filter(Boolean).join(" ");
    timeline();
    render();
  }

  function timeline() {
    var harm = filter.harm || "killed", totals = alone() ? stated() : [];
    var told = TB.timeline.draw($("timeline"), book, list, harm, totals);
    $("timeline-note").textContent = [
      told.points.length ? "" : "Nothing that is shown has a day and a figure.",
      told.undated ? TB.number(told.undated) + (told.undated === 1 ? " incident has" : " incidents have") + " no known day and " + (told.undated === 1 ? "is" : "are") + " left out." : "",
      book.raw.totals > book.raw.accounts.length ? "Of " + TB.number(book.raw.totals) + " stated totals the " + TB.number(book.raw.accounts.length) + " largest are marked." : "",
      alone() ? "" : "Stated totals are hidden: they cover more than the incidents chosen."
    ].filter(Boolean).join(" ");
  }

  function balance(harm) {
    var s = TB.sum(book, list, harm), box = $("shown");
    box.textContent = "";
    var strong = document.createElement("strong");
    var any = s.known || s.unknown;
    var said = any ? TB.sumWords(s) + " " + TB.harmWords(harm) : "No figure";
    strong.textContent = said[0].toUpperCase() + said.slice(1);
    box.appendChild(strong);
    box.appendChild(document.createTextNode(
      " in " + TB.number(list.length) + (list.length === 1 ? " incident" : " incidents") + " shown, of " +
      TB.number(book.n) + "." + (s.unknown ? " In " + TB.number(s.unknown) + " of them the number is not known." : "")
    ));
    $("download").textContent = "Download these " + TB.number(list.length) + " (CSV)";
    $("download").disabled = !list.length;
    $("only").hidden = filter.point === null;
    if (filter.point !== null) { $("only-name").textContent = book.places.name[filter.point]; }
  }

  function chunkOf(k) { return "details-" + Math.floor(k / book.raw.chunk); }

  function need(keys, done) {
    var names = Array.from(new Set(keys.map(chunkOf))), left = names.length;
    if (!left) { done(); return; }
    names.forEach(function (name) { TB.need(name, function () { if (!--left) { done(); } }); });
  }

  function render() {
    var shown = list.slice(0, showing), mark = list;
    need(shown, function () {
      if (mark !== list) { return; }
      var box = $("list");
      box.textContent = "";
      shown.forEach(function (k) { box.appendChild(item(k)); });
      $("more").hidden = list.length <= showing;
      $("more").textContent = "Show " + TB.number(Math.min(PAGE, list.length - showing)) + " more of " + TB.number(list.length - showing);
      $("none").hidden = list.length > 0;
    });
  }

  function part(parent, tag, name, text) {
    var made = document.createElement(tag);
    if (name) { made.className = name; }
    if (text !== undefined) { made.textContent = text; }
    parent.appendChild(made);
    return made;
  }

  function item(k) {
    var chunk = TB.data[chunkOf(k)], at = k % book.raw.chunk, li = document.createElement("li");
    var link = part(li, "a", "where");
    link.href = "incident/" + chunk.id[at] + ".html";
    part(link, "span", "day", TB.dateText(book, k));
    var place = part(link, "span", "place"), names = TB.placeNames(book, k);
    if (!names.length) { place.textContent = "place not known for certain"; }
    names.forEach(function (name, n) {
      if (n) { place.appendChild(document.createTextNode(", ")); }
      part(place, "bdi", "", name);
    });
    var tolls = part(li, "p", "tolls");
    book.harms.forEach(function (harm) {
      var t = book.tolls[harm][k];
      if (t) {
        var one = part(tolls, "span", "toll " + harm);
        part(one, "b", "", TB.words(t));
        one.appendChild(document.createTextNode(" " + TB.harmWords(harm)));
      }
    });
    var who = chunk.who[at] ? chunk.who[at].split("; ") : [];
    part(li, "span", "grade " + book.grade(k), book.grade(k));
    if (chunk.quote[at]) {
      var quote = part(li, "p", "quote");
      var words = part(quote, "q", "", chunk.quote[at]);
      words.dir = "auto";
      var said = chunk.source[at] && chunk.source[at] !== chunk.speaker[at] ? ", in " + chunk.source[at] : "";
      part(quote, "span", "said", " " + chunk.speaker[at] + said);
    }
    if (who.length) {
      var by = part(li, "p", "who", "Named as responsible: ");
      part(by, "bdi", "", who.slice(0, 3).join("; ") + (who.length > 3 ? "; and others" : ""));
    }
    return li;
  }

  function guarded(text) { return /^'*[=+\-@\t\r]/.test(text) ? "'" + text : text; }

  function cell(value) {
    var text = value === null || value === undefined ? "" : typeof value === "string" ? guarded(value) : String(value);
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function csv() {
    var names = ["id", "date_start", "date_end", "place", "place_level", "lat", "lon", "radius_km", "country",
      "admin1", "grade", "contested", "coarsened", "perpetrators", "harm", "min", "best", "max", "open_above",
      "words", "quote", "speaker", "source", "release", "computed"];
    var rows = [names], levels = book.raw.levels, where = book.places;
    list.forEach(function (k) {
      var chunk = TB.data[chunkOf(k)], at = k % book.raw.chunk, p = book.place[k];
      var harms = filter.harm ? [filter.harm] : book.harms.filter(function (h) { return book.tolls[h][k]; });
      (harms.length ? harms : [null]).forEach(function (harm) {
        var t = harm && book.tolls[harm][k];
        rows.push([
          chunk.id[at], TB.iso(book.start[k]), TB.iso(book.end[k]), p < 0 ? null : where.name[p],
          p < 0 || where.level[p] < 0 ? null : levels[where.level[p]], p < 0 ? null : where.lat[p],
          p < 0 ? null : where.lon[p], p < 0 ? null : where.km[p], p < 0 ? null : where.country[p],
          p < 0 ? null : where.admin1[p], book.grade(k), book.contested(k), book.coarsened(k),
          chunk.who[at], harm,
          t && t.known ? t.min : null, t && t.known ? t.best : null, t && t.known ? t.max : null,
          t && t.known ? t.open : null, t ? TB.words(t) : null, chunk.quote[at], chunk.speaker[at],
          chunk.source[at], book.raw.release, document.body.dataset.computed
        ]);
      });
    });
    return rows.map(function (row) { return row.map(cell).join(","); }).join("\r\n") + "\r\n";
  }

  function download() {
    need(list, function () {
      var link = document.createElement("a");
      var url = URL.createObjectURL(new Blob(["\ufeff", csv()], {type: "text/csv;charset=utf-8"}));
      link.href = url;
      link.download = "tollbook-" + book.raw.release + "-" + list.length + "-incidents.csv";
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(url); }, 60000);
    });
  }

  var typing;
  function search() {
    clearTimeout(typing);
    typing = setTimeout(function () {
      read();
      update(false);
      if (!filter.q) { return; }
      $("searching").hidden = false; // quotes come in with the details of every incident
      need(Array.from({length: book.n}, function (_, k) { return k; }), function () {
        $("searching").hidden = true;
        update(false);
      });
    }, 200);
  }

  function start() {
    book = TB.decode(TB.data.index);
    form = $("filters");
    controls();
    TB.map.start($("map"), book, function (p) {
      filter.point = p;
      update(false);
      $("shown").scrollIntoView({block: "start"});
    });
    recall();
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("change", function (event) {
      if (event.target.id === "q") { return; }
      read();
      update(event.target.id === "place");
    });
    $("q").addEventListener("input", search);
    form.addEventListener("reset", function () {
      setTimeout(function () {
        filter = Object.assign({}, empty);
        write();
        update(true);
      });
    });
    $("only-clear").addEventListener("click", function () { filter.point = null; update(true); });
    $("more").addEventListener("click", function () { showing += PAGE; render(); });
    $("download").addEventListener("click", download);
    window.addEventListener("hashchange", function () { recall(); update(true); });
    var wide = 0;
    new ResizeObserver(function () {
      var now = $("timeline").clientWidth;
      if (now !== wide) { wide = now; timeline(); }
    }).observe($("timeline"));
    update(!!location.hash);
    if (filter.q) { search(); }
    if (!TB.data.provinces && document.body.dataset.provinces) {
      var later = function () {
        TB.need("provinces", function () { TB.map.redraw(); TB.map.show(list, filter.harm || "killed"); });
      };
      $("map").addEventListener("pointerdown", later, {once: true});
      $("map").addEventListener("wheel", later, {once: true});
    }
    document.documentElement.classList.add("ready");
  }

  TB.csv = csv;
  document.addEventListener("DOMContentLoaded", start);
})();
