/** Style mixing: layers of the pictures above in the pictures at the left. */
import { el } from "../base/dom.js";
import { t } from "../base/words.js";
import { choice } from "../parts/choice.js";
import { hint, result } from "./result.js";
import { slot } from "./slot.js";

export function mix(bench) {
  const changed = () => outcome.again();
  const rows = slot(bench, { short: "R", label: t("slot.rows"), most: 4, seeds: [0, 1, 2], changed });
  const columns = slot(bench, { short: "C", label: t("slot.columns"), most: 4, seeds: [3, 4, 5], changed });
  const last = (bench.generator.layers ?? 1) - 1;
  const parts = { coarse: [0, Math.floor(last / 3)], middle: [Math.floor(last / 3) + 1, Math.floor((2 * last) / 3)], fine: [Math.floor((2 * last) / 3) + 1, last] };
  const range = ([from, to]) => (from >= to ? String(Math.min(from, last)) : `${from}-${to}`);
  const layers = choice("layers", t("mix.layers"), Object.keys(parts).map((name) => [name, t(`mix.${name}`, { layers: range(parts[name]) })]), changed);
  layers.set("coarse");
  const outcome = result(async (signal) => {
    if (rows.seeds.length === 0 || columns.seeds.length === 0) return hint(t("mix.hint"));
    const { images, command } = await bench.ask("latent/mix", { rows: rows.seeds.join(","), cols: columns.seeds.join(","), layers: range(parts[layers.value]) }, signal);
    const [left, above] = await Promise.all([bench.of(rows.seeds), bench.of(columns.seeds)]);
    return { content: table(left, above, images.map((one) => one.png)), command };
  });
  outcome.again();
  return {
    slots: [rows, columns],
    again: () => (rows.show(), columns.show(), outcome.again()),
    close: outcome.close,
    node: el("div", { class: "stack" }, el("p", { class: "small muted" }, t("mix.lead")), rows.node, columns.node, layers.node, outcome.node),
  };
}

function table(left, above, images) {
  const picture = (png) => el("td", {}, el("img", { src: png, alt: "" }));
  return el("table", { class: "mixed" },
    el("tr", {}, el("td", {}), above.map(picture)),
    left.map((png, r) => el("tr", {}, el("td", { class: "edge" }, el("img", { src: png, alt: "" })), above.map((_, c) => picture(images[r * above.length + c])))));
}
