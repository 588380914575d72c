/** What happens in the game now, in one sentence. */
import { t } from "../base/words.js";

/** now: a State of the server; turn: whose half-step is shown. */
export function sentence(now, turn) {
  if (now.state === "starting") return t("story.starting");
  if (turn === "none") return t(now.state === "paused" ? "story.ready" : "story.rests");
  const tail = now.players && now.players !== "both" ? ` ${t(`story.only.${now.players}`)}` : "";
  if (turn === "both") return t("story.both") + tail;
  return `${t(`story.${turn}`)} ${t(now.halfStep.complete ? "story.complete" : "story.open")}${tail}`;
}
