/** The plane of θ and ψ: arrows of the field, the predicted orbit as a line, the measured one as dots in time. */
import { el } from "../base/dom.js";
import { color, onTheme } from "../base/theme.js";
import { t } from "../base/words.js";
import { surface } from "./canvas.js";

const SECONDS = 4;

/** moved(theta, psi) is told where the user wants to start. */
export function orbit(play, field, moved) {
  const measured = (play.measured ?? []).filter(([a, b]) => a !== null && b !== null);
  const points = measured.length ? measured : play.predicted ?? [[1, 1]];
  const reach = Math.min(6, 1.15 * Math.max(1.2, ...points.flat().map(Math.abs)));
  const canvas = el("canvas", { class: "plane", role: "img", tabindex: "0", "aria-label": t("dirac.alt", { verdict: play.verdict }) });
  const node = el("figure", {}, el("div", { class: "plane-box" }, canvas),
    el("figcaption", { class: "small row wide" },
      el("span", {}, el("span", { class: "pull" }, "━ "), t("dirac.predicted")), el("span", {}, el("span", { class: "ink" }, "● "), t(play.measured ? "dirac.measured" : "dirac.measuring")), el("span", {}, t("dirac.click"))));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const began = performance.now();

  const plane = surface(canvas, (context, p) => {
    axes(context, p);
    arrows(context, p, field);
    if (play.predicted) line(context, p, play.predicted, color("pull"));
    const share = calm ? 1 : Math.min(1, (performance.now() - began) / 1000 / SECONDS);
    dots(context, p, points.slice(0, measured.length ? Math.ceil(share * measured.length) || 1 : 1));
    if (share < 1 && measured.length) plane.again();
  });
  plane.show([-reach, -reach], [reach, reach]);

  canvas.addEventListener("click", (event) => moved(...plane.plane.back(event.offsetX, event.offsetY)));
  canvas.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!way) return;
    event.preventDefault();
    moved(points[0][0] + way[0] * 0.25, points[0][1] + way[1] * 0.25);
  });
  const off = onTheme(plane.again);
  return {
    node,
    close() {
      off();
      plane.close();
    },
  };
}

function axes(context, p) {
  context.strokeStyle = color("line");
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(p.x(0), 0);
  context.lineTo(p.x(0), p.height);
  context.moveTo(0, p.y(0));
  context.lineTo(p.width, p.y(0));
  context.stroke();
  context.fillStyle = color("muted");
  context.font = "italic 15px Georgia, 'Times New Roman', serif";
  context.fillText("θ", p.width - 18, p.y(0) - 8);
  context.fillText("ψ", p.x(0) + 8, 18);
}

function arrows(context, p, field) {
  context.strokeStyle = color("faint");
  context.globalAlpha = 0.65;
  context.lineWidth = 1;
  for (const [x, y, dx, dy] of field) {
    const size = Math.hypot(dx, dy);
    if (size === 0) continue;
    const ux = dx / size;
    const uy = -dy / size;
    const ex = p.x(x) + 6 * ux;
    const ey = p.y(y) + 6 * uy;
    context.beginPath();
    context.moveTo(p.x(x) - 6 * ux, p.y(y) - 6 * uy);
    context.lineTo(ex, ey);
    context.moveTo(ex - 4 * ux + 3 * uy, ey - 4 * uy - 3 * ux);
    context.lineTo(ex, ey);
    context.lineTo(ex - 4 * ux - 3 * uy, ey - 4 * uy + 3 * ux);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function line(context, p, points, stroke) {
  context.strokeStyle = stroke;
  context.lineWidth = 2;
  context.beginPath();
  let pen = false;
  for (const [x, y] of points) {
    if (x === null || y === null) pen = false;
    else if (pen) context.lineTo(p.x(x), p.y(y));
    else context.moveTo(p.x(x), p.y(y));
    pen = x !== null && y !== null;
  }
  context.stroke();
}

function dots(context, p, points) {
  context.fillStyle = color("ink");
  points.forEach(([x, y], i) => {
    context.globalAlpha = 0.15 + (0.6 * (i + 1)) / points.length;
    context.beginPath();
    context.arc(p.x(x), p.y(y), 1.7, 0, 7);
    context.fill();
  });
  context.globalAlpha = 1;
  const [x, y] = points.at(-1);
  context.beginPath();
  context.arc(p.x(x), p.y(y), 5, 0, 7);
  context.fill();
}
