package org.esgrima.train;

/**
 * How far a run is.
 *
 * @param step updates of the generator so far
 * @param images real images that the discriminator has seen so far
 * @param seconds time spent training so far, over all sessions
 */
public record Progress(long step, long images, double seconds) {
  /** Nothing yet. */
  public static final Progress NONE = new Progress(0, 0, 0);

  /**
   * The share of the run that is done: the largest of steps, images and minutes against their
   * limits.
   *
   * @return 0 to 1; 0 if there is no limit
   */
  public double share(TrainingConfig config) {
    double share = 0;
    if (config.steps() > 0) {
      share = Math.max(share, (double) step / config.steps());
    }
    if (config.images() > 0) {
      share = Math.max(share, (double) images / config.images());
    }
    if (config.minutes() > 0) {
      share = Math.max(share, seconds / 60 / config.minutes());
    }
    return Math.min(1, share);
  }
}
