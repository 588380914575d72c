/** The curves of a run, each with how to read it. */
import { chart } from "../chart/chart.js";
import { el } from "../base/dom.js";
import { t } from "../base/words.js";

const LOG_4 = Math.log(4);

function kinds() {
  const players = (name) => [
    { name: t("curve.d"), color: "real", column: `${name}d` },
    { name: t("curve.g"), color: "fake", column: `${name}g`, dash: true },
  ];
  return [
    { id: "loss", title: t("curve.loss"), lines: [
      { ...players("")[0], column: "loss/d/adversarial" }, { ...players("")[1], column: "loss/g/adversarial" }] },
    { id: "accuracy", title: t("curve.accuracy"), share: true, range: [0, 1], level: { at: 0.5, name: t("curve.coin") }, lines: [
      { name: t("curve.on.real"), color: "real", column: "accuracy/real" }, { name: t("curve.on.fake"), color: "fake", column: "accuracy/fake", dash: true },
      { name: t("curve.on.pairs"), color: "ink", column: "ranking/fake" }] },
    { id: "value", title: t("curve.value"), level: { at: -LOG_4, name: t("curve.log4") }, lines: [{ name: "V(D,G)", color: "ink", column: "value" }] },
    { id: "gradient", title: t("curve.gradient"), log: true, lines: players("gradient-norm/") },
    { id: "modes", title: t("curve.modes"), optional: true, lines: [{ name: t("curve.covered"), color: "fake", column: "modes/covered" }, { name: t("curve.known"), color: "faint", column: "modes/known", dash: true }] },
    { id: "diversity", title: t("curve.diversity"), optional: true, level: { at: 1, name: t("curve.as-real") }, lines: [{ name: t("curve.diversity.line"), color: "fake", column: "diversity" }] },
  ];
}

export function curves() {
  const grid = el("div", { class: "charts" });
  const node = el("section", { class: "card" }, el("h2", {}, t("curve.title")), grid);
  const made = new Map();

  function set(history) {
    for (const kind of kinds()) {
      const columns = kind.lines.map((line) => history.get(line.column));
      if (kind.optional && columns.every((column) => column.every((v) => v === null))) continue;
      if (!made.has(kind.id)) {
        const one = chart(kind);
        made.set(kind.id, one);
        grid.append(el("div", {}, one.node, el("p", { class: "small muted" }, t(`curve.${kind.id}.read`))));
      }
      made.get(kind.id).set([history.columns.step, ...columns.map((c) => (kind.log ? c.map((v) => (v > 0 ? v : null)) : c))]);
    }
  }

  set({ columns: { step: [] }, get: () => [] });
  return { node, set, close: () => made.forEach((one) => one.close()) };
}
