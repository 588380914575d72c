package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.Golden;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ParzenWindowTest {
  @Test
  void logLikelihoodsAreThoseOfTheReference() {
    try (Golden golden = Golden.open("metrics/parzen");
        Scope scope = Scope.open()) {
      Tensor samples = golden.tensor("samples", ElementType.F32);
      Tensor x = golden.tensor("x", ElementType.F32);
      for (JsonNode sigma : golden.config().path("sigmas")) {
        String suffix = ".s" + sigma.asText();
        double s = sigma.doubleValue();
        double[] values = ParzenWindow.logLikelihoods(samples, x, List.of(s))[0];
        golden.assertClose(values, "ll" + suffix, ElementType.F64);
        Measurement measured = new ParzenWindow(List.of(s)).measure(samples, x, x);
        compare(golden, measured.value(), "mean" + suffix);
        compare(golden, measured.interval().high() - measured.value(), "se" + suffix);
      }
    }
  }

  private static void compare(Golden golden, double actual, String expected) {
    golden.assertClose(new double[] {actual}, expected, ElementType.F64);
  }

  @Test
  void sigmaIsChosenAsTheReferenceChoosesIt() {
    try (Golden golden = Golden.open("metrics/parzen");
        Scope scope = Scope.open()) {
      Tensor samples = golden.tensor("samples", ElementType.F32);
      Tensor x = golden.tensor("x", ElementType.F32);
      List<Double> sigmas = new ArrayList<>();
      golden.config().path("cv_sigmas").forEach(s -> sigmas.add(s.doubleValue()));
      ParzenWindow window = new ParzenWindow(sigmas);
      golden.assertClose(window.means(samples, x), "cv.means", ElementType.F64);
      compare(golden, (double) window.measure(samples, x, x).settings().get("sigma"), "best_sigma");
    }
  }

  @Test
  void theUsualDeviationsAreTenFromATenthToOne() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {0.5}, Shape.of(1, 1));
      List<?> sigmas = (List<?>) new ParzenWindow().measure(x, x, x).settings().get("sigmas");
      assertThat(sigmas).hasSize(10);
      assertThat((double) sigmas.get(0)).isCloseTo(0.1, Offset.offset(1e-15));
      assertThat((double) sigmas.get(3)).isCloseTo(Math.pow(10, -2.0 / 3), Offset.offset(1e-15));
      assertThat((double) sigmas.get(9)).isEqualTo(1);
    }
  }

  @Test
  void oneCentreIsANormalDistribution() {
    try (Scope scope = Scope.open()) {
      Tensor centre = Tensor.of(new double[] {1, 2}, Shape.of(1, 2));
      Tensor x = Tensor.of(new double[] {1, 5}, Shape.of(1, 2));
      double expected = -9 / (2 * 4.0) - 2 * Math.log(2 * Math.sqrt(2 * Math.PI));
      assertThat(ParzenWindow.logLikelihoods(centre, x, List.of(2.0))[0])
          .containsExactly(new double[] {expected}, Offset.offset(1e-14));
    }
  }

  /** Across the borders of tiles, in many dimensions, against sums written out. */
  @Test
  void tilesJoinToTheSumOverAllCentres() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(3)) {
      int width = 20;
      int centres = (int) SquaredDistances.COLUMNS + 30;
      Tensor fakes = random.normal(ElementType.F64, Shape.of(centres, width), 0.5, 1);
      Tensor reals = random.normal(ElementType.F64, Shape.of(7, width), 0.5, 1);
      double[] found = ParzenWindow.logLikelihoods(fakes, reals, List.of(0.3))[0];
      double[] a = fakes.toDoubles();
      double[] x = reals.toDoubles();
      for (int i = 0; i < found.length; i++) {
        double[] exponents = new double[centres];
        for (int j = 0; j < centres; j++) {
          for (int f = 0; f < width; f++) {
            exponents[j] -= Math.pow(x[i * width + f] - a[j * width + f], 2) / (2 * 0.09);
          }
        }
        double largest = Arrays.stream(exponents).max().orElseThrow();
        double sum = Arrays.stream(exponents).map(e -> Math.exp(e - largest)).sum();
        double constant = Math.log(centres) + width * Math.log(0.3 * Math.sqrt(2 * Math.PI));
        double expected = largest + Math.log(sum) - constant;
        assertThat(found[i]).isCloseTo(expected, Offset.offset(1e-9));
      }
    }
  }

  @Test
  void saysWhenTheBestSigmaIsAtTheEnd() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {0.5, 0.7}, Shape.of(2, 1));
      Measurement measured = new ParzenWindow(List.of(0.5, 1.0, 2.0)).measure(x, x, x);
      assertThat(measured.notes())
          .containsExactly(
              "The best sigma is at the end of its range, so a better one may lie beyond");
    }
  }

  @Test
  void refusesSamplesOfAnotherWidth() {
    try (Scope scope = Scope.open()) {
      Tensor x = Tensor.of(new double[] {0.5, 0.7}, Shape.of(2, 1));
      Tensor wide = Tensor.of(new double[] {0.5, 0.7}, Shape.of(1, 2));
      assertThatThrownBy(() -> new ParzenWindow().measure(x, wide, wide))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("features of different width");
    }
  }
}
