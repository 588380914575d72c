package org.esgrima.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The random numbers of libtorch's processor generator after {@code manual_seed}, without libtorch:
 * the same bits, and from them the same uniform numbers exactly and the same normal ones up to the
 * last bits of logarithm and cosine.
 *
 * <p>A uniform float is 24 low bits of one draw of {@link MersenneTwister}, a uniform double 53 low
 * bits of two. Normal numbers are Box and Muller's (1958): fewer than 16 of them are made one by
 * one in float64, each pair of uniform numbers giving two; 16 and more are made in groups of 16,
 * the first eight uniform numbers of a group giving radii, the last eight angles, and the last 16
 * numbers are drawn once more where 16 does not divide their count.
 */
public final class SeedStream {
  private static final int GROUP = 16;
  private static final float FLOAT_UNIT = 0x1.0p-24f;
  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private final MersenneTwister bits;
  private double spare;
  private boolean hasSpare;

  /** Starts from the low 32 bits of a seed, as libtorch does. */
  public SeedStream(long seed) {
    bits = new MersenneTwister((int) seed);
  }

  /** The stream of that name for a seed: {@code named(7, "image")} draws the latent of seed 7. */
  public static SeedStream named(long seed, String name) {
    return new SeedStream(seedOf(seed, name));
  }

  /** The seed of {@link #named}: the first eight bytes, big-endian, of SHA-256("name:seed"). */
  public static long seedOf(long seed, String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((name + ":" + seed).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Independent draws from the uniform distribution on [from, to), in float32. */
  public float[] uniform(int count, float from, float to) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = uniform() * (to - from) + from;
    }
    return values;
  }

  /** Independent draws from the uniform distribution on [from, to), in float64. */
  public double[] uniformDoubles(int count, double from, double to) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = uniformDouble() * (to - from) + from;
    }
    return values;
  }

  /** Independent draws from N(0, 1), in float32. */
  public float[] normal(int count) {
    float[] values = new float[count];
    if (count < GROUP) {
      for (int i = 0; i < count; i++) {
        values[i] = (float) single();
      }
      return values;
    }
    for (int i = 0; i < count; i++) {
      values[i] = uniform();
    }
    for (int i = 0; i + GROUP <= count; i += GROUP) {
      group(values, i);
    }
    if (count % GROUP != 0) {
      for (int i = count - GROUP; i < count; i++) {
        values[i] = uniform();
      }
      group(values, count - GROUP);
    }
    return values;
  }

  private static void group(float[] values, int first) {
    for (int i = first; i < first + GROUP / 2; i++) {
      float radius = (float) Math.sqrt(-2 * (float) Math.log(1 - values[i]));
      float angle = (float) (2 * Math.PI * values[i + GROUP / 2]);
      values[i] = radius * (float) Math.cos(angle);
      values[i + GROUP / 2] = radius * (float) Math.sin(angle);
    }
  }

  /** Independent draws from N(0, 1), in float64. */
  public double[] normalDoubles(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = count < GROUP ? single() : uniformDouble();
    }
    for (int i = 0; i + GROUP <= count; i += GROUP) {
      group(values, i);
    }
    if (count > GROUP && count % GROUP != 0) {
      for (int i = count - GROUP; i < count; i++) {
        values[i] = uniformDouble();
      }
      group(values, count - GROUP);
    }
    return values;
  }

  private static void group(double[] values, int first) {
    for (int i = first; i < first + GROUP / 2; i++) {
      double radius = Math.sqrt(-2 * Math.log(1 - values[i]));
      double angle = 2 * Math.PI * values[i + GROUP / 2];
      values[i] = radius * Math.cos(angle);
      values[i + GROUP / 2] = radius * Math.sin(angle);
    }
  }

  /** One of a pair; the other one is kept for the next call. */
  private double single() {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    double angle = 2 * Math.PI * uniformDouble();
    double radius = Math.sqrt(-2 * Math.log1p(-uniformDouble()));
    spare = radius * Math.sin(angle);
    hasSpare = true;
    return radius * Math.cos(angle);
  }

  private float uniform() {
    return (bits.nextInt() & 0xffffff) * FLOAT_UNIT;
  }

  private double uniformDouble() {
    long high = Integer.toUnsignedLong(bits.nextInt());
    long low = Integer.toUnsignedLong(bits.nextInt());
    return ((high << 32 | low) & ((1L << 53) - 1)) * DOUBLE_UNIT;
  }
}
