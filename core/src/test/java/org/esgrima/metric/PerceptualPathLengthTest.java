package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.esgrima.Golden;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.metric.PerceptualPathLength.Path;
import org.esgrima.metric.PerceptualPathLength.Where;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class PerceptualPathLengthTest {
  private static final UnaryOperator<Tensor> SAME = UnaryOperator.identity();

  private static Tensor normal(RandomStream random, int count) {
    return random.normal(ElementType.F64, Shape.of(count, 4), 0, 1);
  }

  /** Draws (1,0,…), then (0,1,…), and so on: a right angle, √2 apart. */
  private static PerceptualPathLength.Latents rightAngles() {
    int[] calls = new int[1];
    return (random, count) -> {
      int axis = calls[0]++ % 2;
      double[] values = new double[4 * count];
      for (int i = 0; i < count; i++) {
        values[4 * i + axis] = 3;
      }
      return Tensor.of(values, Shape.of(count, 4));
    };
  }

  @Test
  void ofTheIdentityIsTheSquareOfThePathsLength() {
    PerceptualPathLength lerp = new PerceptualPathLength(Path.LERP, Where.FULL, 1e-4, 10, 4, 0);
    assertThat(lerp.measure(rightAngles(), SAME, SAME).value()).isCloseTo(18, Offset.offset(1e-6));
    PerceptualPathLength slerp = new PerceptualPathLength(Path.SLERP, Where.FULL, 1e-4, 10, 4, 0);
    // The chord of a small angle: 2 sin(ε π/4) / ε instead of π/2.
    assertThat(slerp.measure(rightAngles(), SAME, SAME).value())
        .isCloseTo(Math.PI * Math.PI / 4, Offset.offset(1e-6));
  }

  @Test
  void atTheEndOnlyTheFirstPointCounts() {
    PerceptualPathLength end = new PerceptualPathLength(Path.LERP, Where.END, 1e-4, 3, 2, 0);
    // Features are squares: from (3,0) to (3−3ε, 3ε) they change by (−18ε, 0) and terms of ε².
    double value = end.measure(rightAngles(), Tensor::square, SAME).value();
    assertThat(value).isCloseTo(18 * 18, Offset.offset(0.1));
  }

  /** E‖A(b − a)‖² = 2‖A‖² for a linear generator and normal latents. */
  @Test
  void ofALinearGeneratorIsTwiceItsSquaredNorm() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor weight = random.normal(ElementType.F64, Shape.of(4, 6), 0, 1);
      double expected = 2 * weight.square().sum().item();
      PerceptualPathLength lerp =
          new PerceptualPathLength(Path.LERP, Where.FULL, 1e-4, 4_000, 500, 3);
      Measurement measured =
          lerp.measure(PerceptualPathLengthTest::normal, z -> z.matmul(weight), SAME);
      // Without the outliers, of which there are more above, the mean is a little smaller.
      assertThat(measured.value()).isCloseTo(expected, Offset.offset(0.08 * expected));
      assertThat(measured.counts()).containsEntry("paths", 4_000L);
      assertThat(measured.counts().get("kept")).isBetween(3_918L, 3_922L);
      assertThat(measured.interval().method()).isEqualTo(Interval.Method.STANDARD_ERROR);
      assertThat(lerp.measure(PerceptualPathLengthTest::normal, z -> z.matmul(weight), SAME))
          .isEqualTo(measured);
    }
  }

  @Test
  void slerpIsThatOfTheReference() {
    try (Golden golden = Golden.open("latent/interp")) {
      double[] a = golden.values("a");
      double[] b = golden.values("b");
      int width = (int) golden.shape("a").size(1);
      JsonNode rows = golden.config().path("nv_rows");
      for (JsonNode t : golden.config().path("t")) {
        String name = "slerp_nv.t" + t.asText().replaceAll("\\.0$", "");
        double[] points = new double[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
          int from = rows.get(i).intValue() * width;
          double[] point =
              PerceptualPathLength.slerp(
                  Arrays.copyOfRange(a, from, from + width),
                  Arrays.copyOfRange(b, from, from + width),
                  t.doubleValue());
          System.arraycopy(point, 0, points, i * width, width);
        }
        golden.assertClose(points, name, ElementType.F64);
      }
    }
  }

  @Test
  void outliersAreThoseBeyondThePercentiles() {
    double[] values = new double[201];
    Arrays.setAll(values, i -> 200 - i);
    double[] kept = PerceptualPathLength.withoutOutliers(values);
    assertThat(kept).hasSize(197).contains(2, 198).doesNotContain(1, 199);
    assertThat(PerceptualPathLength.withoutOutliers(new double[] {5})).containsExactly(5);
  }

  @Test
  void refusesAGeneratorThatDiverged() {
    PerceptualPathLength length = new PerceptualPathLength(Path.LERP, Where.END, 1e-4, 3, 2, 0);
    assertThatThrownBy(() -> length.measure(rightAngles(), z -> z.mul(Double.NaN), SAME))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("features that are not finite: features of generated images");
  }
}
