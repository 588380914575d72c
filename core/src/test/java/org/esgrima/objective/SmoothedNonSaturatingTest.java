package org.esgrima.objective;

class SmoothedNonSaturatingTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new NonSaturating(0.9);
  }

  @Override
  double discriminatorAtZero() {
    return 2 * Math.log(2);
  }

  @Override
  double generatorAtZero() {
    return Math.log(2);
  }
}
