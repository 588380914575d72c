package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;

/**
 * Where the time of a session of training went; the content of {@code profile.json}.
 *
 * @param device where it was computed
 * @param threads it was computed with
 * @param steps played
 * @param seconds in all: those of all parts
 * @param parts seconds by part; all of them are there
 * @param loaderWaitSeconds in which the trainer waited for data, a share of {@link Part#DATA}
 * @param gigaflopsPerStep floating-point operations of both networks in a step, in 1e9: see {@link
 *     StepWork}
 * @param peakResidentBytes the most memory that the process had at any moment so far
 * @param peakGigaflopsPerSecond what this machine did in a product of float32 matrices with these
 *     threads, measured before the first step: see {@link MachinePeak}
 */
public record Profile(
    String device,
    int threads,
    long steps,
    double seconds,
    Map<Part, Double> parts,
    double loaderWaitSeconds,
    long peakResidentBytes,
    double gigaflopsPerStep,
    double peakGigaflopsPerSecond) {

  /** What time is spent on. */
  public enum Part {
    /** Waiting for the loader, and making tensors of its batches. */
    DATA,
    /** D judges, in both players' turns; what changes images before it sees them is included. */
    D_FORWARD,
    /** Gradients of D's weights, those of penalties that are added to its loss included. */
    D_BACKWARD,
    /** G makes samples, in both players' turns. */
    G_FORWARD,
    /** Gradients of G's weights, through the frozen D. */
    G_BACKWARD,
    /** Penalties: all of a lazy one but its update, the term alone of one added to the loss. */
    PENALTIES,
    /** Updates of weights, and of the average of G. */
    OPTIMISER,
    /** At ticks: samples for sheets, the measure of checkpoints, the watch on the game. */
    METRICS,
    /** Files: statistics, curves, sheets, checkpoints, the report. */
    WRITING,
    /** Everything else, such as reading losses, unrolling, following commands. */
    OTHER;

    /** As in {@code profile.json}: {@code d-forward}. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Share of the whole, 0 to 1. */
  public double share(Part part) {
    return seconds == 0 ? 0 : parts.get(part) / seconds;
  }

  /** Milliseconds a step. */
  public double millisPerStep(Part part) {
    return steps == 0 ? 0 : 1e3 * parts.get(part) / steps;
  }

  /** Operations of both networks in a second of the whole session, in 1e9. */
  public double gigaflopsPerSecond() {
    return perSecond(seconds);
  }

  /** Operations of both networks in a second of forward and backward passes alone, in 1e9. */
  public double gigaflopsPerSecondOfPasses() {
    return perSecond(
        parts.get(Part.D_FORWARD)
            + parts.get(Part.D_BACKWARD)
            + parts.get(Part.G_FORWARD)
            + parts.get(Part.G_BACKWARD));
  }

  private double perSecond(double time) {
    return time == 0 ? 0 : gigaflopsPerStep * steps / time;
  }
}
