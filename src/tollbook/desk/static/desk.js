// Keys, words selected in a report, and drafts. Everything here presses buttons, opens fields and
// fills forms that are on the page and work without it.
"use strict";

(() => {
  const TYPED = new Set(["INPUT", "TEXTAREA", "SELECT"]);
  const isTyping = (node) =>
    node && (node.isContentEditable || (TYPED.has(node.tagName) && !["checkbox", "radio"].includes(node.type)));
  const visible = (node) => node.getClientRects().length > 0;

  // --- keys
  let shown = ""; // the field whose words were looked at last

  function press(node) {
    if (node.tagName === "SUMMARY") {
      const details = node.parentElement;
      details.open = true;
      const first = details.querySelector("input:not([type=hidden]), select, textarea");
      if (first) { first.focus(); if (first.select) first.select(); } else { node.focus(); }
      details.scrollIntoView({ block: "nearest" });
    } else if (isTyping(node)) {
      node.focus();
      if (node.select) node.select();
    } else {
      node.click();
    }
  }

  function step(way) {
    const rows = [...document.querySelectorAll("[data-row]")].filter(visible);
    if (!rows.length) return false;
    const now = rows.findIndex((row) => row.contains(document.activeElement));
    const to = rows[Math.min(Math.max(now + way, 0), rows.length - 1)];
    const link = to.querySelector("a");
    if (link) { link.focus(); to.scrollIntoView({ block: "nearest" }); }
    return true;
  }

  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && isTyping(at) && at.form) {
      event.preventDefault();
      at.form.requestSubmit();
      return;
    }
    if (event.key === "Escape") {
      const open = at && at.closest("details[open]");
      if (isTyping(at)) at.blur();
      const toast = document.getElementById("toast");
      if (toast && !open && !isTyping(at)) toast.remove();
      if (open) { open.open = false; open.querySelector("summary").focus(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(at) || event.isComposing) return;
    const way = { j: 1, k: -1 }[event.key];
    const leads = [...document.querySelectorAll('[data-key="j"], [data-key="k"]')].some(visible);
    if (way && !leads && step(way)) { event.preventDefault(); return; }
    if (event.key === "e" && shown) {
      const own = document.querySelector(`[data-field="${CSS.escape(shown)}"] .edit summary`);
      if (own) { event.preventDefault(); press(own); return; }
    }
    if (event.key === "c") keep();
    const keyed = `[data-key="${CSS.escape(event.key)}"]`;
    const row = at && at.closest("[data-row]"); // the one that j and k went to comes first
    const found = [...(row ? row.querySelectorAll(keyed) : []), ...document.querySelectorAll(keyed)].find(visible);
    if (found) { event.preventDefault(); press(found); }
  });

  for (const node of document.querySelectorAll("[data-key]")) {
    node.setAttribute("aria-keyshortcuts", node.dataset.key);
  }

  // --- the words behind a field
  function show(field) {
    shown = field;
    let first = null;
    for (const piece of document.querySelectorAll("#text [data-fields]")) {
      const mine = piece.dataset.fields.split(" ").includes(field);
      piece.classList.toggle("shown", mine);
      if (mine && !first) first = piece;
    }
    if (first) first.scrollIntoView({ block: "center", behavior: "auto" });
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    if (button) show(button.dataset.show);
  });

  // --- a place that the gazetteer offered
  document.addEventListener("click", (event) => {
    const offered = event.target.closest("[data-take]");
    if (!offered) return;
    const into = offered.closest("form").elements[offered.dataset.into];
    into.value = offered.dataset.take;
    const list = offered.closest(".found");
    list.textContent = offered.textContent.trim();
    into.focus();
  });

  // --- words selected in the report
  const text = document.getElementById("text");
  let picked = null; // { quote, at }: at is in code points, as the book counts

  function offset(node, inside) {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-at]");
    if (!piece || node.nodeType !== 3) return null;
    return Number(piece.dataset.at) + Array.from(node.data.slice(0, inside)).length;
  }
  function selected() {
    const selection = window.getSelection();
    if (!text || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    const at = offset(range.startContainer, range.startOffset);
    const quote = range.toString();
    if (at === null || !quote.trim()) return null;
    const lead = Array.from(quote).length - Array.from(quote.trimStart()).length;
    return { quote: quote.trim(), at: at + lead };
  }
  function target() {
    const at = document.activeElement;
    if (at && at.matches && at.matches("[data-fill]")) return at;
    const open = [...document.querySelectorAll("details[open] [data-fill]")].filter(visible);
    return open.length ? open[0] : null;
  }
  function keep() {
    const now = selected() || picked;
    const form = document.querySelector("[data-adds]");
    if (!now || !form) return;
    form.querySelector("[name=quote]").value = now.quote;
    form.querySelector("[name=at]").value = now.at;
    const told = form.querySelector("[data-picked]");
    if (told) told.textContent = now.quote;
    const count = form.querySelector("[name=count]");
    if (count && !count.value) count.value = now.quote.match(/\d[\d,]*/)?.[0] ?? "";
  }
  let filling = null;
  document.addEventListener("mousedown", (event) => { if (text && text.contains(event.target)) filling = target(); });
  document.addEventListener("selectionchange", () => { picked = selected() || picked; });
  document.addEventListener("mouseup", (event) => {
    if (!text || !text.contains(event.target)) return;
    const now = selected();
    if (!now) return;
    picked = now;
    const into = filling;
    if (into && visible(into)) {
      into.value = now.quote;
      into.dispatchEvent(new Event("input", { bubbles: true }));
      into.focus();
    }
  });

  // --- drafts: what was typed and not saved is there when the page is opened again, also after a
  // crash. A form that was sent keeps its draft until a page says that it was saved.
  const drawer = document.body.dataset.drawer;
  const name = (form) => `${drawer} draft ${form.dataset.draft}`;
  const sent = `${drawer} sent`;
  const kept = (form) => [...form.elements].filter((e) => e.name && isTyping(e) && e.type !== "hidden");
  const waiting = localStorage.getItem(sent);
  if (waiting && document.getElementById("toast")) localStorage.removeItem(waiting);
  if (waiting) localStorage.removeItem(sent);
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const before = localStorage.getItem(name(form));
    if (before) {
      const values = JSON.parse(before);
      for (const field of kept(form)) if (field.name in values) field.value = values[field.name];
      const details = form.closest("details");
      if (details) details.open = true;
    }
    form.addEventListener("input", () => {
      const values = Object.fromEntries(kept(form).map((field) => [field.name, field.value]));
      localStorage.setItem(name(form), JSON.stringify(values));
    });
    form.addEventListener("submit", () => localStorage.setItem(sent, name(form)));
  }
  for (const form of document.querySelectorAll("form[data-mends]")) {
    form.addEventListener("submit", () => { if (waiting) localStorage.setItem(sent, waiting); });
  }

  const close = document.querySelector("#toast .close");
  if (close) close.addEventListener("click", (event) => { event.preventDefault(); close.parentElement.remove(); });

  // --- a figure of many ticks
  for (const form of document.querySelectorAll("form.bulk")) {
    const bar = form.querySelector(".bulk-bar");
    const told = bar && bar.querySelector("span");
    const count = () => {
      const n = form.querySelectorAll("[name=id]:checked").length;
      told.textContent = `${n} ticked:`;
      for (const button of bar.querySelectorAll("button")) button.disabled = n === 0;
    };
    if (bar) { form.addEventListener("change", count); count(); }
  }

  // --- what was decided is said once, not again when the page is loaded anew
  const here = new URL(location.href);
  if (here.searchParams.has("done")) {
    here.searchParams.delete("done");
    history.replaceState(null, "", here);
  }
})();
