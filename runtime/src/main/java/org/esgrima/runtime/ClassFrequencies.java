package org.esgrima.runtime;

import java.util.List;

/** How often seeds give each class where none is asked for. */
public final class ClassFrequencies {
  private ClassFrequencies() {}

  /**
   * The class at a place: classes lie side by side from 0 to K, each as wide as it is frequent. The
   * same as in the pages of {@code --format html}.
   *
   * @param place in [0, K]
   * @param classes K, at least 1
   * @param frequencies of the classes, relative to each other, one of them above 0; empty = alike
   */
  public static int classAt(float place, int classes, List<Long> frequencies) {
    if (frequencies.isEmpty()) {
      return Math.min(classes - 1, (int) place);
    }
    long total = frequencies.stream().mapToLong(Long::longValue).sum();
    double sought = (double) place / classes * total;
    int found = 0;
    long end = 0;
    for (int i = 0; i < classes && end <= sought; i++) {
      end += frequencies.get(i);
      found = frequencies.get(i) > 0 ? i : found;
    }
    return found;
  }
}
