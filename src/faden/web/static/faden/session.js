/* Before the session ends: a warning with "Angemeldet bleiben"; before the ten hours are over one that lets somebody go
   on writing. After it: the page is covered, not lost. */
"use strict";

(() => {
  const box = document.getElementById("ablauf");
  if (!box) return;
  const warns = Number(box.dataset.warns);
  const parts = {};
  for (const element of box.querySelectorAll("[data-part]")) parts[element.dataset.part] = element;
  let timer = null;
  let is_known = false;

  const look = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(1, seconds) * 1000);
  };

  const show = (part) => {
    for (const [name, element] of Object.entries(parts)) element.hidden = name !== part;
    box.classList.toggle("session--over", part === "over");
    box.setAttribute("aria-labelledby", parts[part].querySelector("h2").id);
    if (!box.open) box.showModal();
    parts[part].querySelector("button, a").focus();
  };

  /* Another tab may have been used meanwhile: only the server knows. */
  const ask = async () => {
    let state;
    try {
      const answer = await fetch(box.dataset.asks, { headers: { Accept: "application/json" } });
      state = await answer.json();
    } catch {
      look(15);
      return;
    }
    if (state.who && state.who !== box.dataset.who) {
      location.replace("/");
      return;
    }
    if (state.left <= 0) {
      is_known = false;
      show("over");
      look(15);
    } else if (state.left <= warns) {
      if (!state.last) show("warning");
      else if (!is_known) show("last");
      look(state.left + 1);
    } else {
      if (box.open) box.close();
      look(state.left - warns);
    }
  };

  box.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await fetch(event.target.action, { method: "POST", body: new FormData(event.target), redirect: "manual" }).catch(() => {});
    ask();
  });
  box.querySelector("[data-again]").addEventListener("click", ask);
  const go_on = () => {
    is_known = true;
    box.close();
  };
  box.querySelector("[data-known]").addEventListener("click", go_on);
  /* Escape means: I am here. What is over stays covered. */
  box.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (!parts.warning.hidden) box.querySelector("form").requestSubmit();
    if (!parts.last.hidden) go_on();
  });
  look(Number(box.dataset.idle) - warns);
})();
