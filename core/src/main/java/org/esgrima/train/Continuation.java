package org.esgrima.train;

import org.esgrima.io.Json;
import org.esgrima.run.Checkpoint;

/**
 * What a checkpoint holds beside tensors and {@link Progress}, so that a resumed run takes the same
 * course as one that never stopped: metadata {@value #KEY}, as JSON.
 *
 * @param rollBacks how often the run went back to an earlier checkpoint
 * @param events lines of {@code events.jsonl} when the checkpoint was written
 * @param tick what was collected since the last whole tick
 */
record Continuation(int rollBacks, int events, StepReport.Collected tick) {
  static final String KEY = "continuation";

  /** At the start of a run. */
  static final Continuation NONE = new Continuation(0, 0, StepReport.Collected.NOTHING);

  /** That of a checkpoint; the beginning for those that were written before there was one. */
  static Continuation of(Checkpoint checkpoint) {
    String text = checkpoint.metadata().get(KEY);
    if (text == null) {
      return NONE;
    }
    return Json.bind(
        Json.parseJson(text, checkpoint.path()), Continuation.class, checkpoint.path());
  }

  Continuation with(int eventCount, StepReport.Collected collected) {
    return new Continuation(rollBacks, eventCount, collected);
  }
}
