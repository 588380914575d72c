package org.esgrima.tournament;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BradleyTerryTest {
  @Test
  void onePairHasTheOddsOfItsRounds() {
    BradleyTerry ratings = BradleyTerry.of(Matrix.of(new double[][] {{0.75}}), 100);
    double ahead = ratings.generators().get(0) - ratings.discriminators().get(0);
    assertThat(ahead).isCloseTo(400 * Math.log10(75.5 / 25.5), within(1e-6));
    assertThat(ratings.generators().get(0) + ratings.discriminators().get(0))
        .isCloseTo(3000, within(1e-6));
    assertThat(ratings.expected(0, 0)).isCloseTo(75.5 / 101, within(1e-9));
  }

  @Test
  void ratingsThatExplainEveryPairAreFound() {
    double[] d = {1500, 1740, 1600};
    double[] g = {1100, 1330, 1730};
    int rounds = 1000;
    double[][] rates = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double share = 1 / (1 + Math.pow(10, (d[i] - g[j]) / 400));
        rates[i][j] = (share * (rounds + 1) - 0.5) / rounds; // what half a round is given to
      }
    }
    BradleyTerry ratings = BradleyTerry.of(Matrix.of(rates), rounds);
    for (int i = 0; i < 3; i++) {
      assertThat(ratings.discriminators().get(i)).isCloseTo(d[i], within(1e-4));
      assertThat(ratings.generators().get(i)).isCloseTo(g[i], within(1e-4));
    }
  }

  @Test
  void theLikelihoodIsAtItsTop() {
    double[][] rates = {{0.1, 0.9}, {0.6, 0.2}}; // no ratings explain this
    BradleyTerry best = BradleyTerry.of(Matrix.of(rates), 50);
    double top = logLikelihood(rates, best);
    for (double change : new double[] {-1, 1}) {
      for (int player = 0; player < 2; player++) {
        List<Double> moved = new ArrayList<>(best.generators());
        moved.set(player, moved.get(player) + change);
        assertThat(logLikelihood(rates, new BradleyTerry(moved, best.discriminators())))
            .isLessThan(top);
        moved = new ArrayList<>(best.discriminators());
        moved.set(player, moved.get(player) + change);
        assertThat(logLikelihood(rates, new BradleyTerry(best.generators(), moved)))
            .isLessThan(top);
      }
    }
  }

  private static double logLikelihood(double[][] rates, BradleyTerry ratings) {
    double sum = 0;
    for (int d = 0; d < 2; d++) {
      for (int g = 0; g < 2; g++) {
        double p = ratings.expected(d, g);
        sum += (50 * rates[d][g] + 0.5) * Math.log(p);
        sum += (50 * (1 - rates[d][g]) + 0.5) * Math.log(1 - p);
      }
    }
    return sum;
  }

  @Test
  void whoNeverWinsHasAFiniteRating() {
    BradleyTerry ratings = BradleyTerry.of(Matrix.of(new double[][] {{0, 0.5}, {0, 1}}), 512);
    assertThat(ratings.generators()).allMatch(Double::isFinite);
    assertThat(ratings.generators().get(0)).isLessThan(ratings.generators().get(1));
  }
}
