package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.List;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * The Swiss roll: points along a spiral in the plane, with noise, a distribution without modes.
 *
 * <pre>
 * t = 1.5π (1 + 2u),  u uniform in [0, 1)
 * x = (t cos t + 0.25 a) / 7.5
 * y = (t sin t + 0.25 b) / 7.5,  a and b normal of mean 0 and variance 1
 * </pre>
 *
 * <p>Samples are {@link ElementType#F32} of shape {@code [2]}; the one label column, {@code angle},
 * is t in radians. Unlimited; sample i is a pure function of (seed, i) and the same on every
 * platform.
 *
 * <p>As in the toy experiments of Gulrajani et al. 2017 (WGAN-GP, arXiv 1704.00028) according to
 * their published code: axes 0 and 2 of scikit-learn's {@code make_swiss_roll} with noise 0.25,
 * divided by 7.5, about the standard deviation.
 */
public final class SwissRoll implements Dataset {
  /** Angle t at the inner end of the spiral, in radians. */
  public static final double INNER_ANGLE = 1.5 * Math.PI;

  /** Angle t at the outer end of the spiral, in radians. */
  public static final double OUTER_ANGLE = 4.5 * Math.PI;

  /** Standard deviation of the noise along each axis, before the division by {@link #SCALE}. */
  public static final double NOISE = 0.25;

  /** By what all coordinates are divided. */
  public static final double SCALE = 7.5;

  /** Part of the fingerprint: raise it when the same seed gives other points. */
  private static final int VERSION = 1;

  private static final List<LabelColumn> LABEL_COLUMNS = List.of(LabelColumn.number("angle"));

  private final long seed;

  /** The points of one seed. */
  public SwissRoll(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return "swiss-roll";
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
    return LABEL_COLUMNS;
  }

  @Override
  public void read(long index, ByteBuffer target) {
    SampleRandom random = new SampleRandom(seed, index);
    double angle = angle(random);
    double[] noise = random.normals(NOISE);
    target.putFloat((float) ((angle * StrictMath.cos(angle) + noise[0]) / SCALE));
    target.putFloat((float) ((angle * StrictMath.sin(angle) + noise[1]) / SCALE));
  }

  @Override
  public void readLabels(long index, float[] target) {
    target[0] = (float) angle(new SampleRandom(seed, index));
  }

  private static double angle(SampleRandom random) {
    return INNER_ANGLE + (OUTER_ANGLE - INNER_ANGLE) * random.uniform();
  }

  @Override
  public String fingerprint() {
    return SampleKey.fingerprint("swiss roll, version " + VERSION + ", seed " + seed);
  }

  @Override
  public void close() {}
}
