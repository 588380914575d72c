package org.esgrima.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Seeds and names of drawn samples: sample i is a pure function of (seed, i). */
final class SampleKey {
  private SampleKey() {}

  /**
   * The seed of sample {@code index}'s own {@link java.util.SplittableRandom}.
   *
   * <p>Consecutive indices must not give consecutive states: SplittableRandom steps its state by a
   * constant, and its streams would then be one stream, shifted. The finaliser of SplitMix64
   * scatters them; for a fixed seed it is a bijection, so no two indices share a stream.
   */
  static long of(long seed, long index) {
    return mix(mix(seed + 0x9E3779B97F4A7C15L) + index);
  }

  /** SplitMix64's finaliser, variant 13 of David Stafford's "Better Bit Mixing". */
  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** SHA-256 of a description, hexadecimal: the fingerprint of a set that a program draws. */
  static String fingerprint(String description) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(description.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
