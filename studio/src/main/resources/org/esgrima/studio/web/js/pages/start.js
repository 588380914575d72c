/** A new run: preset and data, settings explained in place, checked while typing, as a command too. */
import { el, put, say } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { go, note, to } from "../base/router.js";
import { known, loadSettings, t } from "../base/words.js";
import { get, post } from "../live/api.js";
import { startRun } from "../live/start.js";
import { copyLine } from "../parts/copy.js";
import { settingField } from "../parts/setting.js";
import { title, trail } from "../parts/shell.js";
import { acting, trouble } from "../parts/trouble.js";

/** What most people change; all the rest is folded. */
const FIRST = ["steps", "seed", "batch", "generator-optimizer.learning-rate", "discriminator-optimizer.learning-rate", "discriminator-steps", "loss", "monitor"];

/** Presets that need no data and no patience come first. */
const EASY = ["ring", "digits", "grid", "rpgan-r1r2-grid", "unrolled-ring", "dcgan-mnist", "acgan-mnist", "stylegan2-avatars64", "r3gan-avatars64"];
const place = (name) => (EASY.includes(name) ? EASY.indexOf(name) : EASY.length);

export default async function start(place, _, query) {
  title(t("start.title"));
  const body = el("div", {}, el("p", { class: "muted" }, t("loading")));
  place.append(
    trail(),
    el("div", { class: "head" }, el("div", {}, el("h1", {}, t("start.title")), el("p", {}, t("start.lead")))), body);
  try {
    const [{ presets }, { sets }, { groups }] = await Promise.all([get("/api/presets"), get("/api/data"), get("/api/settings"), loadSettings()]);
    put(body, await form(presets, sets, groups, query));
  } catch (error) {
    put(body, trouble(error, () => location.reload()));
  }
}

async function form(presets, sets, groups, query) {
  const changed = {};
  let preset = null;
  let asked = 0;
  const command = copyLine();
  const wrong = el("div", { "aria-live": "assertive" });
  const verdict = el("p", { class: "wrong", role: "alert" });
  const chosenName = el("h2");
  const first = el("div", { class: "settings" });
  const rest = el("div", { class: "all-settings" });
  const search = el("input", { type: "search", id: "find-setting", placeholder: t("start.find"), "aria-label": t("start.find") });
  const data = el("input", { type: "text", id: "data", list: "data-sets", value: query.get("data") ?? "", autocomplete: "off" });
  const dataSets = el("datalist", { id: "data-sets" }, sets.map((set) => el("option", { value: set.data })));
  presets.sort((a, b) => place(a.name) - place(b.name));
  const names = presets.map((p) => p.name);
  const wanted = names.includes(query.get("preset")) ? query.get("preset") : names.includes("ring") ? "ring" : names[0];
  const cards = el("div", { class: "presets", role: "radiogroup", "aria-label": t("start.preset") }, presets.map((p) => presetCard(p, p.name === wanted, () => choose(p.name))));
  const paused = el("input", { type: "checkbox", id: "start-paused" });
  const button = acting(el("button", { type: "submit", class: "first", id: "start" }, icon("go"), t("start.go")), wrong, async () => {
    await go(`/runs/${await startRun({ ...order(), paused: paused.checked })}`);
  }, t("starting"));

  const order = () => ({ preset: preset?.name, settings: { ...(data.value.trim() ? { data: data.value.trim() } : {}), ...changed } });

  async function check() {
    const mine = ++asked;
    try {
      const { command: line } = await post("/api/check", order());
      if (mine !== asked) return;
      command.set(line);
      say(verdict, "");
    } catch (error) {
      if (mine === asked) say(verdict, error.message);
    }
  }

  let timer = null;
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(check, 250);
  }

  function change(key, value) {
    if (value === undefined) delete changed[key];
    else changed[key] = value;
    soon();
  }

  async function choose(name) {
    note({ preset: name });
    const wanted = await get(`/api/presets/${name}`);
    for (const key of Object.keys(changed)) delete changed[key];
    preset = wanted;
    say(chosenName, name);
    data.placeholder = String(preset.values.data ?? "");
    const all = groups.flatMap((group) => group.settings);
    put(first, FIRST.filter((key) => key in preset.values).map((key) => settingField(all.find((s) => s.key === key) ?? { key }, preset.values, change)));
    put(rest, groups.map((group) => el("fieldset", {}, el("legend", {}, known(`group.${group.name}`, group.name)),
      el("div", { class: "settings" }, group.settings.filter((s) => !FIRST.includes(s.key) && s.key !== "data").map((s) => settingField(s, preset.values, change))))));
    filter();
    soon();
  }

  function filter() {
    const words = search.value.trim().toLowerCase();
    for (const set of rest.querySelectorAll("fieldset")) {
      for (const field of set.querySelectorAll(".settings > *")) field.hidden = !field.textContent.toLowerCase().includes(words);
      set.hidden = !set.querySelector(".settings > :not([hidden])");
    }
  }

  search.addEventListener("input", filter);
  data.addEventListener("input", soon);
  await choose(wanted);
  const node = el("form", { class: "start", novalidate: true, on: { submit: (event) => event.preventDefault() } },
    el("div", { class: "stack" }, el("section", { class: "card" }, el("h2", {}, t("start.preset")), cards),
    el("section", { class: "card" }, el("h2", {}, t("start.data")),
      el("div", { class: "field" }, el("label", { for: "data", class: "unseen" }, t("start.data")), data, dataSets,
        el("span", { class: "why" }, t("start.data.why"), " ", el("a", { href: to("/draw") }, t("draw.link"))))),
    el("section", { class: "card" }, el("h2", {}, t("start.settings")), first,
      el("details", {}, el("summary", {}, t("start.more")), search, rest))),
    el("section", { class: "card launch" }, chosenName, button, el("label", { class: "toggle" }, paused, t("start.paused")), verdict, wrong,
      el("p", { class: "small muted" }, t("copy.same")), command.node));
  return node;
}

function presetCard(preset, checked, chosen) {
  const input = el("input", { type: "radio", name: "preset", value: preset.name, id: `preset-${preset.name}`, checked, on: { change: chosen } });
  return el("label", { class: "preset" }, input,
    el("span", {}, el("strong", {}, preset.name), el("span", { class: "small muted" }, known(`preset.${preset.name}`, preset.text ?? ""))));
}
