package org.esgrima.objective;

class RelativisticAverageTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new RelativisticAverage();
  }

  @Override
  double discriminatorAtZero() {
    return 2 * Math.log(2);
  }

  @Override
  double generatorAtZero() {
    return 2 * Math.log(2);
  }
}
