package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
class LaplacianSwdTest {
  private static final LaplacianSwd SMALL = new LaplacianSwd(4, 7, 32, 8, 5);

  @Test
  void distanceAlongGivenDirectionsIsThatOfTheReference() {
    try (Golden golden = Golden.open("metrics/swd");
        Scope scope = Scope.open()) {
      double distance =
          SlicedWasserstein.distance(
              golden.tensor("A", ElementType.F64),
              golden.tensor("B", ElementType.F64),
              golden.tensor("dirs", ElementType.F64));
      golden.assertClose(new double[] {distance}, "swd", ElementType.F64);
    }
  }

  @Test
  void pyramidPatchesAndDistancesAreThoseOfTheReference() {
    try (Golden golden = Golden.open("metrics/swd");
        Scope scope = Scope.open()) {
      int levels = golden.config().path("levels").intValue();
      int size = golden.config().path("nhood_size").intValue();
      List<Tensor> pyramid1 =
          LaplacianPyramid.of(golden.tensor("images1", ElementType.F64), levels);
      List<Tensor> pyramid2 =
          LaplacianPyramid.of(golden.tensor("images2", ElementType.F64), levels);
      for (int level = 0; level < levels; level++) {
        golden.assertClose(pyramid1.get(level), "lap1." + level);
        Tensor patches1 = patches(golden, pyramid1.get(level), "centers1." + level, size);
        Tensor patches2 = patches(golden, pyramid2.get(level), "centers2." + level, size);
        golden.assertClose(patches1, "desc1." + level);
        Tensor directions = golden.tensor("pdirs", ElementType.F64);
        double distance = SlicedWasserstein.distance(patches1, patches2, directions);
        golden.assertClose(new double[] {distance}, "swd." + level, ElementType.F64);
      }
    }
  }

  private static Tensor patches(Golden golden, Tensor images, String centres, int size) {
    double[] values = golden.values(centres);
    int[][] places = new int[values.length / 2][];
    for (int i = 0; i < places.length; i++) {
      places[i] = new int[] {(int) values[2 * i], (int) values[2 * i + 1]};
    }
    Tensor patches = ImagePatches.cut(images, places, size);
    ImagePatches.normalise(patches, images.shape().size(1));
    return patches;
  }

  @Test
  void oneValueForEachLevelAndTheirMean() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(2)) {
      Shape shape = Shape.of(70, 2, 32, 32);
      Tensor a = random.normal(ElementType.F32, shape, 0, 1);
      Tensor b = random.normal(ElementType.F32, shape, 0, 1);
      List<Measurement> measured = SMALL.measure(a, b);
      assertThat(measured)
          .extracting(Measurement::metric)
          .containsExactly("swd-32", "swd-16", "swd-8", "swd");
      double mean = measured.stream().limit(3).mapToDouble(Measurement::value).sum() / 3;
      assertThat(measured.get(3).value()).isCloseTo(mean, Offset.offset(1e-15));
      assertThat(SMALL.measure(a, b)).isEqualTo(measured);
    }
  }

  @Test
  void seesTheLevelOnWhichImagesDiffer() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(2)) {
      Shape shape = Shape.of(64, 1, 32, 32);
      Tensor a = random.normal(ElementType.F64, shape, 0, 1);
      Tensor same = random.normal(ElementType.F64, shape, 0, 1);
      double floor = SMALL.measure(a, same).get(0).value();
      // Vertical stripes: an extreme of structure at the finest level.
      double[] stripes = new double[(int) shape.elements()];
      for (int i = 0; i < stripes.length; i++) {
        stripes[i] = i % 2;
      }
      Tensor striped = Tensor.of(stripes, shape);
      assertThat(SMALL.measure(a, striped).get(0).value()).isGreaterThan(3 * floor);
    }
  }

  @Test
  void theRangeOfThePixelsDoesNotMatter() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(2)) {
      Shape shape = Shape.of(8, 1, 16, 16);
      Tensor a = random.uniform(ElementType.F64, shape, 0, 255);
      Tensor b = random.uniform(ElementType.F64, shape, 0, 255);
      double there = SMALL.measure(a, b).get(0).value();
      double here = SMALL.measure(a.mul(2 / 255.0).add(-1), b).get(0).value();
      assertThat(here).isCloseTo(there, Offset.offset(1e-9));
    }
  }

  @Test
  void refusesSizesThatCannotBeHalved() {
    try (Scope scope = Scope.open()) {
      Tensor images = Tensor.zeros(ElementType.F32, Shape.of(2, 1, 31, 32));
      assertThatThrownBy(() -> SMALL.measure(images, images))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("divide by 2, got 31 x 32");
    }
  }
}
