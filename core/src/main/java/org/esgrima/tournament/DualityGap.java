package org.esgrima.tournament;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a pair of players is from an equilibrium, as far as the players of a tournament can tell.
 *
 * <pre>
 * gap(D, G) = max over D' of V(D', G) − min over G' of V(D, G')
 * </pre>
 *
 * <p>The duality gap of Grnarova et al. 2019 ("A domain agnostic measure for monitoring and
 * evaluating GANs", arXiv 1811.05512) takes both over all players that there could be; it is 0 at
 * an equilibrium and never negative. Here D' and G' are those of the tournament alone. A maximum
 * over fewer is not larger and a minimum over fewer not smaller, so this number is a <b>lower
 * bound</b> of the gap, up to the noise of estimating V on a finite sample: a large one proves that
 * the pair is no equilibrium, a small one proves nothing.
 */
public final class DualityGap {
  private DualityGap() {}

  /**
   * The bound for each pair of the same age.
   *
   * @param value V, what discriminators raise and generators lower; as many rows as columns
   * @return from the oldest pair to the newest, each at least 0
   */
  public static List<Double> ofPairs(Matrix value) {
    if (value.discriminators() != value.generators()) {
      throw new IllegalArgumentException("players of equal number, please");
    }
    List<Double> gaps = new ArrayList<>();
    for (int pair = 0; pair < value.generators(); pair++) {
      double worst = Double.NEGATIVE_INFINITY;
      double best = Double.POSITIVE_INFINITY;
      for (int other = 0; other < value.generators(); other++) {
        worst = Math.max(worst, value.at(other, pair));
        best = Math.min(best, value.at(pair, other));
      }
      gaps.add(worst - best);
    }
    return List.copyOf(gaps);
  }
}
