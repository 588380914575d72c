/** mean(A) − mean(B) + mean(C), and eight neighbours around the result. */
import { el } from "../base/dom.js";
import { note } from "../base/router.js";
import { t } from "../base/words.js";
import { figure, hint, result } from "./result.js";
import { seedsOf, slot } from "./slot.js";

export function arithmetic(bench, _, query) {
  const slots = ["A", "B", "C"].map((short) => slot(bench, {
    short, label: t(`slot.${short}`), seeds: seedsOf(query.get(short.toLowerCase())), changed,
  }));
  const [a, b, c] = slots;
  const spread = el("input", { type: "range", id: "neighbours", min: 0, max: 1, step: 0.05, value: 0.25 });
  const says = el("output", { for: "neighbours" }, "0.25");
  const outcome = result(async (signal) => {
    if (a.seeds.length === 0) return hint(t("arithmetic.hint"));
    const { images, command } = await bench.ask("latent/arithmetic", {
      a: a.seeds.join(","), b: b.seeds.join(","), c: c.seeds.join(","), spread: spread.value,
    }, signal);
    return { content: drawn(images), command };
  });

  function changed() {
    note({ a: a.seeds.join(","), b: b.seeds.join(","), c: c.seeds.join(",") });
    outcome.again();
  }

  spread.addEventListener("input", () => {
    says.textContent = spread.value;
    outcome.again();
  });
  outcome.again();
  return {
    slots,
    again: () => (slots.forEach((one) => one.show()), outcome.again()),
    close: outcome.close,
    node: el("div", { class: "stack" },
      el("p", { class: "small muted" }, t("arithmetic.lead")),
      el("div", { class: "sum" }, a.node, el("span", { class: "sign" }, "−"), b.node, el("span", { class: "sign" }, "+"), c.node),
      outcome.node,
      el("div", { class: "slider" }, el("label", { for: "neighbours" }, t("arithmetic.spread")), says, spread)),
  };
}

function drawn(images) {
  const means = images.filter((one) => ["A", "B", "C"].includes(one.label));
  const middle = images.find((one) => one.label === "result");
  const around = images.filter((one) => one.label === "neighbour");
  const sign = { A: "", B: "−", C: "+" };
  return el("div", { class: "outcome" },
    el("div", { class: "means" }, means.map((one) => [sign[one.label] && el("span", { class: "sign" }, sign[one.label]), figure(one.png, t("arithmetic.mean", { group: one.label }))]), el("span", { class: "sign" }, "=")),
    el("div", { class: "nine", id: "arithmetic-result" },
      around.slice(0, 4).map((one) => el("img", { src: one.png, alt: t("arithmetic.neighbour") })),
      middle && el("img", { src: middle.png, class: "middle", alt: t("arithmetic.result") }),
      around.slice(4).map((one) => el("img", { src: one.png, alt: t("arithmetic.neighbour") }))));
}
