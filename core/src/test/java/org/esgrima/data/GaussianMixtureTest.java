package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.esgrima.data.GaussianMixture.Centre;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;

class GaussianMixtureTest {
  private static final int SAMPLES = 100_000;

  @Test
  void ringHasEightDistinctCentresOnTheUnitCircle() {
    List<Centre> centres = Ring.of(0).centres();
    assertThat(centres).hasSize(8).doesNotHaveDuplicates();
    assertThat(centres.get(0)).isEqualTo(new Centre(1, 0));
    for (int k = 0; k < 8; k++) {
      Centre a = centres.get(k);
      Centre b = centres.get((k + 1) % 8);
      assertThat(Math.hypot(a.x(), a.y())).isCloseTo(1, within(1e-12));
      // Chord of 45 degrees: 2 sin(22.5°). A doubled centre would give 0 or a chord of 90 degrees.
      assertThat(Math.hypot(a.x() - b.x(), a.y() - b.y())).isCloseTo(0.7653669, within(1e-6));
    }
  }

  @Test
  void gridHasTheTwentyFiveEvenCentres() {
    List<Centre> centres = Grid.of(0).centres();
    assertThat(centres).hasSize(25).doesNotHaveDuplicates();
    assertThat(centres).startsWith(new Centre(-4, -4), new Centre(-2, -4));
    assertThat(centres).endsWith(new Centre(2, 4), new Centre(4, 4));
    assertThat(centres.get(12)).isEqualTo(new Centre(0, 0));
  }

  @Test
  void theRingsAndGridsOfOtherPapersHaveTheirSizes() {
    assertThat(Ring.unrolled(0).sigma()).isEqualTo(0.02);
    assertThat(Ring.unrolled(0).centres())
        .hasSize(8)
        .allSatisfy(c -> assertThat(Math.hypot(c.x(), c.y())).isCloseTo(2, within(1e-12)));
    // The published code writes the diagonal centres as ±1/√2, and divides the points by 1.414.
    GaussianMixture ring = Ring.wganGp(0);
    assertThat(ring.sigma() * 1.414).isCloseTo(0.02, within(1e-15));
    assertThat(ring.nearestMode(2 / 1.414, 0)).isZero();
    assertThat(ring.centres().get(3).x() * 1.414).isCloseTo(-Math.sqrt(2), within(1e-12));
    assertThat(ring.centres().get(3).y() * 1.414).isCloseTo(Math.sqrt(2), within(1e-12));
    GaussianMixture grid = Grid.wganGp(0);
    assertThat(grid.sigma() * 2.828).isCloseTo(0.05, within(1e-15));
    assertThat(grid.centres()).hasSize(25);
    assertThat(grid.centres().get(0).x() * 2.828).isCloseTo(-4, within(1e-12));
    assertThat(grid.centres().get(24).y() * 2.828).isCloseTo(4, within(1e-12));
    assertThat(grid.centres().get(13).x() * 2.828).isCloseTo(2, within(1e-12));
  }

  @Test
  void theNotebooksRingHasSevenModesOfWhichOneIsHeavier() {
    GaussianMixture notebook = Ring.unrolledNotebook(0);
    double[] shares = new double[7];
    // As there: eight angles from 0 to 2 pi, both ends included, x = sin, y = cos.
    for (int i = 0; i < 8; i++) {
      double angle = 2 * Math.PI * i / 7;
      int mode = notebook.nearestMode(Math.sin(angle), Math.cos(angle));
      Centre centre = notebook.centres().get(mode);
      assertThat(centre.squaredDistance(Math.sin(angle), Math.cos(angle))).isLessThan(1e-28);
      shares[mode] += 0.125;
    }
    assertThat(notebook.shares()).isEqualTo(shares);
    assertThat(shares[0]).isEqualTo(0.25);
    assertThat(notebook.sigma()).isEqualTo(0.01);
  }

