package org.esgrima.train;

import java.util.List;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.EventLog;
import org.esgrima.run.GameEvent;
import org.esgrima.run.RunDirectory;
import org.esgrima.train.monitor.Diagnosis;
import org.esgrima.train.monitor.Evidence;
import org.esgrima.train.monitor.GameMonitor;

/**
 * Takes a run back to the newest checkpoint from before a trouble, and on from there in another
 * way: both learning rates are halved, once for every time that the run went back, and all random
 * streams and the order of the data start anew from seeds that derive from the run's seed and the
 * number of the attempt. The weights, the optimisers' moments and the average are those of the
 * checkpoint.
 *
 * <p>The checkpoint is at once written again with that change, so that a run which is stopped and
 * resumed takes the same course. Later checkpoints and later lines of statistics are removed, the
 * events stay.
 */
record RollBack(RunDirectory run, CheckpointKeeper checkpoints, Preparation ready) {
  /** How often a run goes back before it is ended. */
  static final int MOST = 3;

  /**
   * How many checkpoints must stay so that one is from before any trouble that is noticed; one more
   * in case the best is one of a run that was stopped in between.
   */
  static int checkpointsNeeded(TrainingConfig config) {
    return (GameMonitor.MEMORY + config.checkpointTicks() - 1) / config.checkpointTicks() + 2;
  }

  /** Whether a run that is never stopped has a checkpoint after that step, too. */
  static boolean isRegular(TrainingConfig config, long step) {
    return step % (config.tickSteps() * config.checkpointTicks()) == 0;
  }

  /** Where a run stands after it went back. */
  record Stand(Progress progress, Continuation continuation, GameEvent event) {}

  /**
   * Goes back.
   *
   * @param now where the run stands; its seconds go on counting
   * @param continuation of the session that ended
   * @param events lines of {@code events.jsonl} so far
   */
  Stand because(Diagnosis trouble, Progress now, Continuation continuation, int events) {
    long step = target(trouble);
    int attempt = continuation.rollBacks() + 1;
    Progress then;
    try (Checkpoint checkpoint = Checkpoint.open(checkpoints.file(step))) {
      ready.players().restore(checkpoint);
      then = Trainer.progress(checkpoint);
    }
    ready.players().goAnotherWay(attempt);
    Progress from = new Progress(then.step(), then.images(), now.seconds());
    Evidence evidence =
        new Evidence(
            Evidence.Kind.WENT_BACK,
            Evidence.measured(
                "step", step, "attempt", attempt, "most", MOST, "divisor", 1 << attempt),
            "back to step %d, attempt %d of %d with 1/%d of the learning rates and fresh random numbers"
                .formatted(step, attempt, MOST, 1 << attempt));
    GameEvent event =
        Referee.event(
            now.step(),
            GameEvent.Kind.ROLLED_BACK,
            new Diagnosis(trouble.verdict(), trouble.since(), evidence, ""));
    EventLog.append(run.eventsFile(), List.of(event));
    Continuation next = new Continuation(attempt, events + 1, StepReport.Collected.NOTHING);
    new CheckpointWriter(checkpoints, ready.config(), ready.players()).write(from, next);
    return new Stand(from, next, event);
  }

  private long target(Diagnosis trouble) {
    List<Long> steps =
        checkpoints.steps().stream().filter(step -> isRegular(ready.config(), step)).toList();
    return steps.stream()
        .filter(step -> step < trouble.since())
        .reduce((first, second) -> second)
        .orElseGet(() -> steps.isEmpty() ? checkpoints.steps().get(0) : steps.get(0));
  }
}
