package org.esgrima.objective;

class RelativisticPairingTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new RelativisticPairing();
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
