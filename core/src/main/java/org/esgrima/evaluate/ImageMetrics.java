package org.esgrima.evaluate;

import java.util.List;
import java.util.Optional;
import org.esgrima.io.Shape;
import org.esgrima.metric.EightBit;
import org.esgrima.metric.LaplacianSwd;
import org.esgrima.metric.Measurement;
import org.esgrima.metric.MsSsimDiversity;
import org.esgrima.metric.SlicedWasserstein;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** The measures of the samples themselves. */
final class ImageMetrics {
  /** Samples of each kind: their pixels all lie in memory. */
  static final long MOST = 2_000;

  private static final int DIRECTIONS = 512;
  private static final int PAIRS = 2_000;
  private static final long MS_SSIM_MULTIPLE = 16;
  private static final LaplacianSwd USUAL = new LaplacianSwd();

  private ImageMetrics() {}

  static List<NamedMetric> all() {
    return List.of(
        new PairMetric(
            "swd",
            "sliced Wasserstein distance of the samples themselves; lower is better",
            MOST,
            false,
            material -> Optional.empty(),
            ImageMetrics::swd),
        new PairMetric(
            "laplacian-swd",
            "sliced Wasserstein distance of patches at each resolution; lower is better",
            MOST,
            false,
            ImageMetrics::noPyramid,
            ImageMetrics::laplacian),
        new PairMetric(
            "ms-ssim",
            "how similar fakes are to each other; above the floor, variety is missing",
            MOST,
            false,
            ImageMetrics::notDivisible,
            ImageMetrics::msSsim));
  }

  private static List<Measurement> swd(Material material, Pair pair) {
    Pair equal = pair.equal(MOST);
    try (Scope scope = Scope.open()) {
      Tensor reals = material.samples(equal.reals());
      Tensor fakes = material.samples(equal.fakes());
      return List.of(
          SlicedWasserstein.measure(reals, fakes, DIRECTIONS, material.settings().seed()));
    }
  }

  private static LaplacianSwd laplacianOf(Material material) {
    return new LaplacianSwd(
        USUAL.patches(),
        USUAL.patchSize(),
        USUAL.directions(),
        USUAL.coarsest(),
        material.settings().seed());
  }

  private static List<Measurement> laplacian(Material material, Pair pair) {
    Pair equal = pair.equal(MOST);
    try (Scope scope = Scope.open()) {
      Tensor reals = EightBit.of(material.samples(equal.reals()));
      Tensor fakes = EightBit.of(material.samples(equal.fakes()));
      return laplacianOf(material).measure(reals, fakes);
    }
  }

  private static Optional<String> noPyramid(Material material) {
    Shape shape = material.subjects().fakes().sampleShape();
    if (!material.images()) {
      return Optional.of("images");
    }
    long side = Math.min(shape.size(1), shape.size(2));
    int levels = 1;
    while (side >> levels >= USUAL.coarsest()) {
      levels++;
    }
    long divisor = 1L << (levels - 1);
    boolean fits =
        side >= USUAL.patchSize() && shape.size(1) % divisor == 0 && shape.size(2) % divisor == 0;
    return fits ? Optional.empty() : Optional.of("images whose sides divide by " + divisor);
  }

  private static List<Measurement> msSsim(Material material, Pair pair) {
    try (Scope scope = Scope.open()) {
      Tensor images = EightBit.of(material.samples(pair.fakes().first(MOST)));
      MsSsimDiversity metric =
          new MsSsimDiversity(PAIRS, material.settings().seed(), FeatureMetrics.bootstrap(pair));
      return List.of(metric.measure(images));
    }
  }

  private static Optional<String> notDivisible(Material material) {
    Shape shape = material.subjects().fakes().sampleShape();
    boolean fits =
        material.images()
            && shape.size(1) % MS_SSIM_MULTIPLE == 0
            && shape.size(2) % MS_SSIM_MULTIPLE == 0;
    return fits ? Optional.empty() : Optional.of("images whose sides divide by 16");
  }
}
