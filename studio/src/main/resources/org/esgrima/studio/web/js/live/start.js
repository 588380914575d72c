/** Starts runs. */
import { post } from "./api.js";
import { followJob } from "./job.js";
import { t } from "../base/words.js";

/** The name of the new run. Where data are fetched first it comes after the server's answer. */
export async function startRun(order) {
  const { run, job } = await post("/api/runs", order);
  return run ?? (await runOf(job));
}

function runOf(job) {
  return new Promise((found, refused) => {
    const stop = followJob(job, (now) => {
      if (now.run) {
        stop();
        found(now.run);
      } else if (!["queued", "running"].includes(now.state)) {
        refused(new Error(now.message ?? t(`job.${now.state}`)));
      }
    });
  });
}
