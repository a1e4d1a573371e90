/* What makes pages smoother; every page works without it. */
"use strict";

(() => {
  const byId = (id) => document.getElementById(id);

  /* Keys: "/" search, "n" new, "?" list of keys. Never while somebody is typing. */
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const target =
      event.key === "/" ? byId("suche")
      : event.key === "n" ? document.querySelector("[data-key='n']")
      : event.key === "?" ? byId("tasten")
      : null;
    if (!target) return;
    event.preventDefault();
    if (target.id === "tasten") target.showModal();
    else if (target.id === "suche") target.focus();
    else target.click();
  });

  /* In another tab the device goes into the client's hands: what stands here is taken away. */
  if ("BroadcastChannel" in window) {
    new BroadcastChannel("faden").addEventListener("message", ({ data }) => { if (data === "kiosk") location.replace("/tablet/"); });
  }

  /* Menus close when somebody clicks elsewhere or presses Escape. */
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (menu === except) continue;
      const hadFocus = menu.contains(document.activeElement);
      menu.open = false;
      if (hadFocus) menu.querySelector("summary").focus();
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));

  /* What somebody has opened stays open when its part of the page comes back. */
  const opened = new Set();
  document.addEventListener("toggle", ({ target }) => {
    if (!target.dataset?.stays || !target.isConnected) return;
    if (target.open) opened.add(target.dataset.stays);
    else opened.delete(target.dataset.stays);
  }, true);
  const openAgain = () => {
    for (const part of document.querySelectorAll("details[data-stays]")) part.open ||= opened.has(part.dataset.stays);
  };

  /* A quiet line on top when an answer takes longer than 300 ms. */
  let waiting = 0;
  let timer = null;
  const wait = () => {
    waiting += 1;
    timer ??= setTimeout(() => { byId("fortschritt").hidden = false; }, 300);
  };
  const done = () => {
    waiting = Math.max(0, waiting - 1);
    if (waiting) return;
    clearTimeout(timer);
    timer = null;
    byId("fortschritt").hidden = true;
  };
  document.addEventListener("htmx:before:request", wait);
  document.addEventListener("htmx:finally:request", done);
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented && event.target.method !== "dialog") wait(); });
  window.addEventListener("pageshow", () => { waiting = 0; done(); prepare(document); });

  /* What has come in is made ready, and told politely: an element with data-announce says its text. */
  document.addEventListener("htmx:after:settle", (event) => {
    for (const piece of event.detail.newContent) {
      if (!(piece instanceof Element)) continue;
      const news = piece.matches("[data-announce]") ? piece : piece.querySelector("[data-announce]");
      if (news) byId("ansage").textContent = news.textContent.trim();
      prepare(piece);
    }
  });

  /* A form goes out once, however often somebody clicks. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 3000);
  });

  /* A table that does not need to scroll is no stop on the way of the keyboard. */
  const settleTables = () => {
    for (const place of document.querySelectorAll(".table-scroll, .time-axis__room")) {
      const isWide = place.scrollWidth > place.clientWidth;
      place.tabIndex = isWide ? 0 : -1;
      place.toggleAttribute("data-wide", isWide);
    }
  };
  window.addEventListener("resize", settleTables);

  /* On a small screen the tab one is on stands in sight, though it is the last. */
  for (const here of document.querySelectorAll(".tabs [aria-current]")) {
    const row = here.closest(".tabs"), at = here.getBoundingClientRect(), room = row.getBoundingClientRect();
    row.scrollLeft += at.left - room.left - (room.width - at.width) / 2;
  }

  /* A time axis that is wider than its place shows today first; names go along when it is moved sideways. */
  const followSideways = (place) => {
    const drawing = place.querySelector("svg");
    const scale = drawing.viewBox.baseVal.width / drawing.clientWidth;
    for (const words of drawing.querySelectorAll("text[data-follows]")) {
      const hidden = place.scrollLeft * scale + 8 - words.x.baseVal[0].value;
      words.setAttribute("transform", `translate(${Math.max(0, hidden)})`);
    }
  };
  const showToday = () => {
    for (const place of document.querySelectorAll("[data-today]:not([data-shown])")) {
      place.dataset.shown = "1";
      place.addEventListener("scroll", () => followSideways(place), { passive: true });
      place.scrollLeft = place.scrollWidth * Number(place.dataset.today) - place.clientWidth / 2;
    }
  };

  const prepare = (root) => {
    openAgain();
    settleTables();
    showToday();
    const first = root.querySelector("[data-focus]:not([data-had-focus])");
    if (first) {
      first.dataset.hadFocus = "1";
      first.focus();
    }
    root.querySelectorAll("[data-date]:not([data-ready])").forEach(addCalendar);
    root.querySelectorAll(".field--group:has([data-digits]):not([data-ready])").forEach(addDigits);
    for (const hint of root.querySelectorAll("[data-for-new]")) hint.hidden = !document.querySelector("[data-key='n']");
  };

  /* Many boxes by the keyboard: a digit ticks the box with this number, arrows go on, Tab leaves the group. */
  const addDigits = (group) => {
    group.dataset.ready = "1";
    const boxes = [...group.querySelectorAll("[data-digits]")];
    const stopAt = (chosen) => boxes.forEach((box) => { box.tabIndex = box === chosen ? 0 : -1; });
    stopAt(boxes[0]);
    group.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const here = boxes.indexOf(event.target);
      if (here < 0) return;
      const digit = /^[1-9]$/.test(event.key) ? boxes[Number(event.key) - 1] : null;
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const next = step ? boxes[(here + step + boxes.length) % boxes.length] : null;
      if (!digit && !next) return;
      event.preventDefault();
      if (digit) digit.click();
      if (next) next.focus();
    });
    group.addEventListener("focusin", (event) => { if (boxes.includes(event.target)) stopAt(event.target); });
  };

  /* The browser's own calendar beside a typed date. */
  const addCalendar = (place) => {
    place.dataset.ready = "1";
    const typed = place.querySelector("input");
    const native = document.createElement("input");
    if (!("showPicker" in native) || typed.disabled) return;
    native.type = "date";
    native.className = "date__native";
    native.tabIndex = -1;
    native.setAttribute("aria-hidden", "true");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "date__calendar";
    const label = document.querySelector(`label[for="${typed.id}"]`)?.firstChild?.textContent.trim() ?? "";
    button.setAttribute("aria-label", `Kalender öffnen: ${label}`);
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawing.setAttribute("class", "icon");
    drawing.setAttribute("viewBox", "0 0 24 24");
    drawing.setAttribute("aria-hidden", "true");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4");
    drawing.append(line);
    button.append(drawing);
    place.append(button, native);
    button.addEventListener("click", () => {
      const parts = typed.value.match(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/);
      native.value = parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : "";
      native.showPicker();
    });
    native.addEventListener("change", () => {
      if (!native.value) return;
      typed.value = native.value.split("-").reverse().join(".");
      typed.dispatchEvent(new Event("change", { bubbles: true }));
      typed.focus();
    });
  };

  /* The first key may come before the last picture. */
  prepare(document);
})();
