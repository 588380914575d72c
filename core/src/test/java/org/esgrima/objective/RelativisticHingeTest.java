package org.esgrima.objective;

class RelativisticHingeTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new RelativisticAverage(RelativisticAverage.Cost.HINGE, false);
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
