package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.esgrima.Golden;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Resampling.Axis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoLeaks.class)
class ResamplingTest {
  /** The definition, step by step, on one plane. */
  private static double[][] plainly(double[][] image, double[][] filter, Resampling resampling) {
    Axis x = resampling.x();
    Axis y = resampling.y();
    double[][] padded =
        new double[image.length * y.up() + y.before() + y.after()]
            [image[0].length * x.up() + x.before() + x.after()];
    for (int i = 0; i < image.length; i++) {
      for (int j = 0; j < image[0].length; j++) {
        int row = i * y.up() + y.before();
        int column = j * x.up() + x.before();
        if (row >= 0 && row < padded.length && column >= 0 && column < padded[0].length) {
          padded[row][column] = image[i][j];
        }
      }
    }
    int rows = (padded.length - filter.length) / y.down() + 1;
    int columns = (padded[0].length - filter[0].length) / x.down() + 1;
    double[][] result = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < filter.length; k++) {
          for (int l = 0; l < filter[0].length; l++) {
            double tap =
                resampling.correlate()
                    ? filter[k][l]
                    : filter[filter.length - 1 - k][filter[0].length - 1 - l];
            result[i][j] += resampling.gain() * tap * padded[i * y.down() + k][j * x.down() + l];
          }
        }
      }
    }
    return result;
  }

  private static double[][] plane(Tensor matrix) {
    int columns = (int) matrix.shape().size(1);
    double[] elements = matrix.toDoubles();
    double[][] plane = new double[elements.length / columns][columns];
    for (int i = 0; i < elements.length; i++) {
      plane[i / columns][i % columns] = elements[i];
    }
    return plane;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, 0, 1, 1, 0, 0, false",
    "2, 1, 2, 1, 2, 1, 1, 1, false",
    "1, 2, 1, 1, 1, 2, 2, 1, true",
    "1, 1, 3, -1, 1, 1, -2, 4, true",
    "3, 1, -1, 2, 1, 3, 2, 2, false",
    "2, 3, 5, 6, 3, 2, 0, -2, true",
    "2, 1, -3, -4, 2, 1, 7, 0, false"
  })
  void isItsPlainTwin(
      int upX,
      int downX,
      int left,
      int right,
      int upY,
      int downY,
      int top,
      int bottom,
      boolean correlate) {
    Resampling resampling =
        new Resampling(
            new Axis(upX, downX, left, right), new Axis(upY, downY, top, bottom), 1.5, correlate);
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor images = random.normal(ElementType.F64, Shape.of(2, 3, 6, 5), 0, 1);
      Tensor filter = random.normal(ElementType.F64, Shape.of(3, 2), 0, 1);
      Tensor result = resampling.apply(images, filter);
      assertThat(result.shape()).isEqualTo(resampling.output(images.shape(), filter.shape()));
      for (int n = 0; n < 2; n++) {
        for (int c = 0; c < 3; c++) {
          double[][] expected =
              plainly(plane(images.select(0, n).select(0, c)), plane(filter), resampling);
          double[][] actual = plane(result.select(0, n).select(0, c));
          assertThat(actual).hasDimensions(expected.length, expected[0].length);
          for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).containsExactly(expected[i], Offset.offset(1e-12));
          }
        }
      }
    }
  }

  @Test
  void doublingAndHalvingKeepABrightness() {
    try (Scope scope = Scope.open()) {
      Tensor filter = Tensor.full(ElementType.F64, Shape.of(4, 4), 1.0 / 16);
      Tensor images = Tensor.full(ElementType.F64, Shape.of(1, 2, 8, 6), 3);
      Tensor large = Resampling.doubling(filter.shape()).apply(images, filter);
      assertThat(large.shape()).isEqualTo(Shape.of(1, 2, 16, 12));
      assertThat(inside(large)).containsOnly(3);
      Tensor small = Resampling.halving(filter.shape()).apply(images, filter);
      assertThat(small.shape()).isEqualTo(Shape.of(1, 2, 4, 3));
      assertThat(inside(small)).containsOnly(3);
    }
  }

  private static double[] inside(Tensor images) {
    Shape shape = images.shape();
    return images.narrow(2, 1, shape.size(2) - 2).narrow(3, 1, shape.size(3) - 2).toDoubles();
  }

  @Test
  void canBeDifferentiatedTwice() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(2)) {
      Tensor filter = random.normal(ElementType.F64, Shape.of(3, 4), 0, 1);
      Tensor images = random.normal(ElementType.F64, Shape.of(2, 1, 4, 3), 0, 1);
      for (Resampling resampling :
          new Resampling[] {
            Resampling.doubling(filter.shape()), Resampling.halving(filter.shape())
          }) {
        GradientCheck.assertTwiceDifferentiable(x -> resampling.apply(x, filter), images);
      }
    }
  }

  @Test
  void refusesWhatHasNoResult() {
    try (Scope scope = Scope.open()) {
      Tensor filter = Tensor.full(ElementType.F32, Shape.of(4, 4), 1);
      Tensor small = Tensor.full(ElementType.F32, Shape.of(1, 1, 3, 3), 1);
      Resampling bare = new Resampling(new Axis(1, 1, 0, 0), new Axis(1, 1, 0, 0), 1, false);
      assertThatThrownBy(() -> bare.apply(small, filter))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[1,1,3,3] and [4,4]");
      assertThatThrownBy(() -> new Axis(0, 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Every setting of the reference, such as it is; separable filters as their outer product. */
  @ParameterizedTest
  @EnumSource(names = {"F64", "F32"})
  void isThatOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("stylegan2/upfirdn2d");
        Scope scope = Scope.open()) {
      Tensor x = golden.tensor("x", type);
      assertThat(golden.config().path("variants").size()).isPositive();
      for (Map.Entry<String, JsonNode> variant : golden.config().path("variants").properties()) {
        Tensor filter = filter(golden, variant.getValue().path("filter"), type);
        Tensor y = resampling(variant.getValue(), filter.shape()).apply(x, filter);
        golden.assertClose(y, "y." + variant.getKey());
      }
    }
  }

  private static Tensor filter(Golden golden, JsonNode name, ElementType type) {
    if (name.isNull()) {
      return Tensor.full(type, Shape.of(1, 1), 1);
    }
    Tensor prepared = golden.tensor("fp." + name.textValue(), type);
    return prepared.shape().rank() == 2
        ? prepared
        : prepared.reshape(-1, 1).matmul(prepared.reshape(1, -1));
  }

  private static Resampling resampling(JsonNode settings, Shape filter) {
    Axis x = axis(settings, 0, filter.size(1));
    Axis y = axis(settings, 1, filter.size(0));
    boolean up = settings.path("fn").textValue().equals("upsample2d");
    double gain = settings.path("gain").doubleValue() * (up ? x.up() * y.up() : 1);
    return new Resampling(x, y, gain, settings.path("flip_filter").booleanValue());
  }

  private static Axis axis(JsonNode settings, int axis, long taps) {
    int up = settings.path("up").path(axis).intValue();
    int down = settings.path("down").path(axis).intValue();
    int before = settings.path("padding").path(2 * axis).intValue();
    int after = settings.path("padding").path(2 * axis + 1).intValue();
    return switch (settings.path("fn").textValue()) {
      case "upsample2d" -> Axis.up(up, taps).padded(before, after);
      case "downsample2d" -> Axis.down(down, taps).padded(before, after);
      case "filter2d" -> Axis.keep(taps).padded(before, after);
      default -> new Axis(up, down, before, after);
    };
  }
}
