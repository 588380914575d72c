package org.esgrima.metric;

import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The sliced Wasserstein distance of two sets of N samples: the mean, over random unit directions
 * θ, of the Wasserstein-1 distance between the two sets of projections,
 *
 * <pre>
 * SW = 1/P Σ_p 1/N Σ_i | sort(X θ_p)_i − sort(Y θ_p)_i |
 * </pre>
 *
 * <p>(Bonneel, Rabin, Peyré, Pfister, "Sliced and Radon Wasserstein Barycenters of Measures", 2015,
 * section 2.) It is 0 only for equal projections, in the unit of the samples, and on the raw
 * samples: not the variant on Laplacian patches of Karras et al. 2018. It tells early training from
 * late and a collapsed generator from a varied one; it does not judge sharpness as people do.
 */
public final class SlicedWasserstein implements AutoCloseable {
  private static final long AT_ONCE = 16;

  private final int count;
  private final int directions;
  private final long seed;
  private final NamedTensors kept = new NamedTensors();

  /**
   * Fixes the real samples and the directions.
   *
   * @param reals [N,…], N at least 1
   * @param directions P, at least 1
   * @param seed of the directions, which are the same for every call of {@link #distance}
   */
  public SlicedWasserstein(Tensor reals, int directions, long seed) {
    if (reals.shape().rank() < 2 || reals.shape().size(0) < 1 || directions < 1) {
      throw new IllegalArgumentException(
          "expected at least 1 sample and 1 direction, got %s and %d"
              .formatted(reals.shape(), directions));
    }
    this.count = Math.toIntExact(reals.shape().size(0));
    this.directions = directions;
    this.seed = seed;
    long elements = reals.shape().elements() / count;
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad();
        RandomStream random = RandomStream.named(seed, "directions")) {
      Tensor raw = random.normal(ElementType.F32, Shape.of(elements, directions), 0, 1);
      Tensor norms = raw.square().sum(0L).sqrt();
      kept.put("directions", raw.div(norms));
      kept.put("reals", project(reals));
    }
  }

  /**
   * The distance of two sets along given directions, in their element type.
   *
   * @param a [N,F]
   * @param b [N,F]
   * @param directions unit vectors [F,P], of which {@value #AT_ONCE} are taken at a time
   */
  static double distance(Tensor a, Tensor b, Tensor directions) {
    long count = directions.shape().size(1);
    double sum = 0;
    for (long from = 0; from < count; from += AT_ONCE) {
      try (Scope scope = Scope.open();
          Autograd.NoGrad noGrad = Autograd.noGrad()) {
        long length = Math.min(AT_ONCE, count - from);
        Tensor some = directions.narrow(1, from, length);
        Tensor difference = a.matmul(some).sort(0).sub(b.matmul(some).sort(0));
        sum += difference.abs().mean().item() * length;
      }
    }
    return sum / count;
  }

  /**
   * Measures two sets of one size along {@code directions} random directions.
   *
   * @return {@code sliced-wasserstein}, lower is better
   */
  public static Measurement measure(Tensor reals, Tensor fakes, int directions, long seed) {
    try (SlicedWasserstein metric = new SlicedWasserstein(reals, directions, seed)) {
      return metric.measure(fakes);
    }
  }

  /** {@link #distance} with how it was measured. */
  public Measurement measure(Tensor fakes) {
    return Measurement.of("sliced-wasserstein", distance(fakes))
        .count("reals", count)
        .count("fakes", count)
        .seed(seed)
        .setting("directions", directions)
        .build();
  }

  /** Sorted projections [N,P]. */
  private Tensor project(Tensor samples) {
    return samples.to(ElementType.F32).reshape(count, -1).matmul(kept.get("directions")).sort(0);
  }

  /** Number of samples N that {@link #distance} takes. */
  public int count() {
    return count;
  }

  /**
   * Measures.
   *
   * @param fakes [N,…], of the shape of the real samples
   * @return at least 0
   */
  public double distance(Tensor fakes) {
    if (fakes.shape().size(0) != count) {
      throw new IllegalArgumentException(
          "expected " + count + " samples, got " + fakes.shape().size(0));
    }
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      return project(fakes).sub(kept.get("reals")).abs().mean().item();
    }
  }

  @Override
  public void close() {
    kept.close();
  }
}
