package org.esgrima.objective;

class RelativisticLeastSquaresTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new RelativisticAverage(RelativisticAverage.Cost.LEAST_SQUARES, false);
  }

  @Override
  double discriminatorAtZero() {
    return 2;
  }

  @Override
  double generatorAtZero() {
    return 2;
  }
}
