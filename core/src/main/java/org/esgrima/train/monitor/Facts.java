package org.esgrima.train.monitor;

/**
 * What a rule must know of a game beside its statistics.
 *
 * @param tickSteps steps between two lines of statistics, at least 1
 * @param critic whether D is a critic that estimates a distance (Wasserstein) rather than one who
 *     tells real from synthetic: it may be as strong as it likes, and its loss is no probability
 * @param mode what a mode of the data is called: {@code "mode"}, {@code "digit"}
 * @param compared number of real samples of each kind whose logits {@code ranking/held-out}
 *     compares; 0 if there are none
 * @param penalised whether D's loss has a penalty, or its weights a constraint
 * @param augmented whether D sees augmented samples
 * @param packed whether D judges several samples together
 */
public record Facts(
    long tickSteps,
    boolean critic,
    String mode,
    int compared,
    boolean penalised,
    boolean augmented,
    boolean packed) {
  /**
   * Steps at the start of which most rules take no notice: both players still look for their way.
   * This project's own; on {@code ring} modes come and go for about 1,200 steps.
   */
  private static final long WARM_UP_STEPS = 1_000;

  private static final long WARM_UP_TICKS = 10;

  /** Checks the numbers. */
  public Facts {
    if (tickSteps < 1 || compared < 0) {
      throw new IllegalArgumentException(
          "expected 1 step a tick or more and 0 samples or more, got %d and %d"
              .formatted(tickSteps, compared));
    }
  }

  /** The last step of the warm-up: 1,000 steps and ten ticks at least. */
  public long warmUpSteps() {
    return Math.max(WARM_UP_STEPS, WARM_UP_TICKS * tickSteps);
  }
}
