/** What the game monitor noticed and what people changed, in words, the newest first. */
import { el, put } from "../base/dom.js";
import { known, number, t } from "../base/words.js";
import { evidence, remedies } from "./evidence.js";

export function events(info) {
  const list = el("ol", { class: "events" });
  const node = el("section", { class: "card" }, el("h2", {}, t("events.title")), list);
  const changes = info.interventions ?? [];

  function set(noticed) {
    const all = [...noticed.map((e) => ({ ...e, noticed: true })), ...changes].sort((a, b) => b.step - a.step);
    if (all.length === 0) put(list, el("li", { class: "muted small" }, t("events.none")));
    else put(list, all.slice(0, 40).map((e) => (e.noticed ? verdict(e) : change(e))));
  }

  set(info.events ?? []);
  return { node, set };
}

function verdict({ step, event, verdict: name, remedies: ways = [], ...seen }) {
  const words = known(`verdict.${name}`, name);
  return el("li", {},
    el("p", {}, el("span", { class: "when number" }, number(step)), " ",
      el("span", { class: "verdict", data: { verdict: event === "ends" ? "ends" : name } }, t(`event.${event}`, { verdict: words }))),
    event !== "ends" && seen.evidence && el("p", { class: "small muted" }, known(`means.${name}`, ""), " ", evidence(seen), "."),
    event !== "ends" && ways.length > 0 && el("div", { class: "small" }, t("event.try"), remedies(ways)));
}

function change({ step, key, value, becomes, until }) {
  const what = key === "players" ? t(`change.players.${value}`) : t("change.set", { key: known(`name.${key}`, key), value: becomes ?? String(value) });
  return el("li", {}, el("p", {}, el("span", { class: "when number" }, number(step)), " ", what, typeof until === "number" && ` ${t("change.until", { step: until })}`));
}
