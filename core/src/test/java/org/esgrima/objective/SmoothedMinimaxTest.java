package org.esgrima.objective;

class SmoothedMinimaxTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new Minimax(0.7);
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
