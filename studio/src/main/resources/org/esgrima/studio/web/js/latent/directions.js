/** One picture moved along the directions in which pictures change most, several at once. */
import { el, say } from "../base/dom.js";
import { number, t } from "../base/words.js";
import { figure, hint, result } from "./result.js";
import { slot } from "./slot.js";

const MOST = 6;
const REACH = 4;

export function directions(bench) {
  const one = slot(bench, { short: "x", label: t("slot.one"), most: 1, seeds: [0], changed: () => outcome.again() });
  const count = Math.min(MOST, bench.generator.directions ?? MOST);
  const sliders = Array.from({ length: count }, (_, i) => el("input", { type: "range", id: `direction-${i}`, min: -REACH, max: REACH, step: 0.25, value: 0 }));
  const says = sliders.map((slider) => el("output", { for: slider.id }, "0"));
  const outcome = result(async (signal) => {
    if (one.seeds.length === 0) return hint(t("pool.first"));
    const amounts = sliders.map((slider) => slider.value).join(",");
    const { images, command } = await bench.ask("latent/directions", { seed: one.seeds[0], amounts }, signal);
    const before = bench.known(one.seeds[0]);
    return { content: el("div", { class: "row two" }, before && figure(before, t("directions.before")), figure(images[0].png, t("directions.after"), "big-pic")), command };
  });
  sliders.forEach((slider, i) => slider.addEventListener("input", () => {
    say(says[i], number(Number(slider.value)));
    outcome.again();
  }));

  function reset() {
    sliders.forEach((slider, i) => {
      slider.value = 0;
      say(says[i], "0");
    });
    outcome.again();
  }

  outcome.again();
  return {
    slots: [one],
    again: () => (one.show(), outcome.again()),
    close: outcome.close,
    node: el("div", { class: "stack" }, el("p", { class: "small muted" }, t("directions.lead")), one.node, outcome.node,
      el("div", { class: "sliders" }, sliders.map((slider, i) => el("div", { class: "slider" }, el("label", { for: slider.id }, t("directions.number", { number: i + 1 })), says[i], slider))),
      el("div", { class: "row" }, el("button", { type: "button", on: { click: reset } }, t("directions.reset")))),
  };
}
