package org.esgrima.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.run.GameEvent;
import org.esgrima.run.StatsLog;
import org.esgrima.train.monitor.Evidence;

/**
 * Ends a run whose checkpoints no longer get better.
 *
 * @param metric what is better
 * @param checkpoints without a better one that are too many; 0 = never
 */
record Patience(CheckpointMetric metric, int checkpoints) {
  /** The verdict of the event. */
  static final String VERDICT = "no-longer-better";

  /**
   * Whether it has run out.
   *
   * @param lines of whole ticks; those at a checkpoint have its value
   * @return the end of the run, if so
   */
  Optional<GameEvent> runOut(List<Map<String, Object>> lines) {
    long bestStep = 0;
    long lastStep = 0;
    double best = Double.NaN;
    int since = 0;
    for (Map<String, Object> line : lines) {
      if (line.get(metric.key()) instanceof Number value) {
        lastStep = ((Number) line.get(StatsLog.STEP)).longValue();
        since++;
        // The first finite value is better than none.
        if (Double.isNaN(best) || metric.better(value.doubleValue(), best)) {
          best = value.doubleValue();
          bestStep = lastStep;
          since = 0;
        }
      }
    }
    if (checkpoints == 0 || since < checkpoints) {
      return Optional.empty();
    }
    String evidence =
        "the best checkpoint is that of step %d, %s %.4g; the %d after it were no better"
            .formatted(bestStep, metric.key(), best, since);
    Map<String, Object> measured =
        Evidence.measured("step", bestStep, "metric", metric.key(), "value", best, "since", since);
    return Optional.of(
        new GameEvent(
            lastStep,
            GameEvent.Kind.STOPPED,
            VERDICT,
            bestStep,
            evidence,
            "",
            new Evidence(Evidence.Kind.NO_BETTER, measured, evidence).data()));
  }
}
