/** The game in the plane: what is drawn can be chosen, time can be moved, D answers under the pointer. */
import { el, say } from "../base/dom.js";
import { shortcutsOf } from "../base/keys.js";
import { color, onTheme } from "../base/theme.js";
import { number, percent, t } from "../base/words.js";
import { get } from "../live/api.js";
import { surface } from "./canvas.js";
import { between, frame, verdictAt } from "./frame.js";
import { drawBorder, drawHeat } from "./heat.js";
import { probe } from "./probe.js";
import { drawFakes, drawPulls, drawReals, drawWarp } from "./layers.js";

const LAYERS = ["reals", "fakes", "heat", "warp", "pulls"];
const GLIDE = 260;

/** seen(frame) is told of every frame that is shown. */
export function gamePanel(base, seen) {
  const on = { reals: true, fakes: true, heat: true, warp: false, pulls: true };
  const canvas = el("canvas", { class: "plane", role: "application", "aria-label": t("game.alt") });
  const empty = el("p", { class: "plane-empty muted" }, t("game.none"));
  const says = el("p", { class: "small muted number plane-says", "aria-live": "polite" }, t("game.hint"));
  const slider = el("input", { type: "range", min: 0, max: 0, value: 0, id: "game-time", "aria-label": t("samples.time") });
  const when = el("output", { for: "game-time", class: "small number" });
  const boxes = Object.fromEntries(LAYERS.map((layer) => [layer, el("input", { type: "checkbox", id: `layer-${layer}`, checked: on[layer], on: { change: () => choose(layer) } })]));
  const node = el("section", { class: "card game" },
    el("div", { class: "row between" }, el("h2", {}, t("game.title")), when),
    el("div", { class: "plane-box" }, canvas, empty),
    el("div", { class: "layers", role: "group", "aria-label": t("game.layers") },
      LAYERS.map((layer) => el("label", { class: "toggle" }, boxes[layer], el("i", { class: `mark ${layer}` }), t(`layer.${layer}`)))),
    says, el("div", { class: "time" }, slider));

  let frames = [];
  let current = null;
  let before = null;
  let changed = 0;
  let following = true;
  let asked = null;
  let waiting = null;
  let colors = palette();
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const plane = surface(canvas, (context, p) => {
    if (!current) return;
    const share = calm.matches ? 1 : Math.min(1, (performance.now() - changed) / GLIDE);
    const f = between(before, current, share);
    if (on.heat && f.heat) {
      drawHeat(context, p, f.heat, colors);
      drawBorder(context, p, f.heat, colors.ink);
    }
    if (on.warp && f.warp) drawWarp(context, p, f.warp, colors);
    if (on.pulls && f.pulls) drawPulls(context, p, f.fakes, f.pulls, colors);
    if (on.reals) drawReals(context, p, f.reals, colors);
    if (on.fakes) drawFakes(context, p, f.fakes, colors);
    drawProbe(context, p, colors.ink);
    if (share < 1) plane.again();
  });

  function choose(layer) {
    on[layer] = boxes[layer].checked;
    plane.again();
  }

  /** The newest wish is granted as soon as the one before has been: quick games do not starve the picture. */
  async function show(url) {
    if (asked) {
      waiting = url;
      return;
    }
    asked = new AbortController();
    try {
      const next = await frame(url, asked.signal);
      before = current;
      current = next;
      changed = performance.now();
      empty.hidden = true;
      boxes.warp.disabled = !next.warp;
      boxes.pulls.disabled = !next.pulls;
      canvas.dataset.step = next.step;
      say(when, t("step", { step: next.step }) + (next.learnt ? ` · ${t(`game.learnt.${next.learnt}`)}` : ""));
      plane.show(next.from, next.to);
      seen(next);
    } catch (error) {
      if (error.name !== "AbortError" && !current) say(empty, error.message);
    }
    asked = null;
    const next = waiting;
    waiting = null;
    if (next) show(next);
  }

  slider.addEventListener("input", () => {
    const i = Number(slider.value);
    following = i >= frames.length - 1;
    if (frames[i]) show(frames[i].url);
  });
  const drawProbe = probe(canvas, plane, (place) => {
    const verdict = place && verdictAt(current?.heat, ...place);
    say(says, verdict === null || verdict === undefined ? t("game.hint") : current.heat.score ? t("game.score", { score: number(verdict) }) : t("game.here", { share: percent(verdict) }));
  });
  const offTheme = onTheme(() => {
    colors = palette();
    plane.again();
  });
  const offKeys = shortcutsOf(Object.fromEntries(LAYERS.map((layer, i) => [String(i + 1), [`key.${layer}`, () => !boxes[layer].disabled && boxes[layer].click()]])));

  async function list() {
    try {
      const found = await get(`${base}/game`);
      frames = found.frames;
      slider.max = Math.max(0, frames.length - 1);
      if (following) slider.value = slider.max;
      slider.parentNode.hidden = frames.length < 2;
      return found;
    } catch (error) {
      if (!current) say(empty, error.message);
      return { frames: [] };
    }
  }

  return {
    node,
    /** What there is when the page opens. */
    async load() {
      const { now } = await list();
      const newest = now ?? frames.at(-1)?.url;
      if (newest && !current) await show(newest);
    },
    /** There is a new frame. */
    news({ url }) {
      if (following) show(url);
      later();
    },
    close() {
      waiting = null;
      asked?.abort();
      clearTimeout(later.timer);
      plane.close();
      offTheme();
      offKeys();
    },
  };

  function later() {
    later.timer ??= setTimeout(() => {
      later.timer = undefined;
      list();
    }, 1500);
  }
}

function palette() {
  return Object.fromEntries(["real", "fake", "pull", "ink", "card", "muted"].map((name) => [name, color(name)]));
}
