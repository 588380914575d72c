/** What happens in the game now, in one sentence. */
import { t } from "../base/words.js";

/** now: a State of the server; turn: whose half-step is shown. */
export function sentence(now, turn) {
  if (now.state === "starting") return t("story.starting");
  if (turn === "none") return t(now.state === "paused" ? "story.ready" : "story.rests");
  if (turn === "both") return t("story.both");
  const alone = now.players && now.players !== "both" ? t(`story.only.${now.players}`) : "";
  if (now.state === "running" && !(now.pace > 0)) return alone;
  return `${t(`story.${turn}`)} ${t(now.halfStep.complete ? "story.complete" : "story.open")} ${alone}`.trimEnd();
}
