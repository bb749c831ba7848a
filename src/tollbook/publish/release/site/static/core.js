/* What the site knows: data handed over by script tags, decoded into columns; the filter; sums. */
"use strict";
var TB = (function () {
  var data = {}, waiting = {}, loaded = {};

  function take(name, value) {
    data[name] = value;
    (waiting[name] || []).forEach(function (done) { done(value); });
    delete waiting[name];
  }

  function need(name, done) {
    if (data[name]) { done(data[name]); return; }
    (waiting[name] = waiting[name] || []).push(done);
    if (loaded[name]) { return; }
    loaded[name] = true;
    var tag = document.createElement("script");
    tag.src = "data/" + name + ".js";
    document.head.appendChild(tag);
  }

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/[\u2018\u2019\u02bc`]/g, "'");
  }

  var TOLL = /^(\d*)(?:-(\d+))?(?:b(\d+)|(n))?(~)?(\+)?$/;

  function toll(text) {
    if (!text) { return null; }
    if (text === "?") { return {known: false}; }
    var part = TOLL.exec(text);
    var min = part[1] === "" ? null : +part[1];
    var max = part[2] === undefined ? min : +part[2];
    var best = part[4] ? null : part[3] === undefined ? min : +part[3];
    return {known: true, min: min, max: max, best: best, about: !!part[5], open: !!part[6]};
  }

  function number(n) { return n.toLocaleString("en"); }

  function words(t) {
    if (!t.known) { return "not known"; }
    var text = t.min === null ? "up to " + number(t.max)
      : t.min === t.max ? (t.about ? "about " : "") + number(t.min)
      : number(t.min) + " to " + number(t.max);
    if (t.open) { text += " or more"; }
    if (t.best !== null && t.min !== t.max) { text += ", best " + number(t.best); }
    return text;
  }

  function iso(day) {
    return day === null ? "" : new Date(day * 864e5).toISOString().slice(0, 10);
  }

  var MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

  function spoken(day) {
    var d = new Date(day * 864e5);
    return d.getUTCDate() + " " + MONTHS[d.getUTCMonth()] + " " + d.getUTCFullYear();
  }

  function degrees(n) { return n === null ? null : n / 1000; }

  function decode(raw) {
    var n = raw.n, start = new Array(n), end = new Array(n), day = 0;
    for (var i = 0; i < n; i++) {
      if (raw.day[i] === null) { start[i] = end[i] = null; continue; }
      day -= raw.day[i];
      start[i] = day;
      end[i] = day + (raw.span[i] === "+" ? raw.spans[i] : parseInt(raw.span[i], 36));
      if (raw.open && raw.open[i] === "s") { start[i] = null; }
      if (raw.open && raw.open[i] === "e") { end[i] = null; }
    }
    var tolls = {};
    Object.keys(raw.tolls).forEach(function (harm) {
      var told = raw.tolls[harm].split(";"), list = new Array(n);
      for (var k = 0; k < n; k++) { list[k] = toll(told[k] || ""); }
      tolls[harm] = list;
    });
    var who = raw.who.split(" ");
    var places = {
      name: raw.places.name ? raw.places.name.split("\n") : [],
      lat: raw.places.lat.map(degrees), lon: raw.places.lon.map(degrees), level: raw.places.level, km: raw.places.km,
      country: raw.places.country.split(" "), admin1: raw.places.admin1.split(" ")
    };
    for (var p = 0; p < places.name.length; p++) {
      if (places.country[p] === "-") { places.country[p] = ""; }
      places.admin1[p] = places.admin1[p] === "-" ? "" : places.country[p] + "." + places.admin1[p];
    }
    var actors = raw.actors ? raw.actors.split("\n") : [];
    return {
      raw: raw, n: n, start: start, end: end, tolls: tolls, places: places, actors: actors,
      place: raw.place, harms: Object.keys(tolls),
      who: Array.from({length: n}, function (_, k) {
        return who[k] ? who[k].split(".").map(Number) : [];
      }),
      grade: function (k) { return raw.grades[+raw.grade[k]]; },
      status: function (k) { return +raw.status[k]; },
      contested: function (k) { return !!(+raw.flags[k] & 1); },
      coarsened: function (k) { return !!(+raw.flags[k] & 2); }
    };
  }

  function placeNames(book, k) { // the place, then what it lies in
    var p = book.place[k];
    if (p < 0) { return []; }
    var where = book.places, code = where.admin1[p];
    return [where.name[p], code && book.raw.provinces[code], book.raw.countries[where.country[p]]]
      .filter(function (name, n, all) { return name && all.indexOf(name) === n; });
  }

  function dateText(book, k) {
    var a = book.start[k], b = book.end[k];
    if (a === null && b === null) { return "no date known"; }
    if (a === null) { return "by " + spoken(b); }
    if (b === null) { return "from " + spoken(a); }
    if (a === b) { return spoken(a); }
    var one = spoken(a).split(" "), two = spoken(b).split(" ");
    if (one[2] !== two[2]) { return one.join(" ") + " to " + two.join(" "); }
    return one[1] === two[1] ? one[0] + "-" + two.join(" ")
      : one[0] + " " + one[1] + " to " + two.join(" ");
  }

  function searchText(book, k) {
    var names = book.who[k].map(function (w) { return book.actors[w]; }).join(" ");
    var text = placeNames(book, k).join(" ") + " " + names;
    var chunk = data["details-" + Math.floor(k / book.raw.chunk)];
    if (chunk) {
      var at = k % book.raw.chunk;
      text += " " + chunk.id[at] + " " + chunk.quote[at] + " " + chunk.also[at] + " " +
        chunk.speaker[at] + " " + chunk.source[at] + " " + chunk.who[at];
    }
    return fold(text);
  }

  function chosen(book, f) {
    var found = [], terms = fold(f.q || "").split(/\s+/).filter(Boolean);
    for (var k = 0; k < book.n; k++) {
      if (f.harm && !(book.tolls[f.harm] && book.tolls[f.harm][k])) { continue; }
      if (f.grades.length && f.grades.indexOf(book.grade(k)) < 0) { continue; }
      var p = book.place[k];
      if (f.point !== null && p !== f.point) { continue; }
      if (f.place) {
        if (p < 0) { continue; }
        var in_it = f.place.indexOf(".") > 0 ? book.places.admin1[p] : book.places.country[p];
        if (in_it !== f.place) { continue; }
      }
      if (f.from !== null || f.to !== null) {
        if (book.start[k] === null && book.end[k] === null) { continue; }
        if (f.from !== null && book.end[k] !== null && book.end[k] < f.from) { continue; }
        if (f.to !== null && book.start[k] !== null && book.start[k] > f.to) { continue; }
      }
      if (f.who !== null && book.who[k].indexOf(f.who) < 0) { continue; }
      if (f.status) {
        var bit = f.status === "unknown" ? 0 : 1 << book.raw.statuses.indexOf(f.status);
        if (bit ? !(book.status(k) & bit) : book.status(k) !== 0) { continue; }
      }
      if (terms.length) {
        var text = searchText(book, k);
        if (!terms.every(function (term) { return text.indexOf(term) >= 0; })) { continue; }
      }
      found.push(k);
    }
    return found;
  }

  function sum(book, list, harm) {
    var s = {about: false, min: 0, max: 0, best: 0, open: false, known: 0, unknown: 0, without: 0};
    list.forEach(function (k) {
      var t = book.tolls[harm] && book.tolls[harm][k];
      if (!t) { return; }
      if (!t.known) { s.unknown++; return; }
      s.known++;
      s.min += t.min || 0;
      s.best += t.best || 0;
      s.max += t.max === null ? t.min || 0 : t.max;
      s.without += t.best === null ? 1 : 0;
      s.open = s.open || t.open;
      s.about = s.about || t.about;
    });
    return s;
  }

  function sumWords(s) {
    if (!s.known) { return "not known"; }
    return (s.about ? "about " : "") + (s.min === s.max ? number(s.min) : number(s.min) + " to " + number(s.max)) +
      (s.open ? " or more" : "");
  }

  return {
    take: take, need: need, data: data, fold: fold, toll: toll, words: words, number: number,
    iso: iso, spoken: spoken, decode: decode, placeNames: placeNames, dateText: dateText,
    chosen: chosen, sum: sum, sumWords: sumWords
  };
})();
