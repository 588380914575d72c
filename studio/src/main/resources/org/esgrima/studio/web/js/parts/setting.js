/** One setting with what it means; tells what differs from the preset. */
import { el, put, say } from "../base/dom.js";
import { explained, known, t } from "../base/words.js";
import { kinds } from "./kinds.js";

/**
 * values: those of the preset, flat; change(key, value) gets undefined when the preset's holds again.
 * A choice says what the chosen word is and brings the settings that it has, a list what may stand in it.
 */
export function settingField(setting, values, change) {
  const { key, text, words = [], below = {} } = setting;
  const value = values[key] ?? setting.default;
  const type = setting.type ?? typeOf(value);
  const id = `setting-${key.replaceAll(".", "-")}`;
  const plain = written(value, words);
  const input = control(type, words, plain, id);
  const name = known(`name.${key}`, key);
  const node = el("div", { class: "field" },
    el("label", { for: id }, name, name === key ? null : el("code", { class: "muted" }, key)),
    input, el("span", { class: "why", id: `${id}-why` }, known(`setting.${key}`, explained(text ?? ""))));
  input.setAttribute("aria-describedby", `${id}-why`);
  let nested = null;
  function changed() {
    const now = input.type === "checkbox" ? String(input.checked) : input.value;
    const same = now === plain || now === "";
    change(key, same ? undefined : parsed(type, now));
    node.classList.toggle("changed", !same);
    nested?.show?.(now);
  }
  input.addEventListener(input.type === "checkbox" || input.tagName === "SELECT" ? "change" : "input", changed);
  if (type === "choice" && plain in below) nested = underneath(below, plain, values, change);
  if (type === "list" && Object.keys(below).length) {
    nested = kinds(below, input, changed);
  }
  return nested ? el("div", { class: "with-below" }, node, nested.node) : node;
}

/** What the chosen word is and its settings; those of another word than the preset's have its defaults. */
function underneath(below, preset, values, change) {
  const what = el("p", { class: "why" });
  const list = el("div", { class: "below" });
  const more = el("details", {}, el("summary", {}, t("start.below")), list);
  let shown = preset;

  function show(word) {
    for (const { key } of below[shown]?.settings ?? []) change(key, undefined);
    shown = word;
    const settings = below[word]?.settings ?? [];
    say(what, explained(below[word]?.text ?? ""));
    put(list, settings.map((setting) => settingField(setting, word === preset ? values : {}, change)));
    more.hidden = settings.length === 0;
  }

  show(preset);
  return { node: el("div", {}, what, more), show };
}

/** Lists and objects as YAML in one line; words as the list of words has them. */
function written(value, words) {
  const plain = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
  return words.includes(plain.toLowerCase()) ? plain.toLowerCase() : plain;
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
