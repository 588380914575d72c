package org.esgrima.objective;

class WassersteinTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new Wasserstein();
  }

  @Override
  double discriminatorAtZero() {
    return 0;
  }

  @Override
  double generatorAtZero() {
    return 0;
  }
}
