package org.esgrima.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;

/**
 * Points in the plane that somebody has drawn: {@code points:FILE}, or {@code
 * points:FILE,jitter=0.05}. {@link PointFile} says what the file may be.
 *
 * <p>Every sample is one of the points, each as likely as the others, moved by a normal random
 * number of standard deviation {@code jitter} along each axis: an even mixture of as many
 * Gaussians. Unlimited; sample i is a pure function of (seed, i) and the same on every platform.
 * With {@code jitter=0} the samples are the points as given, in their order, and as many.
 *
 * <p>Samples are {@link ElementType#F32} of shape {@code [2]}, without labels. The presets for
 * points expect coordinates from about −1 to 1.
 */
public final class DrawnPoints implements Dataset {
  /** What a source of this kind begins with. */
  public static final String PREFIX = "points:";

  /** The usual jitter, in the unit of the coordinates. */
  public static final double JITTER = 0.02;

  private static final String JITTER_KEY = ",jitter=";
  private static final int VERSION = 1;

  private final float[] points;
  private final double jitter;
  private final long seed;

  /**
   * A set of given points.
   *
   * @param points x, y, x, y …; at least one point
   * @param jitter at least 0 and finite
   * @param seed chooses the samples
   */
  public DrawnPoints(float[] points, double jitter, long seed) {
    if (points.length == 0 || points.length % 2 != 0) {
      throw new IllegalArgumentException("expected pairs of coordinates, got " + points.length);
    }
    if (!(jitter >= 0 && jitter < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("jitter must be at least 0 and finite, got " + jitter);
    }
    this.points = points.clone();
    this.jitter = jitter;
    this.seed = seed;
  }

  /**
   * Opens {@code points:FILE} or {@code points:FILE,jitter=X}.
   *
   * @throws InputException if the file cannot be read or the jitter is none
   */
  static DrawnPoints open(String source, long seed) {
    String rest = source.substring(PREFIX.length());
    int at = rest.lastIndexOf(JITTER_KEY);
    String file = at < 0 ? rest : rest.substring(0, at);
    double jitter = jitterOf(source);
    try {
      return new DrawnPoints(PointFile.read(Path.of(file)), jitter, seed);
    } catch (InvalidPathException e) {
      throw new InputException(
          "no path", source, PREFIX + "FILE", e.getReason(), "Give the path of a file", e);
    }
  }

  /** The jitter that a source asks for. */
  static double jitterOf(String source) {
    int at = source.lastIndexOf(JITTER_KEY);
    if (at < 0) {
      return JITTER;
    }
    String text = source.substring(at + JITTER_KEY.length());
    try {
      double jitter = Double.parseDouble(text);
      if (jitter >= 0 && jitter < Double.POSITIVE_INFINITY) {
        return jitter;
      }
    } catch (NumberFormatException e) {
      throw badJitter(source, text);
    }
    throw badJitter(source, text);
  }

  private static InputException badJitter(String source, String text) {
    return new InputException(
        "unusable jitter",
        source,
        "a standard deviation of at least 0",
        text,
        "Give a number such as " + JITTER + ", or 0 for the points as they are");
  }

  /** The same points without jitter. */
  DrawnPoints asGiven() {
    return new DrawnPoints(points, 0, seed);
  }

  /** The largest distance of a coordinate from 0. */
  double reach() {
    double reach = 0;
    for (float coordinate : points) {
      reach = Math.max(reach, Math.abs(coordinate));
    }
    return reach;
  }

  @Override
  public String name() {
    return "points";
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
    return jitter == 0 ? points.length / 2 : UNLIMITED;
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return List.of();
  }

  @Override
  public void read(long index, ByteBuffer target) {
    if (jitter == 0) {
      int at = 2 * (int) Objects.checkIndex(index, size());
      target.putFloat(points[at]).putFloat(points[at + 1]);
      return;
    }
    SampleRandom random = new SampleRandom(seed, index);
    int at = 2 * (int) random.below(points.length / 2);
    double[] moved = random.normals(jitter);
    target.putFloat((float) (points[at] + moved[0]));
    target.putFloat((float) (points[at + 1] + moved[1]));
  }

  @Override
  public void readLabels(long index, float[] target) {
    // there are none
  }

  @Override
  public String fingerprint() {
    ByteBuffer bytes = ByteBuffer.allocate(points.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(points);
    return SampleKey.fingerprint(
        String.format(
            Locale.ROOT,
            "drawn points, version %d, %s%s",
            VERSION,
            Sha256.of(bytes.array()),
            jitter == 0 ? "" : ", jitter " + jitter + ", seed " + seed));
  }

  @Override
  public void close() {
    // Memory needs no closing.
  }
}
