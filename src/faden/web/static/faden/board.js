/* Cards of a board are dragged from column to column: a drop presses the card's own button, or opens its form where the
   act asks for more. Without this script, and with the keyboard, the buttons do the same. */
"use strict";

(() => {
  const board = document.querySelector("[data-board]");
  const says = document.querySelector("[data-board-says]");
  if (!board) return;
  let dragged = null;
  let busy = false;

  const say = (words) => {
    says.textContent = "";
    setTimeout(() => { says.textContent = words; }, 50);
  };
  const nameOf = (card) => `„${card.querySelector("[data-name]").textContent.trim()}“`;
  const titleOf = (column) => `„${column.querySelector("[data-title]").textContent.trim()}“`;
  const movesOf = (card) => JSON.parse(card.dataset.moves);
  const columnAt = (event) => event.target.closest?.("[data-state]");

  const prepare = () => {
    for (const card of board.querySelectorAll("[data-moves]")) {
      card.draggable = true;
      for (const link of card.querySelectorAll("a")) link.draggable = false;
    }
  };

  const settle = () => {
    dragged?.classList.remove("board__card--dragged");
    dragged = null;
    for (const column of board.children) column.classList.remove("board__column--takes", "board__column--shut", "board__column--over");
  };

  const pageIn = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  const show = (page) => {
    const fresh = page.querySelector("[data-board]");
    if (!fresh) return false;
    board.replaceChildren(...fresh.childNodes);
    prepare();
    return true;
  };
  const reasonIn = (page) => {
    const errors = [...page.querySelectorAll("#fehler li, .error-page__reason")].map((one) => one.textContent.trim());
    const reason = errors.join(" ") || page.querySelector("h1")?.textContent.trim() || "";
    return reason.endsWith(".") ? reason : `${reason}.`;
  };

  const press = async (form, card, column) => {
    const name = nameOf(card);
    const from = card.closest("[data-state]");
    const next = card.nextSibling;
    const list = card.parentNode;
    busy = true;
    column.querySelector("ul").append(card);
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      const page = await pageIn(answer);
      if (answer.ok && show(page)) {
        say(`${name} steht jetzt in ${titleOf(column)}.`);
        return;
      }
      list.insertBefore(card, next);
      if (answer.status === 409 || answer.status === 422) {
        /* Somebody has moved it meanwhile: the board tells how it stands now. */
        show(await pageIn(await fetch(location.href)));
        say(`${name} wurde nicht verschoben. Jemand war schneller; die Tafel zeigt jetzt den neuen Stand.`);
      } else {
        say(`${name} bleibt in ${titleOf(from)}. ${reasonIn(page)}`);
      }
    } catch {
      if (!card.isConnected || card.parentNode !== list) list.insertBefore(card, next);
      say(`${name} bleibt in ${titleOf(from)}, denn Faden antwortet nicht. Laden Sie die Seite neu, bevor Sie es noch einmal versuchen.`);
    } finally {
      busy = false;
    }
  };

  const drop = (card, column) => {
    const from = card.closest("[data-state]");
    if (from === column) return;
    const act = movesOf(card)[column.dataset.state];
    if (!act) {
      say(`${nameOf(card)} bleibt in ${titleOf(from)}. Von dort geht es nicht zu ${titleOf(column)}.`);
      return;
    }
    const form = board.dataset.board.split(" ").includes(act)
      && [...card.querySelectorAll("form")].find((one) => one.elements.namedItem("act")?.value === act);
    if (form) {
      press(form, card, column);
      return;
    }
    const address = new URL(card.dataset.form, location.href);
    address.searchParams.set("stand", act);
    location.assign(address);
  };

  board.addEventListener("dragstart", (event) => {
    const card = event.target.closest?.("[data-moves]");
    if (!card || busy) { event.preventDefault(); return; }
    dragged = card;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", nameOf(card));
    const moves = movesOf(card);
    const from = card.closest("[data-state]");
    /* Not at once: what changes while the browser takes the picture of the card would be in it. */
    setTimeout(() => {
      if (dragged !== card) return;
      card.classList.add("board__card--dragged");
      for (const column of board.children) {
        if (column !== from) column.classList.add(moves[column.dataset.state] ? "board__column--takes" : "board__column--shut");
      }
    });
  });
  board.addEventListener("dragover", (event) => {
    const column = columnAt(event);
    if (!dragged || !column) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    for (const one of board.children) one.classList.toggle("board__column--over", one === column);
  });
  board.addEventListener("drop", (event) => {
    const column = columnAt(event);
    if (!dragged || !column) return;
    event.preventDefault();
    const card = dragged;
    settle();
    drop(card, column);
  });
  board.addEventListener("dragend", settle);
  prepare();
})();
