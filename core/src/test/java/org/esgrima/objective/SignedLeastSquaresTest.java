package org.esgrima.objective;

class SignedLeastSquaresTest extends AdversarialLossContract {
  @Override
  AdversarialLoss loss() {
    return new LeastSquares(-1, 1, 0.75);
  }

  @Override
  double discriminatorAtZero() {
    return 1;
  }

  @Override
  double generatorAtZero() {
    return 0.28125;
  }
}
