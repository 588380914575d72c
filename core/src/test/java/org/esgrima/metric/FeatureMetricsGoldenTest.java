package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.esgrima.Golden;
import org.esgrima.io.ElementType;
import org.esgrima.metric.GaussianStatistics.Covariance;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FID, KID, precision, recall, density and coverage as torch-fidelity and others compute them. */
@ExtendWith(NoLeaks.class)
class FeatureMetricsGoldenTest {
  private Golden golden;
  private Scope scope;

  @BeforeEach
  void open() {
    golden = Golden.open("metrics/features");
    scope = Scope.open();
  }

  @AfterEach
  void close() {
    if (scope != null) {
      scope.close();
      golden.close();
    }
  }

  private Tensor input(String name) {
    return golden.tensor(name, ElementType.F32);
  }

  private void compare(double actual, String expected) {
    golden.assertClose(new double[] {actual}, expected, ElementType.F64);
  }

  private static String suffix(Covariance estimate) {
    return estimate == Covariance.BIASED ? "n" : "n_minus_1";
  }

  @ParameterizedTest
  @EnumSource
  void frechetDistance(Covariance estimate) {
    Fid fid = new Fid(estimate, null);
    Measurement measured = fid.measure(input("real"), input("fake")).get(0);
    compare(measured.value(), "fid." + suffix(estimate));
  }

  @ParameterizedTest
  @EnumSource
  void meanAndCovariance(Covariance estimate) {
    try (GaussianStatistics reals = GaussianStatistics.of(input("real"))) {
      golden.assertClose(reals.mean(), "mu.real");
      golden.assertClose(reals.covariance(estimate), "cov.real." + suffix(estimate));
    }
  }

  @Test
  void traceOfTheRoot() {
    try (GaussianStatistics reals = GaussianStatistics.of(input("real"));
        GaussianStatistics fakes = GaussianStatistics.of(input("fake"));
        FrechetDistance distance = new FrechetDistance(reals, Covariance.UNBIASED)) {
      compare(distance.traceOfRoot(fakes), "tr_sqrt.n_minus_1");
    }
  }

  @Test
  void frechetDistanceOfFewerSamplesThanFeatures() {
    long rows = golden.config().path("singular_n").longValue();
    Tensor reals = input("real").narrow(0, 0, rows);
    Tensor fakes = input("fake").narrow(0, 0, rows);
    Measurement measured = new Fid().measure(reals, fakes).get(0);
    compare(measured.value(), "fid.singular");
    assertThat(measured.notes()).as("one about the reals, one about the fakes").hasSize(2);
  }

  @Test
  void kernelDistanceOfSubsets() {
    double[] realIndices = golden.values("kid.idx_real");
    double[] fakeIndices = golden.values("kid.idx_fake");
    int subsets = (int) golden.shape("kid.idx_real").size(0);
    int size = (int) golden.shape("kid.idx_real").size(1);
    double[] values = new double[subsets];
    for (int s = 0; s < subsets; s++) {
      values[s] =
          PolynomialKernel.unbiasedDiscrepancy(
              input("real").indexSelect(0, row(realIndices, s, size)),
              input("fake").indexSelect(0, row(fakeIndices, s, size)));
    }
    golden.assertClose(values, "kid.subset", ElementType.F64);
    compare(Statistics.mean(values), "kid.mean");
    compare(Statistics.deviation(values), "kid.std");
  }

  private static long[] row(double[] matrix, int row, int size) {
    return Arrays.stream(matrix, row * size, (row + 1) * size).mapToLong(v -> (long) v).toArray();
  }

  @Test
  void kernelDistanceOfAllPairs() {
    compare(Kid.exact(input("real"), input("fake")).value(), "kid.full");
    compare(PolynomialKernel.biasedDiscrepancy(input("real"), input("fake")), "kid.full_biased");
  }

  @Test
  void precisionRecallDensityCoverage() {
    int cases = 0;
    for (int k = 1; k < 20; k++) {
      cases += neighbours(k, "", "pr.real", "pr.fake");
      cases += neighbours(k, "hd.", "real", "fake");
    }
    assertThat(cases).as("cases of the file").isGreaterThanOrEqualTo(2);
  }

  private int neighbours(int k, String prefix, String reals, String fakes) {
    String name = prefix + "prdc.k" + k;
    if (!golden.contains(name)) {
      return 0;
    }
    List<Double> values = new ArrayList<>();
    for (Measurement m : new DensityCoverage(k, null).measure(input(reals), input(fakes))) {
      values.add(m.value());
    }
    assertClose(values, name);
    values.clear();
    for (Measurement m : new PrecisionRecall(k, null).measure(input(reals), input(fakes))) {
      values.add(m.value());
    }
    assertClose(values, prefix + "pr.k" + k);
    return 1;
  }

  private void assertClose(List<Double> values, String expected) {
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    golden.assertClose(array, expected, ElementType.F64);
  }

  @Test
  void radii() {
    int cases = 0;
    for (int k = 1; k < 20; k++) {
      if (golden.contains("radii.real.k" + k)) {
        double[] squared = Neighbours.squaredRadii(input("pr.real"), k);
        double[] radii = Arrays.stream(squared).map(Math::sqrt).toArray();
        golden.assertClose(radii, "radii.real.k" + k, ElementType.F64);
        cases++;
      }
    }
    assertThat(cases).isPositive();
  }
}
