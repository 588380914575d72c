package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Safetensors;
import org.esgrima.io.Shape;
import org.esgrima.metric.GaussianStatistics.Covariance;
import org.esgrima.metric.Measurement.FeatureSource;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class GaussianStatisticsTest {
  private static final FeatureSource NET = new FeatureSource("net/layer", "0".repeat(64));

  @TempDir Path directory;

  @Test
  void ofThreePointsInThePlane() {
    try (Scope scope = Scope.open();
        GaussianStatistics statistics =
            GaussianStatistics.of(Tensor.of(new float[] {0, 0, 2, 0, 1, 3}, Shape.of(3, 2)))) {
      assertThat(statistics.count()).isEqualTo(3);
      assertThat(statistics.mean().toDoubles()).containsExactly(1, 1);
      assertThat(statistics.covariance(Covariance.UNBIASED).toDoubles())
          .containsExactly(1, 0, 0, 3);
      assertThat(statistics.covariance(Covariance.BIASED).toDoubles())
          .containsExactly(new double[] {2 / 3.0, 0, 0, 2}, Offset.offset(1e-15));
    }
  }

  /** Blocks of any size, also larger than one inside, and far from the origin. */
  @Test
  void partsJoinToTheWhole() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      long rows = Features.BLOCK + 300;
      Tensor x = random.normal(ElementType.F64, Shape.of(rows, 3), 1e6, 1);
      Tensor centred = x.sub(x.mean(0L));
      Tensor expected = centred.transpose(0, 1).matmul(centred).mul(1.0 / (rows - 1));
      try (GaussianStatistics whole = GaussianStatistics.of(x);
          GaussianStatistics parts = new GaussianStatistics(3)) {
        parts.add(x.narrow(0, 0, 1));
        parts.add(x.narrow(0, 1, 500));
        parts.add(x.narrow(0, 501, rows - 501));
        for (GaussianStatistics statistics : new GaussianStatistics[] {whole, parts}) {
          assertThat(statistics.count()).isEqualTo(rows);
          assertThat(statistics.covariance(Covariance.UNBIASED).toDoubles())
              .containsExactly(expected.toDoubles(), Offset.offset(1e-8));
        }
      }
    }
  }

  @Test
  void momentsGoInAndOutUnchanged() {
    try (Scope scope = Scope.open()) {
      Tensor mean = Tensor.of(new double[] {1, 2}, Shape.of(2));
      Tensor covariance = Tensor.of(new double[] {4, 1, 1, 3}, Shape.of(2, 2));
      for (Covariance estimate : Covariance.values()) {
        try (GaussianStatistics known =
            GaussianStatistics.ofMoments(50, mean, covariance, estimate)) {
          assertThat(known.covariance(estimate).toDoubles())
              .containsExactly(new double[] {4, 1, 1, 3}, Offset.offset(1e-14));
          assertThat(known.mean().contentEquals(mean)).isTrue();
        }
      }
    }
  }

  @Test
  void survivesAFile() {
    Path file = directory.resolve("reals.safetensors");
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        GaussianStatistics saved =
            GaussianStatistics.of(random.normal(ElementType.F32, Shape.of(40, 5), 2, 3))) {
      saved.save(file, NET);
      try (GaussianStatistics loaded = GaussianStatistics.load(file, NET);
          GaussianStatistics anyNet = GaussianStatistics.load(file, null)) {
        assertThat(loaded.count()).isEqualTo(40);
        assertThat(loaded.mean().contentEquals(saved.mean())).isTrue();
        assertThat(
                loaded
                    .covariance(Covariance.BIASED)
                    .contentEquals(saved.covariance(Covariance.BIASED)))
            .isTrue();
        assertThat(new Fid().distance(saved, anyNet)).isCloseTo(0, Offset.offset(1e-10));
      }
    }
  }

  @Test
  void refusesAFileOfOtherFeatures() {
    Path file = directory.resolve("reals.safetensors");
    try (GaussianStatistics statistics = new GaussianStatistics(2)) {
      statistics.save(file, NET);
      FeatureSource other = new FeatureSource(NET.name(), "1".repeat(64));
      assertThatThrownBy(() -> GaussianStatistics.load(file, other))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("unsuitable statistics of features: " + file)
          .hasMessageContaining("features-sha256 111");
    }
  }

  @Test
  void refusesFilesOfOtherKinds() {
    Path file = directory.resolve("other.safetensors");
    Safetensors.write(file, Map.of(), java.util.List.of());
    assertThatThrownBy(() -> GaussianStatistics.load(file, null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected metadata format esgrima-gaussian-statistics, got none");
    assertThatThrownBy(() -> GaussianStatistics.load(directory.resolve("none"), null))
        .isInstanceOf(InputException.class);
  }

  @Test
  void addsNothingOfABlockThatIsNotFinite() {
    try (Scope scope = Scope.open();
        GaussianStatistics statistics = new GaussianStatistics(2)) {
      Tensor bad = Tensor.of(new float[] {1, 2, 3, Float.NaN}, Shape.of(2, 2));
      assertThatThrownBy(() -> statistics.add(bad))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("got NaN or infinity in row 1");
      Tensor wide = Tensor.of(new float[] {1, 2, 3}, Shape.of(1, 3));
      assertThatThrownBy(() -> statistics.add(wide))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("expected 2 numbers a sample, got 3");
      assertThat(statistics.count()).isZero();
      assertThatThrownBy(() -> statistics.covariance(Covariance.BIASED))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("too few samples");
    }
  }
}
