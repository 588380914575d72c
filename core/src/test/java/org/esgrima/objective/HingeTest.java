package org.esgrima.objective;

class HingeTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new Hinge();
  }

  @Override
  double discriminatorAtZero() {
    return 2;
  }

  @Override
  double generatorAtZero() {
    return 0;
  }
}
