/** From the mean face to all variety, and beyond: ψ for a few pictures at once. */
import { el, say } from "../base/dom.js";
import { number, t } from "../base/words.js";
import { hint, result } from "./result.js";
import { slot } from "./slot.js";

const PSI = Array.from({ length: 17 }, (_, i) => -1 + i / 8);

export function truncation(bench) {
  const some = slot(bench, { short: "ψ", label: t("slot.some"), most: 4, seeds: [0, 1, 2, 3], changed: () => outcome.again() });
  const slider = el("input", { type: "range", id: "psi", min: 0, max: PSI.length - 1, step: 1, value: 14, "aria-label": t("truncation.psi") });
  const says = el("output", { for: "psi" });
  const images = el("div", { class: "four", id: "truncated" });
  let rows = [];
  const outcome = result(async (signal) => {
    if (some.seeds.length === 0) return hint(t("pool.first"));
    const found = await bench.ask("latent/truncation", { seeds: some.seeds.join(","), psi: PSI.map((p) => p.toFixed(3)).join(",") }, signal);
    rows = some.seeds.map((_, r) => found.images.slice(r * PSI.length, (r + 1) * PSI.length).map((one) => one.png));
    images.replaceChildren(...rows.map(() => el("img", { alt: t("truncation.alt") })));
    show();
    return { content: el("div", { class: "stack" }, images, el("div", { class: "slider" }, el("label", { for: "psi" }, t("truncation.psi")), says, slider)), command: found.command };
  });

  function show() {
    const i = Number(slider.value);
    rows.forEach((row, r) => (images.children[r].src = row[i]));
    say(says, `ψ = ${number(PSI[i], 2)}`);
  }

  slider.addEventListener("input", show);
  outcome.again();
  return {
    slots: [some],
    again: () => (some.show(), outcome.again()),
    close: outcome.close,
    node: el("div", { class: "stack" }, el("p", { class: "small muted" }, t("truncation.lead")), some.node, outcome.node),
  };
}
