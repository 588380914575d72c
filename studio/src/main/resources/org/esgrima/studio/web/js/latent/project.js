/** A picture of one's own: the latent whose picture comes closest is looked for. */
import { el, put, say } from "../base/dom.js";
import { number, percent, t } from "../base/words.js";
import { send } from "../live/api.js";
import { followJob } from "../live/job.js";
import { figure } from "./result.js";
import { trouble } from "../parts/trouble.js";
import { copyLine } from "../parts/copy.js";

const TYPES = ["image/png", "image/jpeg", "image/webp"];

export function project(bench) {
  const file = el("input", { type: "file", id: "own-picture", accept: TYPES.join(","), class: "unseen" });
  const zone = el("label", { class: "drop", for: "own-picture" }, el("strong", {}, t("project.drop")), el("span", { class: "small muted" }, t("project.types")));
  const state = el("p", { class: "small muted number", role: "status" });
  const bar = el("i");
  const track = el("div", { class: "track", hidden: true }, bar);
  const outcome = el("div", { class: "row two" });
  const copy = copyLine();
  let follow = null;
  let shown = null;

  async function take(picture) {
    follow?.();
    if (shown) URL.revokeObjectURL(shown);
    if (!TYPES.includes(picture.type)) return put(outcome, trouble({ message: t("project.types") }));
    shown = URL.createObjectURL(picture);
    const own = figure(shown, t("project.own"), "big-pic");
    put(outcome, own);
    try {
      const job = await send(`${bench.base}/projections`, picture, picture.type);
      track.hidden = false;
      follow = followJob(job, (now) => progress(now, own));
    } catch (error) {
      put(outcome, own, trouble(error));
    }
  }

  function progress(job, own) {
    bar.style.setProperty("--share", job.progress ?? 0);
    say(state, job.state === "running" ? t("job.running", { share: percent(job.progress ?? 0) }) : t(`job.${job.state}`));
    copy.set(job.command);
    if (job.state === "done") {
      track.hidden = true;
      const png = job.files.filter((name) => name.endsWith(".png"));
      put(outcome, own, png.map((address) => figure(address, t("project.found"), "big-pic")));
      if (Number.isFinite(job.result?.distance)) say(state, t("project.distance", { distance: number(job.result.distance) }));
    } else if (["failed", "killed", "cancelled"].includes(job.state)) {
      track.hidden = true;
      put(outcome, own, trouble({ message: job.message ?? t(`job.${job.state}`) }));
    }
  }

  file.addEventListener("change", () => file.files[0] && take(file.files[0]));
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
  });
  return {
    slots: [],
    close() {
      follow?.();
      if (shown) URL.revokeObjectURL(shown);
    },
    node: el("div", { class: "stack" }, el("p", { class: "small muted" }, t("project.lead")), file, zone, state, track, outcome, copy.node),
  };
}
