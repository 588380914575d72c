package org.esgrima.objective;

class NonSaturatingTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new NonSaturating();
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
