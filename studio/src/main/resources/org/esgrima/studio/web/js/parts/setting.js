/** One setting with what it means; tells what differs from the preset. */
import { el, put } from "../base/dom.js";
import { known, t } from "../base/words.js";

/**
 * values: those of the preset, flat; change(key, value) gets undefined when the preset's holds again.
 * A choice brings the settings that the chosen word has.
 */
export function settingField(setting, values, change) {
  const { key, text, words = [], below = {} } = setting;
  const value = values[key];
  const type = setting.type ?? typeOf(value);
  const id = `setting-${key.replaceAll(".", "-")}`;
  const plain = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
  const input = control(type, words, plain, id);
  const name = known(`name.${key}`, key);
  const node = el("div", { class: "field" },
    el("label", { for: id }, name, name === key ? null : el("code", { class: "muted" }, key)),
    input, el("span", { class: "why" }, known(`setting.${key}`, text ?? "")));
  input.addEventListener(input.type === "checkbox" || input.tagName === "SELECT" ? "change" : "input", () => {
    const now = input.type === "checkbox" ? String(input.checked) : input.value;
    const same = now === plain || now === "";
    change(key, same ? undefined : parsed(type, now));
    node.classList.toggle("changed", !same);
    nested?.show(now);
  });
  const nested = Object.values(below).some((keys) => keys.length) ? underneath(below, plain, values, change) : null;
  return nested ? el("div", { class: "with-below" }, node, nested.node) : node;
}

/** The settings of the chosen word; of another word than the preset's, nothing but their names is known. */
function underneath(below, preset, values, change) {
  const list = el("div", { class: "below" });
  const node = el("details", {}, el("summary", {}, t("start.below")), list);
  let shown = preset;

  function show(word) {
    for (const key of below[shown] ?? []) change(key, undefined);
    shown = word;
    const keys = below[word] ?? [];
    put(list, keys.map((key) => settingField({ key }, word === preset ? values : {}, change)));
    node.hidden = keys.length === 0;
  }

  show(preset);
  return { node, show };
}

function typeOf(value) {
  return { number: "number", boolean: "boolean" }[typeof value] ?? "text";
}

function control(type, words, plain, id) {
  if (type === "boolean") return el("input", { type: "checkbox", id, checked: plain === "true" });
  if ((type === "choice" || type === "word") && words.includes(plain)) {
    const select = el("select", { id }, words.map((word) => el("option", { value: word }, word)));
    select.value = plain;
    return select;
  }
  if (type === "integer" || type === "number") return el("input", { type: "number", id, step: type === "integer" ? 1 : "any", value: plain });
  return el("input", { type: "text", id, value: plain, spellcheck: "false" });
}

/** Lists and objects travel as text: YAML, as on the command line. */
function parsed(type, text) {
  if (type === "integer" || type === "number") return Number(text);
  if (type === "boolean") return text === "true";
  return text;
}
