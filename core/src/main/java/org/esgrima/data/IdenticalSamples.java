package org.esgrima.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds samples with the same content by the first 128 bits of their SHA-256; 16 bytes each. */
final class IdenticalSamples {
  private final long[] digests;
  private final boolean[] present;

  IdenticalSamples(int samples) {
    digests = new long[2 * samples];
    present = new boolean[samples];
  }

  /** Adds one sample. Different threads may add different samples. */
  void put(int index, String shape, byte[] content) {
    MessageDigest sha256 = ImageFingerprint.sha256();
    sha256.update(shape.getBytes(UTF_8));
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest(content));
    digests[2 * index] = digest.getLong();
    digests[2 * index + 1] = digest.getLong();
    present[index] = true;
  }

  /** Groups of two and more, each sorted, in the order of their first members. */
  List<List<Integer>> groups() {
    record Digest(long high, long low) {}
    Map<Digest, Integer> firsts = new HashMap<>();
    Map<Integer, List<Integer>> groups = new HashMap<>();
    for (int i = 0; i < present.length; i++) {
      if (present[i]) {
        Integer first = firsts.putIfAbsent(new Digest(digests[2 * i], digests[2 * i + 1]), i);
        if (first != null) {
          groups.computeIfAbsent(first, f -> new ArrayList<>(List.of(f))).add(i);
        }
      }
    }
    return groups.values().stream().sorted(Comparator.comparing(group -> group.get(0))).toList();
  }
}
