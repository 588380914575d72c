package org.esgrima.train;

import org.esgrima.nn.Summary;

/**
 * How many floating-point operations a step takes, counted from the networks' tables by one rule:
 *
 * <pre>
 * forward of a sample               2 · mult-adds
 * backward to weights and input     4 · mult-adds   (twice the forward)
 * backward to the input alone       2 · mult-adds   (through a frozen D)
 *
 * update of D:  forward of G on N (unless without samples of its own), forward and backward of D
 *               on N real and N synthetic samples
 * update of G:  forward of G on N, of D on N (2 N if the loss compares with real samples), backward
 *               to the input through D on N, backward of G on N
 * </pre>
 *
 * <p>{@link Summary} counts convolutions and matrix products. Not counted are all other operations
 * (normalisation, activations, changes of images, optimisers), penalties and other terms beside the
 * loss, and repeated passes of treatments; counted though it is not computed is the gradient of D's
 * first layer by samples that need none. Where a player waits ({@code balance}, commands) its part
 * is counted all the same.
 */
public final class StepWork {
  private StepWork() {}

  /**
   * Floating-point operations of a step.
   *
   * @param config its architecture fits the data
   */
  public static double flops(TrainingConfig config) {
    return flops(
        (double) config.generatorSummary().multiplyAdds(),
        // a pack of samples is one input of D
        (double) config.discriminatorSummary().multiplyAdds() / config.packing(),
        config);
  }

  private static double flops(double generator, double discriminator, TrainingConfig config) {
    double samples = config.batch();
    double k = config.discriminatorSteps();
    double updates = config.generatorSteps();
    boolean again = config.reuseLatents() && config.order() != TurnOrder.GENERATOR_FIRST;
    double forwardsOfG = k + updates - (again ? 1 : 0);
    double judgedForG = config.loss().comparesWithReal() ? 2 : 1;
    double ofG = 2 * forwardsOfG + 4 * updates;
    double ofD = k * 2 * (2 + 4) + updates * (2 * judgedForG + 2);
    return samples * (ofG * generator + ofD * discriminator);
  }
}
