/** The smallest game: one number each. Predicted and measured orbits, both ways to play. */
import { el, put } from "../base/dom.js";
import { note } from "../base/router.js";
import { known, number, t } from "../base/words.js";
import { get } from "../live/api.js";
import { latest } from "../latent/lab.js";
import { orbit } from "../game/orbit.js";
import { copyLine } from "../parts/copy.js";
import { title } from "../parts/shell.js";
import { trouble } from "../parts/trouble.js";

const LOSSES = ["minimax", "non-saturating", "wasserstein", "hinge", "least-squares", "relativistic-pairing", "relativistic-average"];
const PENALTIES = {
  none: "[]",
  r1: "[{type: r1, gamma: 0.3}]",
  "r1-strong": "[{type: r1, gamma: 3}]",
  r2: "[{type: r2, gamma: 0.3}]",
  "gradient-penalty": "[{type: gradient-penalty, weight: 1}]",
};

export default async function dirac(place, _, query) {
  title(t("dirac.title"));
  const start = { theta: Number(query.get("theta") ?? 1), psi: Number(query.get("psi") ?? 1) };
  const loss = select("dirac-loss", LOSSES.map((name) => [name, name]), query.get("loss") ?? "minimax");
  const penalty = select("dirac-penalty", Object.keys(PENALTIES).map((name) => [name, t(`dirac.penalty.${name}`)]), query.get("penalty") ?? "none");
  const h = el("input", { type: "range", id: "dirac-h", min: 0.01, max: 0.5, step: 0.01, value: query.get("h") ?? 0.1 });
  const says = el("output", { for: "dirac-h" });
  const both = el("div", { class: "orbits" }, el("p", { class: "muted", role: "status" }, t("dirac.playing")));
  const copy = copyLine();
  let shown = [];

  function draw(found) {
    const focused = shown.findIndex((one) => one.node.contains(document.activeElement));
    shown.forEach((one) => one.close());
    shown = found.plays.map((play) => orbit(play, found.field, (theta, psi) => {
      Object.assign(start, { theta, psi });
      change();
    }));
    put(both, shown.map((one, i) => card(one, found.plays[i])));
    if (focused >= 0) shown[focused].node.querySelector("canvas").focus();
  }

  const load = latest(async (signal) => {
    both.setAttribute("aria-busy", "true");
    const penalties = PENALTIES[penalty.value];
    const ask = (more) => get(`/api/dirac?${new URLSearchParams({ loss: loss.value, penalties, h: h.value, ...start, ...more })}`, signal);
    try {
      // What is predicted comes at once; what is measured takes a process that plays.
      draw(await ask({ measured: false }));
      draw(await ask({}));
    } catch (error) {
      if (error.name === "AbortError") throw error;
      put(both, trouble(error, load));
    }
    both.removeAttribute("aria-busy");
    const extra = [loss.value !== "minimax" && `--loss ${loss.value}`, penalties !== "[]" && `--penalties "${penalties}"`, h.value !== "0.1" && `--h ${h.value}`].filter(Boolean);
    copy.set(["./esgrima dirac", ...extra].join(" "));
  }, 150);

  function change() {
    says.textContent = number(Number(h.value), 2);
    note({ loss: loss.value, penalty: penalty.value, h: h.value, theta: start.theta.toFixed(2), psi: start.psi.toFixed(2) });
    load();
  }

  for (const control of [loss, penalty]) control.addEventListener("change", change);
  h.addEventListener("input", change);
  place.append(
    el("div", { class: "head" }, el("div", {}, el("h1", {}, t("dirac.title")), el("p", {}, t("dirac.lead")))),
    el("section", { class: "card settings three" },
      el("div", { class: "field" }, el("label", { for: "dirac-loss" }, t("dirac.loss")), loss),
      el("div", { class: "field" }, el("label", { for: "dirac-penalty" }, t("dirac.penalty")), penalty),
      el("div", { class: "slider" }, el("label", { for: "dirac-h" }, t("dirac.h")), says, h)),
    both, copy.node);
  says.textContent = number(Number(h.value), 2);
  load();
  return () => {
    load.stop();
    shown.forEach((one) => one.close());
  };
}

function card(one, play) {
  const pairs = (play.eigenvalues ?? []).map(([re, im]) => `${number(re, 3)} ${im < 0 ? "−" : "+"} ${number(Math.abs(im), 3)} i`);
  return el("section", { class: "card" }, el("h2", {}, t(`dirac.${play.order}`)), one.node,
    el("p", {}, el("strong", {}, known(`dirac.verdict.${play.verdict}`, play.verdict))),
    el("p", { class: "small muted number" }, pairs.length ? t("dirac.eigenvalues", { values: pairs.join(" , ") }) : t("dirac.no-eigenvalues")));
}

function select(id, options, value) {
  const node = el("select", { id }, options.map(([name, words]) => el("option", { value: name }, words)));
  node.value = value;
  if (!node.value) node.value = options[0][0];
  return node;
}
