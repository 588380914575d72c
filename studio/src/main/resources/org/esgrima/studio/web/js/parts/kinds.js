/** What may stand in a list, such as penalties: each kind explained, with a button that adds it. */
import { el } from "../base/dom.js";
import { explained, t } from "../base/words.js";

/** below: of each kind what it is and its settings; changed() is called when one was added to the input. */
export function kinds(below, input, changed) {
  const node = el("details", {}, el("summary", {}, t("start.kinds")),
    el("dl", { class: "kinds" }, Object.entries(below).map(([name, { text, settings }]) => [
      el("dt", {}, el("code", {}, name),
        el("button", { class: "small-button", type: "button", "aria-label": t("start.add.kind", { kind: name }), on: { click: () => add(name, settings) } }, t("start.add"))),
      el("dd", {}, el("p", { class: "why" }, explained(text)), el("ul", {}, settings.map(line))),
    ])));

  function add(name, settings) {
    const inside = [`type: ${name}`, ...settings.filter((s) => s.default !== null).map((s) => `${last(s.key)}: ${JSON.stringify(s.default)}`)];
    const before = input.value.trim().replace(/]$/, "").replace(/^\[/, "").trim();
    input.value = `[${before ? `${before}, ` : ""}{${inside.join(", ")}}]`;
    changed();
    input.focus();
  }

  return { node };
}

function line(setting) {
  const value = setting.default === null ? "" : `: ${JSON.stringify(setting.default)}`;
  return el("li", { class: "why" }, el("code", {}, `${last(setting.key)}${value}`), " ", explained(setting.text));
}

const last = (key) => key.slice(key.indexOf(".") + 1);
