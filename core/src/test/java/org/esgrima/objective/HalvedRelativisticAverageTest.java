package org.esgrima.objective;

class HalvedRelativisticAverageTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new RelativisticAverage(RelativisticAverage.Cost.CROSS_ENTROPY, true);
  }

  @Override
  double discriminatorAtZero() {
    return Math.log(2);
  }

  @Override
  double generatorAtZero() {
    return Math.log(2);
  }
}
