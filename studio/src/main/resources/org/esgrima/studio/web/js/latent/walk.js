/** The way from picture to picture: fetched once, then the slider walks without waiting. */
import { el, say } from "../base/dom.js";
import { note } from "../base/router.js";
import { number, t } from "../base/words.js";
import { hint, result } from "./result.js";
import { seedsOf, slot } from "./slot.js";

const PART = 16;

export function walk(bench, _, query) {
  const way = slot(bench, { short: "→", label: t("slot.way"), most: 6, seeds: seedsOf(query.get("way"), seedsOf(query.get("seeds"))), changed });
  const slider = el("input", { type: "range", id: "walk", min: 0, max: 1, step: 1, value: 0, "aria-label": t("walk.place") });
  const says = el("output", { for: "walk" });
  const image = el("img", { class: "big", alt: t("walk.alt"), id: "walk-picture" });
  let pictures = [];
  const outcome = result(async (signal) => {
    if (way.seeds.length < 2) return hint(t("walk.hint"));
    const steps = (way.seeds.length - 1) * PART;
    const at = Array.from({ length: steps + 1 }, (_, i) => (i / PART).toString());
    const { images, command } = await bench.ask("latent/interpolation", { seeds: way.seeds.join(","), at: at.join(",") }, signal);
    pictures = images.map((one) => one.png);
    slider.max = steps;
    show();
    return { content: el("div", { class: "stack" }, image, strip(), el("div", { class: "slider" }, el("label", { for: "walk" }, t("walk.place")), says, slider)), command };
  });

  function show() {
    const i = Math.min(Number(slider.value), pictures.length - 1);
    image.src = pictures[i];
    say(says, number(i / PART, 2));
  }

  function strip() {
    const every = Math.max(1, Math.floor(pictures.length / 9));
    return el("div", { class: "strip" }, pictures.filter((_, i) => i % every === 0).map((png) => el("img", { src: png, alt: "" })));
  }

  function changed() {
    note({ way: way.seeds.join(",") });
    outcome.again();
  }

  slider.addEventListener("input", show);
  outcome.again();
  return {
    slots: [way],
    again: () => (way.show(), outcome.again()),
    close: outcome.close,
    node: el("div", { class: "stack" }, el("p", { class: "small muted" }, t("walk.lead")), way.node, outcome.node),
  };
}
