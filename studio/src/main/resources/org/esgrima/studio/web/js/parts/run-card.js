/** One run in the list: picture, how the game stands, how far it is. */
import { el, put, say } from "../base/dom.js";
import { to } from "../base/router.js";
import { known, t } from "../base/words.js";
import { progressWords } from "./state.js";

export function runCard(choose) {
  const image = el("img", { alt: "", width: 96, height: 96, loading: "lazy" });
  const name = el("a", { class: "name" });
  const what = el("p", { class: "what small muted" });
  const state = el("span", { class: "state" });
  const verdicts = el("span", { class: "verdicts" });
  const far = el("p", { class: "far small muted number" });
  const bar = el("i");
  const box = el("input", { type: "checkbox", on: { change: () => choose(name.textContent, box.checked) } });
  const boxLabel = el("label", { class: "toggle choose" }, box, el("span", { class: "unseen" }));
  const track = el("div", { class: "track" }, bar);
  const node = el("li", { class: "run" },
    el("div", { class: "shot" }, image),
    el("div", { class: "facts" }, el("h2", {}, name), what, el("p", { class: "row small" }, state, verdicts), track, far),
    boxLabel);
  let shown = "";

  return {
    node,
    set(run) {
      const json = JSON.stringify(run);
      if (json === shown) return;
      shown = json;
      say(name, run.name);
      name.href = to(`/runs/${encodeURIComponent(run.name)}`);
      say(boxLabel.lastChild, t("runs.pick", { run: run.name }));
      image.hidden = !run.thumbnail;
      if (run.thumbnail && image.getAttribute("src") !== run.thumbnail) image.src = run.thumbnail;
      say(what, run.problem ?? [run.data, run.architecture, run.loss].filter(Boolean).join(" · "));
      what.classList.toggle("wrong", Boolean(run.problem));
      const now = run.state.state;
      state.dataset.state = now;
      say(state, known(`state.${now}`, now));
      put(verdicts, (run.verdicts ?? []).map((v) => el("span", { class: "verdict", data: { verdict: v } }, known(`verdict.${v}`, v))));
      track.hidden = !(now === "running" || now === "paused") || typeof run.state.progress !== "number";
      bar.style.setProperty("--share", run.state.progress ?? 0);
      say(far, run.problem ? "" : progressWords(run.state));
    },
  };
}
