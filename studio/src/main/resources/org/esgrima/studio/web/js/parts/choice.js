/** A few words of which one holds: radio buttons that look like one control. */
import { el } from "../base/dom.js";

let count = 0;

export function choice(id, label, options, changed) {
  const name = `${id}-${++count}`;
  const inputs = options.map(([value]) => el("input", { type: "radio", name, value, id: `${id}-${value}`, on: { change: () => changed(value) } }));
  const node = el("div", { class: "choice", role: "radiogroup", "aria-label": label, id },
    options.map(([, words], i) => el("label", {}, inputs[i], el("span", {}, words))));
  return {
    node,
    get value() {
      return inputs.find((input) => input.checked)?.value;
    },
    set(value, disabled = false) {
      for (const input of inputs) {
        input.checked = input.value === value;
        input.disabled = disabled;
      }
    },
  };
}
