/* Drafts: what is typed into a form with data-draft is kept on the server, shortly after the last key. */
"use strict";

(() => {
  const PAUSE = 1200;
  const RETRY = 5000;

  /* What stands in the form, without files and secrets. */
  const typedInto = (form) => {
    const typed = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const field = form.elements.namedItem(name);
      if (typeof value === "string" && !(field instanceof HTMLInputElement && field.type === "password")) typed.append(name, value);
    }
    typed.set("draft_form", form.dataset.draftForm);
    typed.set("draft_subject", form.dataset.draftSubject);
    return typed;
  };

  const keep = (form) => {
    let timer = null;
    let under_way = null;
    let changed = false;
    let sent = false;
    const state = form.querySelector("[data-draft-state]");
    const say = (words) => {
      state.hidden = false;
      state.textContent = words;
    };

    const save = async (leaving = false) => {
      clearTimeout(timer);
      timer = null;
      if (!changed || sent || (under_way && !leaving)) return;
      changed = false;
      under_way = new AbortController();
      try {
        const answer = await fetch(form.dataset.draft, {
          method: "POST",
          body: typedInto(form),
          keepalive: leaving,
          redirect: "manual",
          signal: under_way.signal,
        });
        if (!answer.ok) throw new Error(String(answer.status));
        const { saved } = await answer.json();
        if (saved) say(`Entwurf gesichert um ${saved}`);
      } catch {
        if (sent || leaving) return;
        changed = true;
        say("Entwurf noch nicht gesichert. Es wird weiter versucht.");
        timer = setTimeout(save, RETRY);
      } finally {
        under_way = null;
        if (changed && !timer) timer = setTimeout(save, PAUSE);
      }
    };

    const note = (event) => {
      if (event.target.type === "file" || event.target.type === "password") return;
      const draft = form.querySelector("[data-draft-name]");
      if (draft) draft.name = draft.dataset.draftName;
      changed = true;
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    };
    form.addEventListener("input", note);
    form.addEventListener("change", note);
    /* Once it is on its way nothing more is saved; when it comes back with something to mend it is a new form. */
    form.addEventListener("submit", () => {
      sent = true;
      clearTimeout(timer);
      under_way?.abort();
      setTimeout(() => { sent = false; if (changed) save(); }, 10000);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && form.isConnected) save(true);
    });
  };

  const prepare = (root) => {
    for (const form of root.querySelectorAll("form[data-draft]:not([data-keeps])")) {
      form.dataset.keeps = "1";
      keep(form);
    }
  };
  document.addEventListener("htmx:after:settle", () => prepare(document));
  prepare(document);
})();
