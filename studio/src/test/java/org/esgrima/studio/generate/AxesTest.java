package org.esgrima.studio.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AxesTest {
  private static double[] moved(Axes axes, int axis) {
    return axes.moved(new double[3], axis, 1);
  }

  @Test
  void principalComponentsOfStretchedNoiseAreItsAxes() {
    // Along (3, 4, 0)/5, deviation 10; along (−4, 3, 0)/5, deviation 3; along z, 0.5.
    Random random = new Random(7);
    float[][] rows = new float[20_000][];
    for (int i = 0; i < rows.length; i++) {
      double a = 10 * random.nextGaussian();
      double b = 3 * random.nextGaussian();
      double c = 0.5 * random.nextGaussian();
      rows[i] =
          new float[] {
            (float) (100 + 0.6 * a - 0.8 * b), (float) (0.8 * a + 0.6 * b), (float) (c - 50)
          };
    }
    Axes axes = Axes.principal(rows, 16);
    assertThat(axes.count()).isEqualTo(3);
    assertThat(moved(axes, 0)[0]).isCloseTo(6, within(0.2));
    assertThat(moved(axes, 0)[1]).isCloseTo(8, within(0.2));
    // The entry of the largest size is positive.
    assertThat(moved(axes, 1)[0]).isCloseTo(2.4, within(0.1));
    assertThat(moved(axes, 1)[1]).isCloseTo(-1.8, within(0.1));
    assertThat(moved(axes, 2)[2]).isCloseTo(0.5, within(0.02));
  }

  @Test
  void singularVectorsOfADiagonalMatrixAreItsAxes() {
    Axes axes = Axes.strongest(new double[][] {{0, 2, 0}, {5, 0, 0}, {0, 0, -1}}, 2);
    assertThat(axes.count()).isEqualTo(2);
    double[] first = moved(axes, 0);
    assertThat(first[0]).isCloseTo(5, within(1e-9));
    assertThat(first[1]).isCloseTo(0, within(1e-9));
    assertThat(moved(axes, 1)[1]).isCloseTo(2, within(1e-9));
    assertThat(axes.withUnitSteps().moved(new double[3], 1, 3)[1]).isCloseTo(3, within(1e-9));
  }
}
