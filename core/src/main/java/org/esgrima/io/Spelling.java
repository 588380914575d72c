package org.esgrima.io;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** How far two words are from each other, for "did you mean". */
public final class Spelling {
  private static final int FAR = 3;

  private Spelling() {}

  /** The word that was probably meant by one with a typing error; empty if none is near. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(other -> distance(word, other)))
        .filter(other -> distance(word, other) <= Math.min(FAR, 1 + word.length() / 4));
  }

  /**
   * Levenshtein's distance: the fewest letters inserted, removed or replaced that turn one word
   * into the other.
   */
  public static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
