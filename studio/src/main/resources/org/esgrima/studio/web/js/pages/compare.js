/** Runs side by side: first what differs in their settings, then what came of it. */
import { el, put } from "../base/dom.js";
import { note, to } from "../base/router.js";
import { known, number, t } from "../base/words.js";
import { chart } from "../chart/chart.js";
import { get, part } from "../live/api.js";
import { title } from "../parts/shell.js";
import { trouble } from "../parts/trouble.js";
import { compareCurves, merge } from "../chart/merge.js";

const MOST = 8;
const COLORS = ["real", "fake", "c3", "c4", "c5", "c6", "c7", "faint"];

export default async function compare(place, _, query) {
  title(t("compare.title"));
  let chosen = (query.get("runs") ?? "").split(",").filter(Boolean).slice(0, MOST);
  const picks = el("div", { class: "picks", role: "group", "aria-label": t("compare.pick") });
  const body = el("div", { class: "stack" });
  const charts = [];
  let asked = null;
  place.append(
    el("div", { class: "head" }, el("div", {}, el("h1", {}, t("compare.title")), el("p", {}, t("compare.lead")))),
    el("section", { class: "card" }, el("h2", {}, t("compare.pick")), picks), body);

  try {
    const { runs } = await get("/api/runs");
    const usable = runs.filter((run) => !run.problem);
    chosen = chosen.filter((name) => usable.some((run) => run.name === name));
    put(picks, usable.length ? usable.map(pick) : el("p", { class: "muted" }, t("compare.none")));
    await show();
  } catch (error) {
    put(body, trouble(error, () => location.reload()));
  }

  function pick(run) {
    const box = el("input", { type: "checkbox", checked: chosen.includes(run.name), on: { change: () => choose(run.name, box) } });
    return el("label", { class: "toggle" }, box, run.name);
  }

  function choose(name, box) {
    chosen = box.checked ? [...chosen, name].slice(-MOST) : chosen.filter((one) => one !== name);
    note({ runs: chosen.join(",") });
    show();
  }

  function clear() {
    charts.splice(0).forEach((one) => one.close());
  }

  async function show() {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    if (chosen.length < 2) {
      clear();
      return put(body, el("p", { class: "note" }, t("compare.two")));
    }
    try {
      const [found, ...histories] = await Promise.all([
        get(`/api/compare?runs=${part(chosen.join(","))}`, signal),
        ...chosen.map((name) => get(`/api/runs/${part(name)}/stats?most=600`, signal))]);
      clear();
      put(body, differences(found), measured(found), overlaid(histories), sheets(found));
    } catch (error) {
      if (error.name !== "AbortError") put(body, trouble(error, show));
    }
  }

  function overlaid(histories) {
    const grid = el("div", { class: "charts" });
    for (const kind of compareCurves()) {
      if (!histories.some((h) => h.columns[kind.column]?.some((v) => v !== null))) continue;
      const one = chart({ ...kind, lines: chosen.map((name, i) => ({ name, color: COLORS[i], dash: i % 2 === 1 })) });
      one.set(merge(histories.map((h) => [h.columns.step, h.columns[kind.column] ?? []])));
      charts.push(one);
      grid.append(one.node);
    }
    return el("section", { class: "card" }, el("h2", {}, t("curve.title")), grid);
  }

  return clear;
}

function differences({ runs, settings = [], circumstances = [] }) {
  const rows = [...settings, ...circumstances];
  return el("section", { class: "card" }, el("h2", {}, t("compare.differences")),
    rows.length === 0 ? el("p", { class: "muted" }, t("compare.same"))
      : table(runs, rows.map(({ name, values }) => [known(`name.${name}`, name), values.map((v) => (v === null || v === undefined ? "–" : plain(v)))])));
}

/** {type: adam, beta1: 0.5} → "adam, beta1 0.5" */
function plain(value) {
  if (value === null || typeof value !== "object") return typeof value === "number" ? number(value) : String(value);
  if (Array.isArray(value)) return value.length ? value.map(plain).join("; ") : "–";
  return Object.entries(value).map(([key, v]) => (key === "type" ? plain(v) : `${key} ${plain(v)}`)).join(", ");
}

function measured({ runs, figures = [] }) {
  return figures.length > 0 && el("section", { class: "card" }, el("h2", {}, t("compare.measured")),
    table(runs, figures.map(({ name, values }) => [known(`figure.${name}`, name), values.map(best)])));
}

/** {text: "fid 0.27", step: 300} → "fid 0.27 at step 300", in the words of the page. */
function best({ text, step }) {
  return step === null ? text : t("compare.at", { figure: text, step });
}

function table(runs, rows) {
  return el("div", { class: "scroll", tabindex: "0" }, el("table", { class: "data" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }), runs.map((run, i) => el("th", { scope: "col", vars: { "--c": `var(--${COLORS[i]})` } },
      el("a", { href: to(`/runs/${encodeURIComponent(run.name)}`) }, run.name))))),
    el("tbody", {}, rows.map(([name, values]) => el("tr", {}, el("th", { scope: "row" }, name), values.map((v) => el("td", { class: "number" }, v)))))));
}

function sheets({ runs }) {
  return el("section", { class: "card" }, el("h2", {}, t("compare.samples")), el("div", { class: "side-by-side" }, runs.map((run) => {
    const image = el("img", { class: "sheet", alt: t("compare.sheet", { run: run.name }) });
    get(`/api/runs/${part(run.name)}/samples`).then(({ fakes }) => (fakes.length ? (image.src = fakes.at(-1).url) : image.remove()), () => image.remove());
    return el("figure", {}, image, el("figcaption", { class: "small" }, run.name));
  })));
}
