/* A signature drawn with finger, pen or mouse: lines of points on a field of 1000 by 400. */
"use strict";

(() => {
  for (const pad of document.querySelectorAll("[data-signature]")) {
    const canvas = pad.querySelector("canvas");
    const field = pad.querySelector("[name='strokes']");
    const context = canvas.getContext("2d");
    let strokes = [];
    let current = null;

    const point = (event) => {
      const box = canvas.getBoundingClientRect();
      const inside = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
      return [
        inside(((event.clientX - box.left) / box.width) * 1000, 1000),
        inside(((event.clientY - box.top) / box.height) * 400, 400),
      ];
    };
    const draw = (from, to) => {
      context.lineWidth = 5;
      context.lineCap = "round";
      context.strokeStyle = "#171a2b";
      context.beginPath();
      context.moveTo(...from);
      context.lineTo(...to);
      context.stroke();
    };
    const keep = () => { field.value = JSON.stringify(strokes); };

    canvas.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      current = [point(event)];
      strokes.push(current);
      draw(current[0], current[0]);
      keep();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!current) return;
      const next = point(event);
      const last = current[current.length - 1];
      if (next[0] === last[0] && next[1] === last[1]) return;
      draw(last, next);
      current.push(next);
      keep();
    });
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { current = null; });
    pad.querySelector("[data-again]").addEventListener("click", () => {
      strokes = [];
      field.value = "";
      context.clearRect(0, 0, canvas.width, canvas.height);
    });
  }
})();
