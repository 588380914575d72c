/** Work of a child process, followed until it ends. */
import { get } from "./api.js";

/** followJob(job, changed(job)) returns how to stop following. */
export function followJob(job, changed) {
  let timer = null;
  let over = false;
  const ended = (now) => !["queued", "running"].includes(now.state);

  async function look() {
    try {
      const now = await get(`/api/jobs/${job.id}`);
      if (over) return;
      changed(now);
      if (ended(now)) return;
    } catch (error) {
      if (error.status === 404) return changed({ ...job, state: "failed", message: error.message });
    }
    if (!over) timer = setTimeout(look, 700);
  }

  changed(job);
  if (!ended(job)) timer = setTimeout(look, 300);
  return () => {
    over = true;
    clearTimeout(timer);
  };
}
