/* The timeline: what is documented by each day, least to most, and the totals that were stated. */
"use strict";
TB.timeline = (function () {
  var NS = "http://www.w3.org/2000/svg", HEIGHT = 260, LEFT = 52, RIGHT = 14, TOP = 16, BOTTOM = 30;

  function el(parent, name, given, text) {
    var made = document.createElementNS(NS, name);
    Object.keys(given || {}).forEach(function (key) { made.setAttribute(key, given[key]); });
    if (text !== undefined) { made.textContent = text; }
    parent.appendChild(made);
    return made;
  }

  function steps(book, list, harm) {
    var by = new Map(), undated = 0;
    list.forEach(function (k) {
      var t = book.tolls[harm] && book.tolls[harm][k];
      if (!t || !t.known) { return; }
      if (book.start[k] === null && book.end[k] === null) { undated++; return; }
      var first = book.start[k] === null ? book.end[k] : book.start[k];
      var last = book.end[k] === null ? book.start[k] : book.end[k];
      add(by, last, t.min || 0, t.best || 0, 0);
      add(by, first, 0, 0, t.max === null ? t.min || 0 : t.max);
    });
    var days = Array.from(by.keys()).sort(function (a, b) { return a - b; });
    var sum = [0, 0, 0];
    return {
      undated: undated,
      points: days.map(function (day) {
        by.get(day).forEach(function (n, at) { sum[at] += n; });
        return [day, sum[0], Math.max(sum[0], sum[1]), Math.max(sum[0], sum[2])];
      })
    };
  }

  function add(by, day, a, b, c) {
    var have = by.get(day);
    if (have) { have[0] += a; have[1] += b; have[2] += c; } else { by.set(day, [a, b, c]); }
  }

  function nice(top) {
    if (top <= 4) { return 1; }
    var raw = top / 4, power = Math.pow(10, Math.floor(Math.log10(raw))), unit = raw / power;
    return (unit <= 1 ? 1 : unit <= 2 ? 2 : unit <= 5 ? 5 : 10) * power;
  }

  function draw(box, book, list, harm, stated) {
    while (box.firstChild) { box.removeChild(box.firstChild); }
    var told = steps(book, list, harm), points = told.points;
    if (!points.length) { return told; }
    var width = Math.max(280, box.clientWidth || 600);
    var totals = stated.filter(function (s) {
      return s.end !== null && (s.low || s.likely || s.high);
    });
    var first = points[0][0], last = points[points.length - 1][0], top = points[points.length - 1][3];
    totals.forEach(function (s) {
      first = Math.min(first, s.end);
      last = Math.max(last, s.end);
      top = Math.max(top, s.high || 0, s.likely || 0, s.low || 0);
    });
    if (first === last) { first -= 1; last += 1; }
    var x = function (day) { return LEFT + (day - first) / (last - first) * (width - LEFT - RIGHT); };
    var step = nice(top), ceiling = Math.ceil(top * 1.06 / step) * step || 1;
    var y = function (n) { return TOP + (1 - n / ceiling) * (HEIGHT - TOP - BOTTOM); };
    var svg = el(box, "svg", {
      viewBox: "0 0 " + width + " " + HEIGHT, width: width, height: HEIGHT, role: "img",
      "aria-label": "Documented by " + TB.spoken(points[points.length - 1][0]) + ": " +
        TB.sumWords(TB.sum(book, list, harm)) + " " + TB.harmWords(harm) + ". " +
        (totals.length ? totals.length + " stated totals are marked; they are listed below." : "")
    });
    for (var n = 0; n <= ceiling + 1e-9; n += step) {
      el(svg, "line", {x1: LEFT, x2: width - RIGHT, y1: y(n), y2: y(n), class: "grid"});
      el(svg, "text", {x: LEFT - 8, y: y(n) + 4, class: "axis end"}, TB.number(Math.round(n)));
    }
    ticks(first, last, width).forEach(function (tick) {
      el(svg, "line", {x1: x(tick[0]), x2: x(tick[0]), y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM + 5, class: "tick"});
      el(svg, "text", {x: x(tick[0]), y: HEIGHT - 9, class: "axis middle"}, tick[1]);
    });
    band(svg, points, last, x, y);
    totals.forEach(function (s) { mark(svg, s, x, y); });
    return told;
  }

  function band(svg, points, last, x, y) {
    var low = "", high = "", best = "";
    points.forEach(function (p, n) {
      var next = n + 1 < points.length ? points[n + 1][0] : last;
      var move = n ? "L" : "M";
      low = " L" + x(next) + " " + y(p[1]) + " L" + x(p[0]) + " " + y(p[1]) + low;
      high += move + x(p[0]) + " " + y(p[3]) + " L" + x(next) + " " + y(p[3]) + " ";
      best += move + x(p[0]) + " " + y(p[2]) + " L" + x(next) + " " + y(p[2]) + " ";
    });
    el(svg, "path", {d: high + low + " Z", class: "band"});
    el(svg, "path", {d: best, class: "best"});
  }

  function mark(svg, s, x, y) {
    var at = x(s.end), group = el(svg, "g", {class: "stated"});
    el(group, "title", {}, s.words);
    var low = s.low !== null ? s.low : s.likely !== null ? s.likely : s.high;
    var high = s.high !== null ? s.high : low;
    if (high !== low) { el(group, "line", {x1: at, x2: at, y1: y(low), y2: y(high)}); }
    el(group, "circle", {cx: at, cy: y(s.likely !== null ? s.likely : low), r: 4.5});
    if (s.high === null && s.low !== null) {
      var tip = y(low) - 17;
      el(group, "path", {d: "M" + at + " " + (y(low) - 5) + " V" + tip + " M" + (at - 4) + " " + (tip + 5) + " L" + at + " " + tip + " L" + (at + 4) + " " + (tip + 5)});
    }
  }

  function ticks(first, last, width) {
    var found = [], most = Math.max(2, Math.floor(width / 95)), span = last - first;
    var months = Math.max(1, Math.ceil(span / 30.4 / most));
    if (span < 50) {
      var every = Math.max(1, Math.ceil(span / most));
      for (var d = first; d <= last; d += every) { found.push([d, TB.spoken(d).replace(/ \d{4}$/, "")]); }
      return found;
    }
    months = [1, 2, 3, 6, 12, 24, 60, 120, 240].filter(function (m) { return m >= months; })[0] || 240;
    var from = new Date(first * 864e5), year = from.getUTCFullYear();
    for (var m = 0; ; m += months) {
      var day = Date.UTC(year, m, 1) / 864e5;
      if (day > last) { return found; }
      if (day >= first) {
        var at = new Date(day * 864e5);
        found.push([day, months >= 12 ? String(at.getUTCFullYear()) : TB.spoken(day).replace(/^1 /, "")]);
      }
    }
  }

  return {draw: draw, steps: steps};
})();
