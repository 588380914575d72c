package org.esgrima.metric;

import java.util.ArrayList;
import java.util.List;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Sliced Wasserstein distance of local image patches, one number for each resolution (Karras et al.
 * 2018, "Progressive Growing of GANs", arXiv 1710.10196, section 5): random patches of each level
 * of a {@link LaplacianPyramid}, normalised to mean 0 and deviation 1 per colour channel separately
 * for reals and fakes, are compared along random directions. Small values on a level mean that
 * detail of that size has the variation of the reals; lower is better, 0 for equal patches.
 *
 * <p>The paper: 16,384 images of each kind, 128 patches of 7 × 7 pixels per image and level, levels
 * down to 16 × 16, 4 × 128 directions; it prints the distances times 1,000, which these are not.
 *
 * <p>Memory: two sets of N · patches · C · size² numbers of 8 bytes, for one level at a time.
 *
 * @param patches per image and level, at least 1
 * @param patchSize pixels each way, odd
 * @param directions random unit vectors, at least 1
 * @param coarsest resolution of the last level, at least {@code patchSize}
 * @param seed of patch positions and directions
 */
public record LaplacianSwd(int patches, int patchSize, int directions, int coarsest, long seed) {
  private static final long BATCH = 64;

  /** The paper's settings, seed 0. */
  public LaplacianSwd() {
    this(128, 7, 512, 16, 0);
  }

  /** Checks the settings. */
  public LaplacianSwd {
    if (patches < 1 || patchSize < 1 || patchSize % 2 == 0 || directions < 1) {
      throw new IllegalArgumentException(
          "expected patches, an odd patch size and directions, got %d, %d and %d"
              .formatted(patches, patchSize, directions));
    }
    if (coarsest < patchSize) {
      throw new IllegalArgumentException(
          "patches of %d do not fit the coarsest level of %d".formatted(patchSize, coarsest));
    }
  }

  /**
   * Measures.
   *
   * @param reals images [N,C,H,W], bytes or floating point, in any range; H and W divide by 2 until
   *     the coarsest level
   * @param fakes images of the same shape
   * @return {@code swd-H} for each level, finest first, and their mean {@code swd}
   * @throws InputException if a number is not finite or if the images cannot be halved
   */
  public List<Measurement> measure(Tensor reals, Tensor fakes) {
    if (reals.shape().rank() != 4 || !reals.shape().equals(fakes.shape())) {
      throw new IllegalArgumentException(
          "expected two sets of images [N,C,H,W] of one shape, got %s and %s"
              .formatted(reals.shape(), fakes.shape()));
    }
    Features.requireFinite("reals", reals);
    Features.requireFinite("fakes", fakes);
    int levels = levels(reals.shape());
    List<Measurement> results = new ArrayList<>();
    double sum = 0;
    for (int level = 0; level < levels; level++) {
      double distance = distance(reals, fakes, level, levels);
      sum += distance;
      results.add(measurement("swd-" + (reals.shape().size(2) >> level), distance, reals));
    }
    results.add(measurement("swd", sum / levels, reals));
    return results;
  }

  private Measurement measurement(String name, double value, Tensor reals) {
    return Measurement.of(name, value)
        .count("reals", reals.shape().size(0))
        .count("fakes", reals.shape().size(0))
        .seed(seed)
        .setting("patches", patches)
        .setting("patch-size", patchSize)
        .setting("directions", directions)
        .build();
  }

  private int levels(Shape images) {
    long side = Math.min(images.size(2), images.size(3));
    int levels = 1;
    while (side >> levels >= coarsest) {
      levels++;
    }
    long divisor = 1L << (levels - 1);
    if (side < patchSize || images.size(2) % divisor != 0 || images.size(3) % divisor != 0) {
      throw new InputException(
          "images of an unsuitable size",
          "swd",
          "height and width of at least %d that divide by %d".formatted(patchSize, divisor),
          images.size(2) + " x " + images.size(3),
          "Resize the images, or choose another coarsest level");
    }
    return levels;
  }

  private double distance(Tensor reals, Tensor fakes, int level, int levels) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad();
        RandomStream random = RandomStream.named(seed, "directions-" + level)) {
      Tensor realPatches = patches(reals, level, levels, "reals");
      Tensor fakePatches = patches(fakes, level, levels, "fakes");
      long width = realPatches.shape().size(1);
      Tensor raw = random.normal(ElementType.F64, Shape.of(width, directions), 0, 1);
      return SlicedWasserstein.distance(realPatches, fakePatches, raw.div(raw.norm(0)));
    }
  }

  /** Normalised patches of one level of all images, at random places. */
  private Tensor patches(Tensor images, int level, int levels, String kind) {
    Shape shape = images.shape();
    MersenneTwister random = MersenneTwister.named(seed, kind + "-" + level);
    long width = shape.size(1) * patchSize * patchSize;
    Tensor all = Tensor.zeros(ElementType.F64, Shape.of(shape.size(0) * patches, width));
    for (long from = 0; from < shape.size(0); from += BATCH) {
      try (Scope scope = Scope.open()) {
        long count = Math.min(BATCH, shape.size(0) - from);
        Tensor batch = images.narrow(0, from, count).to(ElementType.F64);
        Tensor plane = LaplacianPyramid.of(batch, levels).get(level);
        Tensor found =
            ImagePatches.cut(
                plane, ImagePatches.centres(plane.shape(), patches, patchSize, random), patchSize);
        all.narrow(0, from * patches, count * patches).copyFrom(found);
      }
    }
    ImagePatches.normalise(all, shape.size(1));
    return all;
  }
}
