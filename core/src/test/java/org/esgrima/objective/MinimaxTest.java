package org.esgrima.objective;

class MinimaxTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new Minimax();
  }

  @Override
  double discriminatorAtZero() {
    return 2 * Math.log(2);
  }

  @Override
  double generatorAtZero() {
    return -Math.log(2);
  }
}
