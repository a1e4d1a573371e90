/* The page in the client's hands; it works without this. */
"use strict";

(() => {
  /* Whatever else of the product stands open in this browser goes away: a page already shown would stay readable. */
  if ("BroadcastChannel" in window) new BroadcastChannel("faden").postMessage("kiosk");
  /* A page the browser had kept is asked for anew. */
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
