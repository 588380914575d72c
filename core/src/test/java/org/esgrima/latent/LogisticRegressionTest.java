package org.esgrima.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class LogisticRegressionTest {
  private static LogisticRegression fit(double[] x, int width, double[] y, double ridge) {
    try (Scope scope = Scope.open()) {
      return LogisticRegression.fit(Tensor.of(x, Shape.of(y.length, width)), y, ridge);
    }
  }

  @Test
  void twoPointsHaveAClosedForm() {
    // p(1) = 0.9 and p(−1) = 0.2 are met exactly: b + w = log 9, b − w = log ¼.
    LogisticRegression found = fit(new double[] {1, -1}, 1, new double[] {0.9, 0.2}, 1e-12);
    double up = Math.log(9);
    double down = Math.log(0.25);
    assertThat(found.weights()[0]).isCloseTo((up - down) / 2, within(1e-6));
    assertThat(found.bias()).isCloseTo((up + down) / 2, within(1e-6));
    assertThat(found.logit(new double[] {1})).isCloseTo(up, within(1e-6));
  }

  @Test
  void separablePointsHaveAFiniteAnswerThatSatisfiesItsEquation() {
    // By symmetry b = 0 and ridge · w = 2 (1 − p(w)).
    LogisticRegression found = fit(new double[] {1, -1}, 1, new double[] {1, 0}, 0.1);
    double w = found.weights()[0];
    assertThat(found.bias()).isCloseTo(0, within(1e-9));
    assertThat(0.1 * w).isCloseTo(2 / (1 + Math.exp(w)), within(1e-6));
  }

  @Test
  void findsTheDirectionThatDecides() {
    SplittableRandom random = new SplittableRandom(1);
    int count = 2_000;
    double[] x = new double[2 * count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      double common = 5 * random.nextGaussian();
      x[2 * i] = common + random.nextGaussian();
      x[2 * i + 1] = common + random.nextGaussian();
      y[i] = 1 / (1 + Math.exp(-2 * (x[2 * i] - x[2 * i + 1])));
    }
    // The difference of means would point along (1, 1), where points vary most.
    LogisticRegression found = fit(x, 2, y, 1e-6);
    assertThat(found.weights()[0]).isCloseTo(2, within(1e-3));
    assertThat(found.weights()[1]).isCloseTo(-2, within(1e-3));
  }
}
