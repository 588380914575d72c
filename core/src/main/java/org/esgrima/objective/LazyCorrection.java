package org.esgrima.objective;

import org.esgrima.optim.Adam;

/**
 * The correction of Adam for a lazy penalty that has optimiser steps of its own (Karras et al.
 * 2020, StyleGAN2, arXiv 1912.04958, Appendix B).
 *
 * <p>With interval k, k updates by the loss and one by the penalty make k + 1 where there would be
 * k. With c = k / (k + 1), learning rate, β₁ and β₂ become
 *
 * <pre>
 * c · learningRate,  β₁ᶜ,  β₂ᶜ
 * </pre>
 *
 * <p>for both kinds of updates, so that the total step length and the moments' memory, counted in
 * minibatches, stay as they were.
 *
 * @param interval k, steps from one application of the penalty to the next; at least 1
 */
public record LazyCorrection(int interval) {
  /** Checks the interval. */
  public LazyCorrection {
    Checks.atLeastOne("interval", interval);
  }

  /** c = k / (k + 1). */
  public double factor() {
    return interval / (interval + 1.0);
  }

  /** c · learningRate. */
  public double learningRate(double learningRate) {
    return factor() * learningRate;
  }

  /** Settings for both kinds of updates, schedules included. */
  public Adam of(Adam adam) {
    return new Adam(
        adam.learningRate().map(this::learningRate),
        adam.beta1().map(this::beta),
        adam.beta2().map(this::beta),
        adam.epsilon(),
        adam.weightDecay(),
        adam.decoupled(),
        adam.amsgrad(),
        adam.epsilonPlacement());
  }

  /** βᶜ, for β₁ and β₂; 0 stays 0. */
  public double beta(double beta) {
    return Math.pow(beta, factor());
  }
}
