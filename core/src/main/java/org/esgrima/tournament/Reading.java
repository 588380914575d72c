package org.esgrima.tournament;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/**
 * What a table of matches says of the course of a run.
 *
 * <p>Let a(k, j) be the win rate of a player of moment k against the opponent of moment j. Players
 * of moments k ≥ j came after that opponent. With n moments, 0 to n − 1, for discriminators and
 * generators each:
 *
 * <pre>
 * gain       = mean over j of a(n−1, j) − a(0, j)
 * forgetting = mean over j < n−1 of max over k ≥ j of a(k, j), minus a(n−1, j)
 * returning  = mean over j < n−2 of the largest min(a(k, j), a(m, j)) − a(l, j), j ≤ k < l < m
 * </pre>
 *
 * <p>Forgetting is the measure of that name of Chaudhry et al. 2018 ("Riemannian walk for
 * incremental learning", arXiv 1801.10112), with opponents for tasks. Returning is the part of a
 * loss that was made good later. The first rule that fits decides:
 *
 * <ol>
 *   <li>{@link Course#TOO_FEW}: fewer than three moments;
 *   <li>{@link Course#CYCLING}: the returning of both players is at least the margin (one alone has
 *       had a setback and got over it);
 *   <li>{@link Course#FORGETTING}: the forgetting of a player is;
 *   <li>{@link Course#PROGRESS}, {@link Course#GENERATOR_ONLY}, {@link Course#DISCRIMINATOR_ONLY}:
 *       whose gain is;
 *   <li>{@link Course#STANDSTILL}.
 * </ol>
 *
 * <p>The margin is a tenth of the rounds, or three standard errors of the difference of two win
 * rates, √(½ / rounds) at most, where that is more. It is a rule of thumb of this project.
 *
 * @param course the verdict
 * @param margin what counts, in (0,1]
 * @param discriminator what the discriminators did
 * @param generator what the generators did
 */
public record Reading(Course course, double margin, Player discriminator, Player generator) {
  private static final double TENTH = 0.1;
  private static final double STANDARD_ERRORS = 3;
  private static final int FEWEST = 3;

  /**
   * What one kind of player did, in shares of rounds.
   *
   * @param gain of the newest over the oldest, in [-1,1]
   * @param forgetting in [0,1]
   * @param returning in [0,1]
   */
  public record Player(double gain, double forgetting, double returning) {
    private static Player of(int moments, Rates rates) {
      int last = moments - 1;
      return new Player(
          mean(moments, j -> rates.of(last, j) - rates.of(0, j)),
          mean(last, j -> largest(rates, j, last) - rates.of(last, j)),
          mean(moments - 2, j -> returning(rates, j, last)));
    }

    private static double mean(int count, IntToDoubleFunction term) {
      double sum = 0;
      for (int j = 0; j < count; j++) {
        sum += term.applyAsDouble(j);
      }
      return count > 0 ? sum / count : 0;
    }

    private static double largest(Rates rates, int from, int last) {
      double largest = 0;
      for (int k = from; k <= last; k++) {
        largest = Math.max(largest, rates.of(k, from));
      }
      return largest;
    }

    private static double returning(Rates rates, int j, int last) {
      double most = 0;
      for (int l = j + 1; l < last; l++) {
        double before = 0;
        double after = 0;
        for (int k = j; k <= last; k++) {
          if (k < l) {
            before = Math.max(before, rates.of(k, j));
          } else if (k > l) {
            after = Math.max(after, rates.of(k, j));
          }
        }
        most = Math.max(most, Math.min(before, after) - rates.of(l, j));
      }
      return most;
    }
  }

  private interface Rates {
    double of(int player, int opponent);
  }

  /**
   * Reads a table.
   *
   * @param winRates of generators, in [0,1]; as many discriminators as generators, of the same
   *     moments
   * @param rounds of every pair, at least 1
   */
  public static Reading of(Matrix winRates, int rounds) {
    int moments = winRates.generators();
    if (winRates.discriminators() != moments || rounds < 1) {
      throw new IllegalArgumentException(
          "%d discriminators, %d generators, %d rounds"
              .formatted(winRates.discriminators(), moments, rounds));
    }
    Player d = Player.of(moments, (k, j) -> 1 - winRates.at(k, j));
    Player g = Player.of(moments, (k, j) -> winRates.at(j, k));
    double margin = Math.max(TENTH, STANDARD_ERRORS * Math.sqrt(0.5 / rounds));
    return new Reading(course(moments, margin, d, g), margin, d, g);
  }

  private static Course course(int moments, double margin, Player d, Player g) {
    if (moments < FEWEST) {
      return Course.TOO_FEW;
    }
    if (Math.min(d.returning(), g.returning()) >= margin) {
      return Course.CYCLING;
    }
    if (Math.max(d.forgetting(), g.forgetting()) >= margin) {
      return Course.FORGETTING;
    }
    if (d.gain() >= margin) {
      return g.gain() >= margin ? Course.PROGRESS : Course.DISCRIMINATOR_ONLY;
    }
    return g.gain() >= margin ? Course.GENERATOR_ONLY : Course.STANDSTILL;
  }

  /** The verdict in a sentence or two; in JSON, too. */
  @JsonProperty
  public String words() {
    return switch (course) {
      case TOO_FEW ->
          "Too few moments to see a course: keep more checkpoints, for example with"
              + " --keep-checkpoints 10 when you train.";
      case CYCLING ->
          "Cycling: each player lost against old opponents what it once could, and later had it"
              + " back ("
              + both(discriminator.returning(), generator.returning())
              + " of the rounds). The players run in circles.";
      case FORGETTING ->
          "Forgetting: "
              + who(discriminator.forgetting(), generator.forgetting())
              + " no longer wins against old opponents as it once did ("
              + both(discriminator.forgetting(), generator.forgetting())
              + " of the rounds lost).";
      case PROGRESS ->
          "Progress: the newest of both players do better than the oldest against all opponents ("
              + gains()
              + "), and little was forgotten on the way.";
      case GENERATOR_ONLY ->
          "Only the generator got better (" + gains() + "): the discriminator holds it back less.";
      case DISCRIMINATOR_ONLY ->
          "Only the discriminator got better (" + gains() + "): the generator does not keep up.";
      case STANDSTILL -> "Standstill: neither player got better or worse (" + gains() + ").";
    };
  }

  private String who(double d, double g) {
    if (Math.min(d, g) >= margin) {
      return "each player";
    }
    return d >= g ? "the discriminator" : "the generator";
  }

  private static String both(double d, double g) {
    return "D %s, G %s".formatted(percent(d), percent(g));
  }

  private String gains() {
    return "D %s, G %s of the rounds"
        .formatted(signed(discriminator.gain()), signed(generator.gain()));
  }

  private static String signed(double share) {
    return (share < 0 ? "−" : "+") + percent(Math.abs(share));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
