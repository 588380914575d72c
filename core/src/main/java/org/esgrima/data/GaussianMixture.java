package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * Points of a mixture of round Gaussians in the plane, whose true density is known.
 *
 * <p>p(x) = Σₖ qₖ · 1/(2πσ²) · exp(−‖x − cₖ‖² / 2σ²), with qₖ = 1/K for an even mixture
 *
 * <p>Samples are {@link ElementType#F32} of shape {@code [2]} (x, then y); the one label column,
 * {@code mode}, is the number k of the Gaussian that the point was drawn from. Unlimited; sample i
 * is a pure function of (seed, i) and the same on every platform. {@link Ring} and {@link Grid}
 * make the usual ones.
 */
public final class GaussianMixture implements Dataset {
  /** Part of the fingerprint: raise it when the same seed gives other points. */
  private static final int VERSION = 1;

  private final String name;
  private final long seed;
  private final List<Centre> centres;
  private final double sigma;
  private final List<Integer> weights;
  private final int[] tickets; // each mode as often as its weight says
  private final List<LabelColumn> labelColumns;

  /**
   * The mean of one Gaussian.
   *
   * @param x first coordinate
   * @param y second coordinate
   */
  public record Centre(double x, double y) {
    double squaredDistance(double toX, double toY) {
      double dx = toX - x;
      double dy = toY - y;
      return dx * dx + dy * dy;
    }
  }

  /**
   * An even mixture.
   *
   * @param name name of the data set
   * @param seed chooses the samples
   * @param centres the K means; mode k is the k-th of them
   * @param sigma standard deviation of each Gaussian along each axis, above 0
   * @throws IllegalArgumentException if there is no centre, two are the same, or sigma is not a
   *     positive finite number
   */
  public GaussianMixture(String name, long seed, List<Centre> centres, double sigma) {
    this(name, seed, centres, sigma, Collections.nCopies(centres.size(), 1));
  }

  /**
   * An uneven mixture.
   *
   * @param name name of the data set
   * @param seed chooses the samples
   * @param centres the K means; mode k is the k-th of them
   * @param sigma standard deviation of each Gaussian along each axis, above 0
   * @param weights one whole number of at least 1 for each mode; its share is that of their sum
   * @throws IllegalArgumentException if there is no centre, two are the same, sigma is not a
   *     positive finite number, or the weights do not fit
   */
  public GaussianMixture(
      String name, long seed, List<Centre> centres, double sigma, List<Integer> weights) {
    if (centres.isEmpty()) {
      throw new IllegalArgumentException("a mixture needs at least one centre, got none");
    }
    // A mode that is listed twice would be counted twice: give it the weight 2 instead.
    if (centres.stream().distinct().count() != centres.size()) {
      throw new IllegalArgumentException("centres must be distinct, got " + centres);
    }
    if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("sigma must be positive and finite, got " + sigma);
    }
    if (weights.size() != centres.size() || weights.stream().anyMatch(weight -> weight < 1)) {
      throw new IllegalArgumentException(
          "expected a weight of at least 1 for each centre, got " + weights);
    }
    this.name = Objects.requireNonNull(name, "name");
    this.seed = seed;
    this.centres = List.copyOf(centres);
    this.sigma = sigma;
    this.weights = List.copyOf(weights);
    tickets =
        IntStream.range(0, weights.size())
            .flatMap(mode -> IntStream.generate(() -> mode).limit(weights.get(mode)))
            .toArray();
    labelColumns =
        List.of(
            LabelColumn.classes(
                "mode", IntStream.range(0, centres.size()).mapToObj(Integer::toString).toList()));
  }

  /** The means, in the order of the mode numbers. */
  public List<Centre> centres() {
    return centres;
  }

  /** Standard deviation of each Gaussian along each axis. */
  public double sigma() {
    return sigma;
  }

  /** The true share qₖ of each mode; their sum is 1. */
  public double[] shares() {
    return weights.stream().mapToDouble(weight -> (double) weight / tickets.length).toArray();
  }

  /** The true density p(x, y), per unit of area. */
  public double density(double x, double y) {
    return StrictMath.exp(logDensity(x, y));
  }

  /** ln p(x, y); stays finite where {@link #density} underflows to 0. */
  public double logDensity(double x, double y) {
    double nearest = centres.get(nearestMode(x, y)).squaredDistance(x, y);
    double sum = 0;
    for (int k = 0; k < centres.size(); k++) {
      double squared = centres.get(k).squaredDistance(x, y);
      sum += weights.get(k) * StrictMath.exp((nearest - squared) / (2 * sigma * sigma));
    }
    return StrictMath.log(sum / tickets.length)
        - nearest / (2 * sigma * sigma)
        - StrictMath.log(2 * Math.PI * sigma * sigma);
  }

  /** The number of the centre closest to (x, y); the lower number when two are equally close. */
  public int nearestMode(double x, double y) {
    int nearest = 0;
    for (int k = 1; k < centres.size(); k++) {
      if (centres.get(k).squaredDistance(x, y) < centres.get(nearest).squaredDistance(x, y)) {
        nearest = k;
      }
    }
    return nearest;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ElementType elementType() {
    return ElementType.F32;
  }

  @Override
  public Shape sampleShape() {
    return Shape.of(2);
  }

  @Override
  public long size() {
    return UNLIMITED;
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return labelColumns;
  }

  @Override
  public void read(long index, ByteBuffer target) {
    SampleRandom random = new SampleRandom(seed, index);
    Centre centre = centres.get(drawMode(random));
    double[] offset = random.normals(sigma);
    target.putFloat((float) (centre.x() + offset[0]));
    target.putFloat((float) (centre.y() + offset[1]));
  }

  @Override
  public void readLabels(long index, float[] target) {
    target[0] = drawMode(new SampleRandom(seed, index));
  }

  @Override
  public String fingerprint() {
    boolean even = tickets.length == centres.size();
    return SampleKey.fingerprint(
        "gaussian mixture, version "
            + VERSION
            + ", seed "
            + seed
            + ", "
            + sigma
            + ", "
            + centres
            + (even ? "" : ", weights " + weights));
  }

  @Override
  public void close() {}

  private int drawMode(SampleRandom random) {
    return tickets[(int) random.below(tickets.length)];
  }
}
