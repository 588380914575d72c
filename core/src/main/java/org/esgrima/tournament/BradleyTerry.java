package org.esgrima.tournament;

import java.util.Arrays;
import java.util.List;

/**
 * The skill of each player on one scale, from all matches at once.
 *
 * <pre>
 * P(generator g wins a round against discriminator d) = 1 / (1 + 10^((R_d − R_g) / 400))
 * </pre>
 *
 * <p>This is the model of Bradley and Terry ("Rank analysis of incomplete block designs",
 * Biometrika 39, 1952) in the units of Elo's chess ratings: 400 points more are odds of 10 to 1,
 * and the mean of all players is {@value #MEAN}. Ratings maximise the likelihood of all rounds,
 * after half a round was given to either side of every pair, without which a player who never loses
 * would have an infinite one. They are found by the iteration of Hunter ("MM algorithms for
 * generalized Bradley-Terry models", Annals of Statistics 32, 2004): with π = 10^(R/400),
 *
 * <pre>
 * π_i ← (rounds won by i) / Σ_j (rounds of i against j) / (π_i + π_j)
 * </pre>
 *
 * <p>Olsson et al. 2018 ("Skill Rating for Generative Models", arXiv 1808.04888) rate generators
 * and discriminators of a run by their matches, too, but with Glicko2, whose ratings depend on the
 * order of the matches; here all are known, so no order is needed.
 *
 * @param generators from the oldest to the newest
 * @param discriminators likewise
 */
public record BradleyTerry(List<Double> generators, List<Double> discriminators) {
  /** Mean rating of all players of a tournament. */
  public static final int MEAN = 1500;

  private static final double SCALE = 400;
  private static final double GIVEN = 0.5;
  private static final int MOST_ITERATIONS = 200_000;
  private static final double TOLERANCE = 1e-12;

  /** Copies the lists. */
  public BradleyTerry {
    generators = List.copyOf(generators);
    discriminators = List.copyOf(discriminators);
  }

  /**
   * Rates the players.
   *
   * @param winRates of generators, in [0,1]
   * @param rounds of every pair, at least 1
   */
  public static BradleyTerry of(Matrix winRates, int rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, got " + rounds);
    }
    int d = winRates.discriminators();
    int g = winRates.generators();
    double[][] won = new double[d][g]; // by generators
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < g; j++) {
        won[i][j] = rounds * winRates.at(i, j) + GIVEN;
      }
    }
    double[] strengths = strengths(won, rounds + 2 * GIVEN);
    double[] ratings = Arrays.stream(strengths).map(s -> SCALE * Math.log10(s)).toArray();
    double shift = MEAN - Arrays.stream(ratings).average().orElseThrow();
    List<Double> all = Arrays.stream(ratings).mapToObj(r -> r + shift).toList();
    return new BradleyTerry(all.subList(d, d + g), all.subList(0, d));
  }

  /** Discriminators first, then generators. */
  private static double[] strengths(double[][] won, double rounds) {
    int d = won.length;
    double[] strength = new double[d + won[0].length];
    Arrays.fill(strength, 1);
    for (int i = 0; i < MOST_ITERATIONS; i++) {
      double change = 0;
      for (int player = 0; player < strength.length; player++) {
        double next =
            player < d
                ? ofRow(won, rounds, strength, player)
                : ofColumn(won, rounds, strength, player - d);
        change = Math.max(change, Math.abs(Math.log(next / strength[player])));
        strength[player] = next;
      }
      if (change < TOLERANCE) {
        break;
      }
    }
    return strength;
  }

  private static double ofRow(double[][] won, double rounds, double[] strength, int row) {
    double wins = 0;
    double sum = 0;
    for (int j = 0; j < won[row].length; j++) {
      wins += rounds - won[row][j];
      sum += rounds / (strength[row] + strength[won.length + j]);
    }
    return wins / sum;
  }

  private static double ofColumn(double[][] won, double rounds, double[] strength, int column) {
    double wins = 0;
    double sum = 0;
    for (int i = 0; i < won.length; i++) {
      wins += won[i][column];
      sum += rounds / (strength[i] + strength[won.length + column]);
    }
    return wins / sum;
  }

  /** The share of rounds that a generator is expected to win, in (0,1). */
  public double expected(int discriminator, int generator) {
    double ahead = generators.get(generator) - discriminators.get(discriminator);
    return 1 / (1 + Math.pow(10, -ahead / SCALE));
  }
}
