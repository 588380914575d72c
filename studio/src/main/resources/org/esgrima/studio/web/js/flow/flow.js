/**
 * The way of the data (figure 4 of the explanations): z → G → synthetic, both kinds → D → verdict.
 * Lit is what happens in the half-step: who learns, where the gradient runs, what is frozen.
 */
import { el, say, svg } from "../base/dom.js";
import { percent, t } from "../base/words.js";
import { sentence } from "./story.js";

const BOXES = {
  z: { x: 6, y: 150, w: 56, h: 56 },
  g: { x: 92, y: 142, w: 76, h: 72 },
  fake: { x: 200, y: 142, w: 84, h: 72 },
  real: { x: 200, y: 26, w: 84, h: 72 },
  d: { x: 326, y: 76, w: 78, h: 88 },
  verdict: { x: 426, y: 88, w: 112, h: 64 },
};
const FORWARD = {
  "z-g": "M64 178H88",
  "g-fake": "M170 178H196",
  "fake-d": "M286 172C308 166 304 140 322 136",
  "real-d": "M286 68C308 74 304 100 322 104",
  "d-verdict": "M406 120H422",
};
const BACK = {
  "verdict-d": "M424 142C420 152 412 152 407 144",
  "d-fake": "M330 166C324 186 308 196 288 194",
  "fake-g": "M198 204C190 210 180 210 172 204",
};

/** flow() draws it; set(state) lights it; {node, set, pictures} */
export function flow() {
  const parts = {};
  const drawing = svg("svg", { viewBox: "0 0 540 232", class: "flow", role: "img", "aria-labelledby": "flow-says" },
    defs(),
    Object.entries(FORWARD).map(([name, d]) => (parts[name] = svg("path", { d, class: "forward", "marker-end": "url(#tip)" }))),
    Object.entries(BACK).map(([name, d]) => (parts[name] = svg("path", { d, class: "back", "marker-end": "url(#tip-back)" }))),
    Object.keys(BOXES).map((name) => (parts[name] = box(name))));
  const says = el("p", { id: "flow-says", class: "says", "aria-live": "polite" });
  const node = el("div", { class: "flow-panel", data: { turn: "none" } }, drawing, says);

  return {
    node,
    /** A State of the server, and accuracy: [real, fake] */
    set(now) {
      const turn = turnOf(now);
      node.dataset.turn = turn;
      node.dataset.moving = String(now.state === "running");
      for (const name of ["g", "d"]) say(parts[name].querySelector(".does"), t(`flow.${role(name, turn)}`));
      const known = now.accuracy?.every(Number.isFinite);
      say(parts.verdict.querySelector(".top"), known ? t("flow.right.real", { share: percent(now.accuracy[0]) }) : t("flow.real?"));
      say(parts.verdict.querySelector(".does"), known ? t("flow.right.fake", { share: percent(now.accuracy[1]) }) : "");
      say(says, sentence(now, turn));
    },
    /** Samples that are points, as points: a frame of the game. */
    points({ reals, fakes, from, to }) {
      scatter(parts.real, "real", reals, from, to);
      scatter(parts.fake, "fake", fakes, from, to);
    },
    /** Small pictures in the boxes of samples. */
    pictures(real, fake) {
      for (const [name, url] of [["real", real], ["fake", fake]]) if (url) picture(parts[name], name, url);
    },
  };
}

/** Whose half-step is shown: at full speed all who may learn, otherwise who has just learnt. */
export function turnOf({ state, halfStep, pace, players }) {
  if (state === "running" && !(pace > 0)) return players ?? "both";
  if (state === "running" || state === "paused") return halfStep?.learns ?? "none";
  return "none";
}

function role(name, turn) {
  if (turn === "both") return "turns";
  if (turn === "none") return "rests";
  if ((turn === "discriminator") === (name === "d")) return "learns";
  return name === "d" ? "frozen" : "waits";
}

function box(name) {
  const { x, y, w, h } = BOXES[name];
  const middle = x + w / 2;
  const group = svg("g", { class: `box of-${name}` });
  group.append(svg("rect", { x, y, width: w, height: h, rx: name === "g" || name === "d" ? 14 : 8 }));
  if (name === "g" || name === "d") {
    group.append(
      label(middle, y + h / 2, name.toUpperCase(), "letter"),
      label(middle, y + h / 2 + 20, "", "does"));
  } else if (name === "z") {
    group.append(dots(x, y), label(middle, y + h + 18, t("flow.z"), "name"));
  } else if (name === "verdict") {
    group.append(label(middle, y + h / 2 - 4, "", "top"), label(middle, y + h / 2 + 16, "", "does"), label(middle, y + h + 18, t("flow.verdict"), "name"));
  } else {
    group.append(label(middle, name === "real" ? y - 9 : y + h + 15, t(`flow.${name}`), "name"));
  }
  return group;
}

function label(x, y, text, kind) {
  return svg("text", { x, y, class: kind, "text-anchor": "middle" }, text);
}

function dots(x, y) {
  const group = svg("g", { class: "dots" });
  for (let i = 0; i < 16; i++) {
    const shade = ((i * 7 + 3) % 16) / 16;
    group.append(svg("circle", { cx: x + 12 + (i % 4) * 10.7, cy: y + 12 + Math.floor(i / 4) * 10.7, r: 3.6, opacity: 0.15 + 0.85 * shade }));
  }
  return group;
}

function picture(group, name, url) {
  const { x, y, w, h } = BOXES[name];
  const old = group.querySelector("image");
  if (old?.getAttribute("href") === url) return;
  old?.remove();
  group.append(svg("image", { x: x + 4, y: y + 4, width: w - 8, height: h - 8, href: url, preserveAspectRatio: "xMidYMid slice" }));
}

function scatter(group, name, points, from, to) {
  const { x, y, w, h } = BOXES[name];
  const size = Math.min(w, h) - 10;
  const px = (v) => x + (w - size) / 2 + ((v - from[0]) / (to[0] - from[0])) * size;
  const py = (v) => y + (h + size) / 2 - ((v - from[1]) / (to[1] - from[1])) * size;
  const within = (p) => p.every((v, i) => v >= from[i] && v <= to[i]);
  const dots = points.slice(0, 60).filter(within).map((p) => (name === "real"
    ? svg("circle", { cx: px(p[0]), cy: py(p[1]), r: 1.6 })
    : svg("rect", { x: px(p[0]) - 1.5, y: py(p[1]) - 1.5, width: 3, height: 3 })));
  group.querySelector(".points")?.remove();
  group.append(svg("g", { class: "points" }, dots));
}

function defs() {
  const tip = (id) => svg("marker", { id, viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto", class: id },
    svg("path", { d: "M0 .8 7 4 0 7.2z" }));
  return svg("defs", {}, tip("tip"), tip("tip-back"));
}

