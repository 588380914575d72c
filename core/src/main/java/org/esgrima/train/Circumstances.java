package org.esgrima.train;

/**
 * What both players' parts of a step are given.
 *
 * @param noise draws what the generator starts from
 * @param imagesSeen real images seen before this step: the point in time for all schedules
 * @param report receives what happened
 * @param turns are counted as they end
 */
record Circumstances(Noise noise, long imagesSeen, StepReport report, Turns turns) {
  /** Tells apart where the time goes. */
  StepClock clock() {
    return report.clock();
  }
}
