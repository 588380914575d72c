/** Name, state and progress of a run, and the ways to what can be done with it. */
import { el, put, say } from "../base/dom.js";
import { to } from "../base/router.js";
import { known, t } from "../base/words.js";
import { trail } from "./shell.js";
import { alive, progressWords } from "./state.js";

export function runHead(info) {
  const name = info.name;
  const state = el("span", { class: "state", id: "state", role: "status" });
  const far = el("span", { class: "small muted number", id: "progress" });
  const verdicts = el("span", { class: "verdicts" });
  const message = el("p", { class: "wrong", hidden: true });
  const bar = el("i");
  const track = el("div", { class: "track" }, bar);
  const at = `/runs/${encodeURIComponent(name)}`;
  const node = el("div", { class: "run-head" },
    el("div", { class: "head" },
      el("div", {}, trail(), el("h1", {}, name), el("p", { class: "small" }, [info.data, info.architecture, info.loss, t("seed", { seed: String(info.seed) })].filter(Boolean).join(" · "))),
      el("nav", { class: "row", "aria-label": t("run.ways") },
        info.kind === "images" && el("a", { class: "button", href: to(`${at}/latent`), id: "to-latent" }, t("latent.link")),
        el("a", { class: "button", href: to(`${at}/tournament`) }, t("tournament.link")),
        el("a", { class: "button", href: to("/compare", { runs: name }) }, t("compare.link")),
        info.kind === "images" && el("a", { class: "button", href: `/next/${encodeURIComponent(name)}` }, t("next.link")),
        el("a", { class: "button", href: `/api${at}/report`, target: "_blank", rel: "noopener" }, t("report.link")))),
    el("div", { class: "row wide" }, state, verdicts, far), track, message);

  return {
    node,
    state(now) {
      state.dataset.state = now.state;
      say(state, known(`state.${now.state}`, now.state));
      say(far, progressWords(now));
      track.hidden = typeof now.progress !== "number";
      bar.style.setProperty("--share", now.progress ?? 0);
      const words = now.message?.includes(now.error) ? now.message : [now.message, now.error].filter(Boolean).join(" ");
      message.hidden = !words || alive(now);
      message.className = ["failed", "died", "broken"].includes(now.state) ? "wrong" : "small muted";
      say(message, words);
    },
    verdicts(list) {
      put(verdicts, (list ?? []).map((v) => el("span", { class: "verdict", data: { verdict: v } }, known(`verdict.${v}`, v))));
    },
  };
}