  @Test
  void everyModeHasItsMeanItsVarianceAndItsShare() {
    for (GaussianMixture mixture : List.of(Ring.of(3), Grid.wganGp(3), uneven(3))) {
      int modes = mixture.centres().size();
      double[] shares = mixture.shares();
      double sigma = mixture.sigma();
      double[][] sums = new double[modes][6];
      ByteBuffer point = ByteBuffer.allocate(8);
      float[] labels = new float[1];
      for (int i = 0; i < SAMPLES; i++) {
        mixture.read(i, point.clear());
        mixture.readLabels(i, labels);
        int mode = (int) labels[0];
        double x = point.getFloat(0) - mixture.centres().get(mode).x();
        double y = point.getFloat(4) - mixture.centres().get(mode).y();
        double[] sum = sums[mode];
        sum[0]++;
        sum[1] += x;
        sum[2] += y;
        sum[3] += x * x;
        sum[4] += y * y;
        sum[5] += x * y;
      }
      for (int k = 0; k < modes; k++) {
        double[] sum = sums[k];
        double n = sum[0];
        double share = shares[k];
        // Five standard errors each: about one false alarm in ten thousand runs, and seeds are
        // fixed.
        assertThat(n / SAMPLES)
            .isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / SAMPLES)));
        assertThat(sum[1] / n).isCloseTo(0, within(5 * sigma / Math.sqrt(n)));
        assertThat(sum[2] / n).isCloseTo(0, within(5 * sigma / Math.sqrt(n)));
        double variance = sigma * sigma;
        assertThat(sum[3] / n).isCloseTo(variance, within(5 * variance * Math.sqrt(2 / n)));
        assertThat(sum[4] / n).isCloseTo(variance, within(5 * variance * Math.sqrt(2 / n)));
        assertThat(sum[5] / n).isCloseTo(0, within(5 * variance / Math.sqrt(n)));
      }
    }
  }

  @Test
  void densityIntegratesToOne() {
    assertThat(integral(Ring.of(0), 1.1, 0.002)).isCloseTo(1, within(1e-6));
    assertThat(integral(Grid.of(0), 4.5, 0.02)).isCloseTo(1, within(1e-6));
  }

  @Test
  void anUnevenMixtureHasTheDensityOfItsShares() {
    GaussianMixture uneven = uneven(0);
    assertThat(uneven.shares()).containsExactly(0.25, 0.625, 0.125);
    assertThat(integral(uneven, 6, 0.02)).isCloseTo(1, within(1e-6));
    // Ten sigma apart: on each centre only its own Gaussian counts, and most at the heaviest.
    double peak = 1 / (2 * Math.PI * 0.09);
    assertThat(uneven.density(0, 0)).isCloseTo(0.25 * peak, within(1e-12));
    assertThat(uneven.density(3, 0)).isCloseTo(0.625 * peak, within(1e-12));
    assertThat(uneven.density(0, 3)).isCloseTo(0.125 * peak, within(1e-12));
  }

  @Test
  void publishedSetsAreThoseOfEarlierVersions() {
    // Runs that were begun with them are resumed only if the fingerprint is still the same.
    assertThat(Ring.of(0).fingerprint())
        .isEqualTo("8f29dd470edb34f8df4d12444b54662fb9dff4ba048307bce0dc08d2583b0fe6");
    assertThat(Grid.of(0).fingerprint())
        .isEqualTo("8c169018b1cec5d7cdf3323a9187870c4db19801fa33ff0434cc92dd5dac8cc3");
    assertThat(point(Ring.of(0), 7)).containsExactly(0.0035478899f, -1.0002524f);
    assertThat(point(Grid.of(0), 7)).containsExactly(-3.9822605f, 3.9987385f);
  }

  @Test
  void logDensityIsTheOneWorkedOutByHand() {
    // Centres (0,0) and (2,0), sigma 1, at (1,1): both at squared distance 2, so
    // p = exp(-1) / (2 pi) and ln p = -1 - ln(2 pi) = -2.8378770664.
    GaussianMixture two =
        new GaussianMixture("two", 0, List.of(new Centre(0, 0), new Centre(2, 0)), 1);
    assertThat(two.logDensity(1, 1)).isCloseTo(-2.8378770664093453, within(1e-14));
    // At (0,0): p = (1 + exp(-2)) / (4 pi).
    assertThat(two.density(0, 0)).isCloseTo((1 + Math.exp(-2)) / (4 * Math.PI), within(1e-15));
    // On a centre of the ring only that Gaussian counts: ln(1/8) - ln(2 pi 1e-4).
    assertThat(Ring.of(0).logDensity(1, 0)).isCloseTo(5.293021764, within(1e-8));
  }

  @Test
  void logDensityStaysFiniteFarAway() {
    GaussianMixture ring = Ring.of(0);
    assertThat(ring.density(100, 0)).isZero();
    // 99 sigma-hundredths away from the nearest centre: -(99 / 0.01)^2 / 2 + 5.293.
    assertThat(ring.logDensity(100, 0)).isCloseTo(-49_004_994.706978, within(1e-4));
  }

  @Test
  void nearestModeFindsEveryCentre() {
    GaussianMixture grid = Grid.of(0);
    for (int k = 0; k < 25; k++) {
      Centre centre = grid.centres().get(k);
      assertThat(grid.nearestMode(centre.x() + 0.9, centre.y() - 0.9)).isEqualTo(k);
    }
  }

  @Test
  void samplesDependOnSeedAndIndexOnly() {
    assertThat(point(Ring.of(5), 17)).isEqualTo(point(Ring.of(5), 17));
    assertThat(point(Ring.of(5), 17)).isNotEqualTo(point(Ring.of(6), 17));
    assertThat(point(Ring.of(5), 17)).isNotEqualTo(point(Ring.of(5), 18));
    assertThat(Ring.of(5).fingerprint())
        .hasSize(64)
        .isEqualTo(Ring.of(5).fingerprint())
        .isNotEqualTo(Ring.of(6).fingerprint())
        .isNotEqualTo(Ring.of(5, 8, 1, 0.02).fingerprint())
        .isNotEqualTo(Grid.of(5).fingerprint());
    List<Centre> centres = uneven(5).centres();
    assertThat(uneven(5).fingerprint())
        .isEqualTo(uneven(5).fingerprint())
        .isNotEqualTo(new GaussianMixture("even", 5, centres, 0.3).fingerprint())
        .isNotEqualTo(
            new GaussianMixture("other", 5, centres, 0.3, List.of(2, 4, 2)).fingerprint());
  }

  @Test
  void describesItself() {
    GaussianMixture grid = Grid.of(0);
    assertThat(grid.name()).isEqualTo("grid");
    assertThat(Ring.of(0).name()).isEqualTo("ring");
    assertThat(grid.elementType()).isEqualTo(ElementType.F32);
    assertThat(grid.sampleShape()).isEqualTo(Shape.of(2));
    assertThat(grid.size()).isEqualTo(Dataset.UNLIMITED);
    assertThat(grid.labelColumns()).hasSize(1);
    assertThat(grid.labelColumns().get(0).name()).isEqualTo("mode");
    assertThat(grid.labelColumns().get(0).classNames()).hasSize(25).endsWith("24");
  }

  @Test
  void honoursTheByteOrderOfTheBuffer() {
    ByteBuffer big = ByteBuffer.allocate(8);
    ByteBuffer little = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    Ring.of(0).read(4, big);
    Ring.of(0).read(4, little);
    assertThat(big.getFloat(0)).isEqualTo(little.getFloat(0));
    assertThat(big.array()).isNotEqualTo(little.array());
  }

  @Test
  void refusesImpossibleMixtures() {
    assertThatThrownBy(() -> new GaussianMixture("none", 0, List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new GaussianMixture("x", 0, List.of(new Centre(1, 2), new Centre(1, 2)), 1))
        .hasMessageContaining("distinct");
    List<Centre> one = List.of(new Centre(0, 0));
    assertThatThrownBy(() -> new GaussianMixture("x", 0, one, 1, List.of(1, 1)))
        .hasMessageContaining("got [1, 1]");
    assertThatThrownBy(() -> new GaussianMixture("x", 0, one, 1, List.of(0)))
        .hasMessageContaining("weight of at least 1");
    assertThatThrownBy(() -> Ring.of(0, 8, 1, 0)).hasMessageContaining("sigma");
    assertThatThrownBy(() -> Ring.of(0, 8, 1, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Ring.of(0, 0, 1, 1)).hasMessageContaining("modes");
    assertThatThrownBy(() -> Grid.of(0, 5, -2, 1)).hasMessageContaining("spacing");
    assertThatThrownBy(() -> Ring.of(0).read(-1, ByteBuffer.allocate(8)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static GaussianMixture uneven(long seed) {
    List<Centre> centres = List.of(new Centre(0, 0), new Centre(3, 0), new Centre(0, 3));
    return new GaussianMixture("uneven", seed, centres, 0.3, List.of(2, 5, 1));
  }

  private static double integral(GaussianMixture mixture, double half, double step) {
    double sum = 0;
    int n = (int) Math.round(2 * half / step);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += mixture.density(-half + (i + 0.5) * step, -half + (j + 0.5) * step);
      }
    }
    return sum * step * step;
  }

  private static List<Float> point(Dataset set, long index) {
    ByteBuffer buffer = ByteBuffer.allocate(8);
    set.read(index, buffer);
    return List.of(buffer.getFloat(0), buffer.getFloat(4));
  }
}
