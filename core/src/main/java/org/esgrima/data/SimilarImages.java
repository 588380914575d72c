package org.esgrima.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.esgrima.data.image.Pixels;

/**
 * Finds images that look the same, see {@link Inspection#similar()}.
 *
 * <p>The 64 bits of the hash are dealt out to four hands of 16 bits. Two hashes that differ in at
 * most three bits agree in at least one hand, so only images with an equal hand are compared
 * (Norouzi, Punjani, Fleet: Fast Search in Hamming Space with Multi-Index Hashing, CVPR 2012,
 * section 2).
 */
final class SimilarImages {
  /** At most so many images are compared; each takes 268 bytes. */
  static final int LIMIT = 200_000;

  private static final int HANDS = 4;
  private static final int MAX_BITS = HANDS - 1;
  private static final double MIN_CORRELATION = 0.995;
  private static final int MAX_COLOUR = 16;
  private static final int CELLS = Thumbnail.SIDE * Thumbnail.SIDE;

  private final int size;
  private final long[] hashes;
  private final int[] colours;
  private final byte[] thumbnails;
  private final boolean[] present;

  SimilarImages(int images) {
    size = Math.min(images, LIMIT);
    hashes = new long[size];
    colours = new int[size];
    thumbnails = new byte[size * CELLS];
    present = new boolean[size];
  }

  /** Adds one image. Different threads may add different images. */
  void put(int index, Pixels image) {
    if (index < size) {
      hashes[index] = Thumbnail.differenceHash(image);
      colours[index] = Thumbnail.meanColour(image);
      byte[] thumbnail = Thumbnail.gray(image, Thumbnail.SIDE, Thumbnail.SIDE);
      System.arraycopy(thumbnail, 0, thumbnails, index * CELLS, CELLS);
      present[index] = true;
    }
  }

  /** Takes an image out, because it is identical to another. */
  void remove(int index) {
    if (index < size) {
      present[index] = false;
    }
  }

  /** Groups of two and more, each sorted, in the order of their first members. */
  List<List<Integer>> groups() {
    int[] parent = new int[size];
    for (int i = 0; i < size; i++) {
      parent[i] = i;
    }
    for (int hand = 0; hand < HANDS; hand++) {
      joinEqualHands(hand, parent);
    }
    Map<Integer, List<Integer>> byRoot = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      if (present[i]) {
        byRoot.computeIfAbsent(root(parent, i), root -> new ArrayList<>()).add(i);
      }
    }
    return byRoot.values().stream().filter(group -> group.size() > 1).toList();
  }

  private void joinEqualHands(int hand, int[] parent) {
    int[] start = new int[(1 << 16) + 1];
    for (int i = 0; i < size; i++) {
      if (present[i]) {
        start[hand(hashes[i], hand) + 1]++;
      }
    }
    for (int key = 0; key < 1 << 16; key++) {
      start[key + 1] += start[key];
    }
    int[] next = start.clone();
    int[] sorted = new int[start[1 << 16]];
    for (int i = 0; i < size; i++) {
      if (present[i]) {
        sorted[next[hand(hashes[i], hand)]++] = i;
      }
    }
    long[] sortedHashes = IntStream.of(sorted).mapToLong(i -> hashes[i]).toArray();
    for (int key = 0; key < 1 << 16; key++) {
      for (int i = start[key]; i < start[key + 1]; i++) {
        long hash = sortedHashes[i];
        for (int j = i + 1; j < start[key + 1]; j++) {
          if (Long.bitCount(hash ^ sortedHashes[j]) <= MAX_BITS) {
            join(parent, sorted[i], sorted[j]);
          }
        }
      }
    }
  }

  /** Every fourth bit, so that the often empty border of an image is spread over all hands. */
  private static int hand(long hash, int hand) {
    int bits = 0;
    for (int i = 0; i < 16; i++) {
      bits |= (int) ((hash >>> (4 * i + hand)) & 1) << i;
    }
    return bits;
  }

  private void join(int[] parent, int a, int b) {
    int rootA = root(parent, a);
    int rootB = root(parent, b);
    if (rootA != rootB && looksTheSame(a, b)) {
      parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
    }
  }

  private static int root(int[] parent, int index) {
    int at = index;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private boolean looksTheSame(int a, int b) {
    for (int shift = 0; shift < 24; shift += 8) {
      int difference = ((colours[a] >> shift) & 0xFF) - ((colours[b] >> shift) & 0xFF);
      if (Math.abs(difference) > MAX_COLOUR) {
        return false;
      }
    }
    return Thumbnail.correlation(thumbnails, a * CELLS, b * CELLS) >= MIN_CORRELATION;
  }
}
