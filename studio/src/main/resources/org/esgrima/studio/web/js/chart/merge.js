/** Curves of several runs over one axis of steps. */
import { t } from "../base/words.js";

const LOG_4 = Math.log(4);

/** [[steps, values], …] → [all steps, values of the first, …]; null where a run has no value. */
export function merge(curves) {
  const steps = [...new Set(curves.flatMap(([s]) => s))].sort((a, b) => a - b);
  const place = new Map(steps.map((step, i) => [step, i]));
  return [steps, ...curves.map(([own, values]) => {
    const line = new Array(steps.length).fill(null);
    own.forEach((step, i) => (line[place.get(step)] = values[i] ?? null));
    return line;
  })];
}

export function compareCurves() {
  return [
    { title: t("compare.accuracy.fake"), column: "accuracy/fake", share: true, range: [0, 1], level: { at: 0.5, name: t("curve.coin") } },
    { title: t("curve.value"), column: "value", level: { at: -LOG_4, name: t("curve.log4") } },
    { title: t("compare.loss.d"), column: "loss/d/adversarial" },
    { title: t("compare.loss.g"), column: "loss/g/adversarial" },
    { title: t("curve.diversity"), column: "diversity", level: { at: 1, name: t("curve.as-real") } },
    { title: t("curve.modes"), column: "modes/covered" },
    { title: t("compare.distance"), column: "sliced-wasserstein" },
  ];
}
