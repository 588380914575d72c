/** Points drawn with the mouse, or with the arrow keys, become a data set. */
import { el, put } from "../base/dom.js";
import { go } from "../base/router.js";
import { color, onTheme } from "../base/theme.js";
import { t } from "../base/words.js";
import { post } from "../live/api.js";
import { startRun } from "../live/start.js";
import { surface } from "../game/canvas.js";
import { drawReals } from "../game/layers.js";
import { shapes } from "../game/shapes.js";
import { title, trail } from "../parts/shell.js";
import { acting } from "../parts/trouble.js";

const REACH = 2;
const MOST = 20000;

export default async function draw(place) {
  title(t("draw.title"));
  const points = [];
  const strokes = [];
  let pen = [0, 0];
  let keyboard = false;
  let down = false;
  const canvas = el("canvas", { class: "plane drawing", tabindex: "0", role: "application", "aria-label": t("draw.alt"), id: "drawing" });
  const count = el("output", { class: "small muted number", id: "drawn" });
  const spread = el("input", { type: "range", id: "spread", min: 0, max: 0.4, step: 0.01, value: 0.08 });
  const wrong = el("div", { "aria-live": "assertive" });

  const plane = surface(canvas, (context, p) => {
    const ink = color("ink");
    net(context, p, color("rule"));
    drawReals(context, p, points, { real: color("real") });
    if (!keyboard) return;
    context.strokeStyle = ink;
    context.beginPath();
    context.arc(p.x(pen[0]), p.y(pen[1]), 9, 0, 7);
    context.stroke();
  });
  plane.show([-REACH, -REACH], [REACH, REACH]);

  function drop(x, y, much = 4) {
    const size = Number(spread.value);
    for (let i = 0; i < much && points.length < MOST; i++) {
      const clip = (v) => Math.max(-REACH, Math.min(REACH, v));
      points.push([clip(x + size * normal()), clip(y + size * normal())]);
    }
    changed();
  }

  function changed() {
    count.textContent = t("draw.count", { count: points.length });
    learn.disabled = points.length < 20;
    plane.again();
  }

  const at = (event) => plane.plane.back(event.offsetX, event.offsetY);
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    keyboard = false;
    down = true;
    strokes.push(points.length);
    drop(...at(event), 8);
  });
  canvas.addEventListener("pointermove", (event) => down && drop(...at(event)));
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (down = false));
  canvas.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!way && event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    keyboard = true;
    if (way) pen = pen.map((v, i) => Math.max(-REACH, Math.min(REACH, v + way[i] * (event.shiftKey ? 0.5 : 0.1))));
    else {
      strokes.push(points.length);
      drop(...pen, 16);
    }
    plane.again();
  });

  const learn = acting(el("button", { type: "button", class: "first", id: "learn", disabled: true }, t("draw.learn")), wrong, async () => {
    const { data } = await post("/api/points", { points: points.map((p) => p.map((v) => Number(v.toFixed(4)))) });
    await go(`/runs/${await startRun({ preset: "ring", settings: { data } })}`);
  }, t("starting"));
  const undo = el("button", { type: "button", on: { click: () => { points.length = strokes.pop() ?? 0; changed(); } } }, t("draw.undo"));
  const clear = el("button", { type: "button", on: { click: () => { points.length = 0; strokes.length = 0; changed(); } } }, t("draw.clear"));
  const stamp = Object.entries(shapes).map(([name, make]) => el("button", { type: "button", id: `shape-${name}`, on: { click: () => { strokes.push(points.length); points.push(...make(600, Number(spread.value))); changed(); } } }, t(`shape.${name}`)));

  place.append(
    trail(),
    el("div", { class: "head" }, el("div", {}, el("h1", {}, t("draw.title")), el("p", {}, t("draw.lead")))),
    el("div", { class: "stage" },
      el("section", { class: "card stage-main" }, el("div", { class: "plane-box" }, canvas), count),
      el("section", { class: "card stage-side stack" },
        el("h2", {}, t("draw.shapes")), el("div", { class: "row" }, stamp),
        el("div", { class: "slider" }, el("label", { for: "spread" }, t("draw.spread")), spread),
        el("div", { class: "row" }, undo, clear),
        el("p", { class: "small muted" }, t("draw.keys")),
        learn, wrong)));
  changed();
  const off = onTheme(plane.again);
  return () => {
    off();
    plane.close();
    put(place);
  };
}

function normal() {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}

function net(context, p, stroke) {
  context.strokeStyle = stroke;
  context.lineWidth = 1;
  context.beginPath();
  for (let v = -REACH; v <= REACH; v += 0.5) {
    context.moveTo(p.x(v), 0);
    context.lineTo(p.x(v), p.height);
    context.moveTo(0, p.y(v));
    context.lineTo(p.width, p.y(v));
  }
  context.stroke();
}
