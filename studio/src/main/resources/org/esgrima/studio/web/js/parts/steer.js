/** Settings that may be changed while the run goes on: learning rates, k, weights of penalties. */
import { el, put, say } from "../base/dom.js";
import { known, number, t } from "../base/words.js";
import { post } from "../live/api.js";
import { alive } from "./state.js";

export function steer(base, info) {
  const fields = new Map();
  const list = el("div", { class: "steer" });
  const node = el("section", { class: "card" }, el("h2", {}, t("steer.title")), el("p", { class: "muted" }, t("steer.lead")), list);

  function build(settable) {
    fields.clear();
    put(list, settable.map((one) => {
      const made = field(base, one);
      fields.set(one.key, made);
      return made.node;
    }));
  }

  function show({ settable = [] }) {
    if (settable.length !== fields.size) build(settable);
    for (const { key, value } of settable) fields.get(key)?.value(value);
  }

  let last = info.state;
  function state(now) {
    last = now;
    node.hidden = fields.size === 0 || !alive(now);
    for (const [key, one] of fields) {
      one.disable(!now.steerable || now.state === "stopping");
      if (now.interventions && key in now.interventions) one.value(now.interventions[key]);
    }
  }

  show(info);
  state(info.state);
  return {
    node,
    state,
    info(next) {
      show(next);
      state(last);
    },
  };
}

function field(base, { key, value, text }) {
  const id = `set-${key.replaceAll(".", "-")}`;
  const input = el("input", { type: "number", id, step: "any", value: value ?? "" });
  const says = el("span", { class: "why", "aria-live": "polite" }, known(`setting.${key}`, text ?? ""));
  const times = (factor) => el("button", {
    type: "button", class: "small-button", "aria-label": t(factor < 1 ? "steer.half" : "steer.double", { key }),
    on: { click: () => { input.value = Number((Number(input.value) * factor).toPrecision(6)); send(); } },
  }, factor < 1 ? "÷ 2" : "× 2");
  const whole = /-steps$/.test(key);
  const buttons = whole ? [] : [times(0.5), times(2)];

  async function send() {
    const wanted = Number(input.value);
    if (input.value === "" || !Number.isFinite(wanted)) return;
    input.removeAttribute("aria-invalid");
    try {
      const answer = await post(`${base}/commands`, { command: "set", key, value: wanted });
      if (answer.outcome === "refused") throw new Error(answer.message);
      says.className = "why done";
      say(says, t("steer.done", { value: number(wanted) }));
    } catch (error) {
      input.setAttribute("aria-invalid", "true");
      says.className = "wrong";
      say(says, error.message);
    }
  }

  input.addEventListener("change", send);
  return {
    node: el("div", { class: "field" }, el("label", { for: id }, known(`name.${key}`, key)), el("div", { class: "row tight" }, input, buttons), says),
    value(next) {
      if (document.activeElement !== input && next !== null && next !== undefined) input.value = next;
    },
    disable(yes) {
      for (const each of [input, ...buttons]) each.disabled = yes;
    },
  };
}
