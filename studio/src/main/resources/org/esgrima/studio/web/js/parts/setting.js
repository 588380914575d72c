/** One setting with what it means; tells what differs from the preset. */
import { el } from "../base/dom.js";
import { known } from "../base/words.js";

/** change(key, value) gets undefined when the value is the preset's again. */
export function settingField({ key, text, type, words }, value, change) {
  const id = `setting-${key.replaceAll(".", "-")}`;
  const plain = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
  const input = control(type, words, plain, id);
  input.addEventListener(input.type === "checkbox" ? "change" : "input", () => {
    const now = input.type === "checkbox" ? String(input.checked) : input.value;
    change(key, now === plain || now === "" ? undefined : parsed(type, now));
    node.classList.toggle("changed", now !== plain && now !== "");
  });
  const node = el("div", { class: "field" },
    el("label", { for: id }, known(`name.${key}`, key), key === known(`name.${key}`, key) ? null : el("code", { class: "muted" }, key)),
    input, el("span", { class: "why" }, known(`setting.${key}`, text)));
  return node;
}

function control(type, words, plain, id) {
  if (type === "boolean") return el("input", { type: "checkbox", id, checked: plain === "true" });
  if ((type === "choice" || type === "word") && words?.includes(plain)) {
    const select = el("select", { id }, words.map((word) => el("option", { value: word }, word)));
    select.value = plain;
    return select;
  }
  if (type === "integer" || type === "number") return el("input", { type: "number", id, step: type === "integer" ? 1 : "any", value: plain });
  return el("input", { type: "text", id, value: plain, spellcheck: "false" });
}

/** Lists and objects are YAML; those that are JSON, too, travel as what they are. */
function parsed(type, text) {
  if (type === "integer" || type === "number") return Number(text);
  if (type === "boolean") return text === "true";
  return text;
}
