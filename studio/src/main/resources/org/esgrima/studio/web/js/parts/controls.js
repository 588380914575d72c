/** Play, stand still, go step by step; who learns; how fast. */
import { el, put } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { shortcutsOf } from "../base/keys.js";
import { t } from "../base/words.js";
import { post } from "../live/api.js";
import { alive } from "./state.js";
import { acting } from "./trouble.js";
import { choice } from "./choice.js";

/** Steps a second at most; 0 is full speed. */
const PACES = [0, 2, 0.5];

export function controls(base, info) {
  const wrong = el("div", { class: "wrong-place", "aria-live": "polite" });
  let now = info.state;
  const command = async (body) => {
    const answer = await post(`${base}/commands`, body);
    if (answer.outcome === "refused") throw new Error(answer.message);
    if (answer.state) state(answer.state);
  };
  const button = (id, picture, words, action, kind = "", busy = "") =>
    acting(el("button", { type: "button", id, class: kind }, icon(picture), el("span", {}, t(words))), wrong, action, busy);

  const pause = button("pause", "pause", "do.pause", () => command({ command: "pause" }), "first");
  const go = button("go", "go", "do.go", () => command({ command: "go" }), "first");
  const step = button("step", "step", "do.step", () => command({ command: "step", count: 1 }));
  const half = button("half-step", "half", "do.half", () => command({ command: "step", count: 1, half: true }));
  const stop = button("stop", "stop", "do.stop", () => post(`${base}/stop`, {}).then(state));
  const steps = el("input", { type: "number", id: "resume-steps", min: 1, step: 1, "aria-label": t("do.until") });
  const resume = button("resume", "resume", "do.resume", () => post(`${base}/resume`, resumeBody()), "first", t("starting"));
  const players = choice("players", t("do.players"), [["both", t("players.both")], ["discriminator", t("players.d")], ["generator", t("players.g")]],
    (who) => safely(() => command({ command: "players", players: who })));
  const pace = choice("pace", t("do.pace"), PACES.map((p) => [String(p), t(`pace.${p}`)]),
    (steps) => safely(() => command({ command: "pace", "steps-per-second": Number(steps) })));
  const running = el("div", { class: "row wide" },
    el("div", { class: "row" }, pause, go, step, half, stop),
    labelled(t("do.players"), players.node), labelled(t("do.pace"), pace.node));
  const standing = el("div", { class: "row" }, resume, el("label", { class: "row small", for: "resume-steps" }, t("do.until"), steps));
  const node = el("section", { class: "card controls", "aria-label": t("do") }, running, standing, wrong);

  async function safely(action) {
    put(wrong);
    try {
      await action();
    } catch (error) {
      put(wrong, el("p", { class: "wrong", role: "alert" }, error.message));
      state(now);
    }
  }

  function resumeBody() {
    const until = Number(steps.value);
    return { settings: until > 0 ? { steps: until } : {} };
  }

  function state(next) {
    now = next;
    const on = alive(next);
    const steerable = on && next.steerable !== false && next.state !== "stopping";
    running.hidden = !on;
    standing.hidden = on || !next.canResume;
    node.hidden = running.hidden && standing.hidden;
    pause.hidden = next.state === "paused";
    go.hidden = next.state !== "paused";
    for (const each of [pause, go, step, half, stop]) each.disabled = !steerable;
    players.set(next.players ?? "both", !steerable);
    pace.set(nearest(next.pace ?? 0), !steerable);
    if (!steps.value && typeof next.step === "number") steps.value = Math.max(next.step + 1000, info.config?.steps ?? 0);
  }

  const press = (target) => () => !target.hidden && !target.disabled && !target.closest("[hidden]") && target.click();
  const off = shortcutsOf({
    p: ["key.pause", () => press(pause.hidden ? go : pause)()],
    s: ["key.step", press(step)],
    d: ["key.half", press(half)],
    x: ["key.stop", press(stop)],
    r: ["key.resume", press(resume)],
  });
  state(now);
  return { node, state, close: off };
}

/** Somebody else may have chosen another pace. */
function nearest(pace) {
  return String(PACES.reduce((a, b) => (Math.abs(b - pace) < Math.abs(a - pace) ? b : a)));
}

function labelled(words, node) {
  return el("div", { class: "row" }, el("span", { class: "small muted" }, words), node);
}
