/** Old players against new ones: who wins how often. */
import { el, put, say } from "../base/dom.js";
import { known, number, percent, t } from "../base/words.js";
import { chart } from "../chart/chart.js";
import { get, part, post } from "../live/api.js";
import { followJob } from "../live/job.js";
import { missing, title, trail } from "../parts/shell.js";
import { acting, trouble } from "../parts/trouble.js";
import { copyLine } from "../parts/copy.js";

export default async function tournament(place, { run }) {
  title(`${t("tournament.title")} · ${run}`);
  const base = `/api/runs/${part(run)}`;
  const body = el("div", { class: "stack" });
  const wrong = el("div", { "aria-live": "polite" });
  const state = el("span", { class: "small muted number", role: "status" });
  const copy = copyLine();
  let follow = null;
  let curve = null;
  const play = acting(el("button", { type: "button", class: "first", id: "play" }, t("tournament.play")), wrong, async () => {
    follow?.();
    follow = followJob(await post(`${base}/tournament`, {}), progress);
  });
  place.append(
    trail(run),
    el("div", { class: "head" }, el("div", {}, el("h1", {}, t("tournament.title")), el("p", {}, t("tournament.lead"))), el("div", { class: "row" }, state, play)),
    wrong, body, copy.node);

  function progress(job) {
    play.disabled = ["queued", "running"].includes(job.state);
    say(state, job.state === "running" ? t("job.running", { share: percent(job.progress ?? 0) }) : t(`job.${job.state}`));
    copy.set(job.command);
    if (job.state === "done") load();
    if (["failed", "killed", "cancelled"].includes(job.state)) put(wrong, trouble({ message: job.message ?? t(`job.${job.state}`) }));
  }

  async function load() {
    try {
      const found = await get(`${base}/tournament`);
      curve?.close();
      curve = ratings(found);
      put(body, reading(found), el("section", { class: "card" }, el("h2", {}, t("tournament.table")), el("p", { class: "small muted", id: "heat-reads" }, t("tournament.caption")), heat(found)), el("section", { class: "card" }, curve.node, el("p", { class: "small muted" }, t("tournament.ratings.read"))));
    } catch (error) {
      if (error.status !== 404) return put(body, trouble(error, load));
      try {
        await get(base);
        put(body, el("p", { class: "note" }, t("tournament.none")));
      } catch (absent) {
        missing(put(place), "run.missing", { run });
      }
    }
  }

  await load();
  return () => {
    follow?.();
    curve?.close();
  };
}

function reading({ reading: said = {}, rounds, samples }) {
  return el("section", { class: "card" }, el("h2", {}, known(`course.${said.course}`, said.course ?? "")),
    el("p", {}, course(said)), el("p", { class: "small muted" }, t("tournament.count", { rounds, samples })));
}

/** What the numbers say, as a sentence: gains, or what was lost, or what came back. */
function course({ course: name, margin, discriminator: d = {}, generator: g = {} }) {
  if (name === "cycling") return t("course.cycling.read", { d: percent(d.returning), g: percent(g.returning) });
  if (name === "forgetting") {
    const who = Math.min(d.forgetting, g.forgetting) >= margin ? "both" : d.forgetting >= g.forgetting ? "d" : "g";
    return t(`course.forgetting.read.${who}`, { d: percent(d.forgetting), g: percent(g.forgetting) });
  }
  return known(`course.${name}.read`, "").replace("{d}", signed(d.gain)).replace("{g}", signed(g.gain));
}

const signed = (share) => (share < 0 ? "−" : "+") + percent(Math.abs(share));

/** A row for each discriminator, a column for each generator; orange where G wins, blue where D does. */
function heat({ steps, "win-rate": rates }) {
  const rows = Array.isArray(rates) ? rates : rates.rows ?? rates.values;
  return el("div", { class: "scroll", tabindex: "0" }, el("table", { class: "heat", "aria-describedby": "heat-reads" },
    el("thead", {}, el("tr", {}, el("th", { class: "corner" }, "D ╲ G"), steps.map((step) => el("th", { scope: "col", class: "fake" }, number(step))))),
    el("tbody", {}, rows.map((row, k) => el("tr", {}, el("th", { scope: "row", class: "real" }, number(steps[k])),
      row.map((rate) => el("td", { vars: { "--much": Math.round(Math.abs(2 * rate - 1) * 100) + "%" }, class: rate > 0.5 ? "g-wins" : "d-wins" }, percent(rate))))))));
}

function ratings({ steps, ratings: skill }) {
  const one = chart({ title: t("tournament.ratings"), lines: [{ name: t("curve.d"), color: "real" }, { name: t("curve.g"), color: "fake", dash: true }] });
  one.set([steps, skill.discriminators, skill.generators]);
  return one;
}
