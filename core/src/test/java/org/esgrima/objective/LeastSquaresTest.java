package org.esgrima.objective;

class LeastSquaresTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new LeastSquares();
  }

  @Override
  double discriminatorAtZero() {
    return 0.5;
  }

  @Override
  double generatorAtZero() {
    return 0.5;
  }
}
