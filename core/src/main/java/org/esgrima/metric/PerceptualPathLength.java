package org.esgrima.metric;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Perceptual path length (Karras, Laine and Aila 2019, "A Style-Based Generator Architecture for
 * Generative Adversarial Networks", arXiv 1812.04948, section 4.1): how much images change, per
 * squared step, along paths between random latents,
 *
 * <pre>
 * PPL = E[ 1/ε² ‖ f(G(path(t))) − f(G(path(t + ε))) ‖² ]
 * </pre>
 *
 * <p>where f are the features of an image. Lower is smoother. The paper's distance is LPIPS on
 * VGG-16, a weighted sum of squared differences of activations; only with features scaled that way
 * is the value comparable with published ones. As there, values outside the 1st and 99th percentile
 * do not count.
 *
 * @param path great circles for latents on a sphere, straight lines for style vectors
 * @param where whole paths or their ends only
 * @param epsilon ε, step along the path, above 0
 * @param samples number of paths, at least 1
 * @param batch paths at a time, at least 1
 * @param seed of latents and positions
 */
public record PerceptualPathLength(
    Path path, Where where, double epsilon, int samples, int batch, long seed) {
  private static final double OUTLIERS = 0.01;

  /** How two latents are connected. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  public enum Path {
    /**
     * Spherical (Shoemake 1985, "Animating Rotation with Quaternion Curves"): both are scaled to
     * length 1 and so is every point between. For generators that normalise z, as StyleGAN does.
     */
    SLERP,
    /** Linear, as for style vectors w. */
    LERP
  }

  /** Which positions t are looked at. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  public enum Where {
    /** t uniform in [0, 1). */
    FULL,
    /** t = 0. */
    END
  }

  /** Draws the ends of the paths. */
  @FunctionalInterface
  public interface Latents {
    /**
     * Draws.
     *
     * @param random where all its randomness comes from
     * @return [count,Z], floating point
     */
    Tensor draw(RandomStream random, int count);
  }

  /** The paper's settings in z: whole great circles, ε = 10⁻⁴, 100,000 paths, seed 0. */
  public PerceptualPathLength() {
    this(Path.SLERP, Where.FULL, 1e-4, 100_000, 32, 0);
  }

  /** Checks the settings. */
  public PerceptualPathLength {
    if (!(epsilon > 0) || samples < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "expected a step above 0, samples and a batch, got %s, %d and %d"
              .formatted(epsilon, samples, batch));
    }
  }

  /**
   * Measures.
   *
   * @param latents draws z, or w for {@link Path#LERP}
   * @param generator latents [N,Z] to images; must use the same noise for all of them
   * @param features images to [N,F]
   * @throws InputException if a feature is not finite
   */
  public Measurement measure(
      Latents latents, UnaryOperator<Tensor> generator, UnaryOperator<Tensor> features) {
    double[] lengths = new double[samples];
    try (RandomStream random = RandomStream.named(seed, "path-ends")) {
      MersenneTwister positions = MersenneTwister.named(seed, "path-positions");
      for (int from = 0; from < samples; from += batch) {
        try (Scope scope = Scope.open();
            Autograd.NoGrad noGrad = Autograd.noGrad()) {
          int count = Math.min(batch, samples - from);
          Tensor a = latents.draw(random, count);
          Tensor b = latents.draw(random, count);
          double[] t = positions(positions, count);
          Tensor images = generator.apply(steps(a, b, t));
          double[] squared = squaredSteps(features.apply(images), count);
          for (int i = 0; i < count; i++) {
            lengths[from + i] = squared[i] / (epsilon * epsilon);
          }
        }
      }
    }
    return measurement(lengths);
  }

  private double[] positions(MersenneTwister random, int count) {
    double[] t = new double[count];
    if (where == Where.FULL) {
      Arrays.setAll(t, i -> random.uniform());
    }
    return t;
  }

  /** The points at t, then those at t + ε: [2N,Z]. */
  private Tensor steps(Tensor a, Tensor b, double[] t) {
    double[] from = a.toDoubles();
    double[] to = b.toDoubles();
    int width = from.length / t.length;
    double[] points = new double[2 * from.length];
    for (int i = 0; i < t.length; i++) {
      double[] start = Arrays.copyOfRange(from, i * width, (i + 1) * width);
      double[] end = Arrays.copyOfRange(to, i * width, (i + 1) * width);
      System.arraycopy(point(start, end, t[i]), 0, points, i * width, width);
      double[] next = point(start, end, t[i] + epsilon);
      System.arraycopy(next, 0, points, from.length + i * width, width);
    }
    return Tensor.of(points, Shape.of(2L * t.length, width)).like(a);
  }

  private double[] point(double[] a, double[] b, double t) {
    return path == Path.SLERP ? slerp(a, b, t) : lerp(a, b, t);
  }

  private static double[] lerp(double[] a, double[] b, double t) {
    double[] point = new double[a.length];
    Arrays.setAll(point, i -> a[i] + (b[i] - a[i]) * t);
    return point;
  }

  /** At share t of the angle between the directions of a and b, on the unit sphere. */
  static double[] slerp(double[] a, double[] b, double t) {
    double[] from = unit(a);
    double[] to = unit(b);
    double cosine = Math.max(-1, Math.min(1, dot(from, to)));
    double angle = t * Math.acos(cosine);
    double[] across = new double[a.length];
    Arrays.setAll(across, i -> to[i] - cosine * from[i]);
    double[] normal = unit(across);
    double[] point = new double[a.length];
    Arrays.setAll(point, i -> from[i] * Math.cos(angle) + normal[i] * Math.sin(angle));
    return unit(point);
  }

  private static double[] unit(double[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    return length == 0 ? vector : Arrays.stream(vector).map(x -> x / length).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] squaredSteps(Tensor features, int count) {
    Features.require("features of generated images", features, 2 * count);
    Tensor first = features.narrow(0, 0, count).to(ElementType.F64);
    Tensor second = features.narrow(0, count, count).to(ElementType.F64);
    return first.sub(second).square().sum(1L).toDoubles();
  }

  private Measurement measurement(double[] lengths) {
    double[] kept = withoutOutliers(lengths);
    double mean = Statistics.mean(kept);
    double error = Statistics.deviation(kept) / Math.sqrt(kept.length);
    return Measurement.of("perceptual-path-length", mean)
        .interval(Interval.around(mean, error, Interval.Method.STANDARD_ERROR, kept.length))
        .count("paths", samples)
        .count("kept", kept.length)
        .seed(seed)
        .setting("path", path)
        .setting("where", where)
        .setting("epsilon", epsilon)
        .build();
  }

  /** Those from the 1st to the 99th percentile, both rounded outwards to a value. */
  static double[] withoutOutliers(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    int low = (int) Math.floor(OUTLIERS * last);
    int high = (int) Math.ceil((1 - OUTLIERS) * last);
    double least = sorted[low];
    double most = sorted[high];
    return Arrays.stream(values).filter(v -> v >= least && v <= most).toArray();
  }
}
