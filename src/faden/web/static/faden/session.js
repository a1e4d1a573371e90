/* Before the session ends: a warning with "Angemeldet bleiben". After it: the page is covered, not lost. */
"use strict";

(() => {
  const box = document.getElementById("ablauf");
  if (!box) return;
  const warns = Number(box.dataset.warns);
  const parts = { warning: box.querySelector("[data-part='warning']"), over: box.querySelector("[data-part='over']") };
  let timer = null;

  const look = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(1, seconds) * 1000);
  };

  const show = (part) => {
    for (const [name, element] of Object.entries(parts)) element.hidden = name !== part;
    box.classList.toggle("session--over", part === "over");
    box.setAttribute("aria-labelledby", part === "over" ? "ablauf-vorbei" : "ablauf-bald");
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
      show("over");
      look(15);
    } else if (state.left <= warns) {
      show("warning");
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
  /* Escape means: I am here. What is over stays covered. */
  box.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (!parts.warning.hidden) box.querySelector("form").requestSubmit();
  });
  look(Number(box.dataset.idle) - warns);
})();
