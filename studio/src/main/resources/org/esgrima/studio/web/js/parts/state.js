/** A run's state in words. */
import { duration, t } from "../base/words.js";

/** "step 1,240 · 12 s trained · 40 s left" */
export function progressWords({ state, step, seconds, secondsLeft }) {
  const words = [];
  if (typeof step === "number") words.push(t("step", { step }));
  if (typeof seconds === "number") words.push(t("trained", { time: duration(seconds) }));
  if (state === "running" && typeof secondsLeft === "number") words.push(t("left", { time: duration(secondsLeft) }));
  return words.join(" · ");
}

/** Whether a trainer is at work. */
export function alive(state) {
  return ["starting", "running", "paused", "stopping"].includes(state?.state);
}
