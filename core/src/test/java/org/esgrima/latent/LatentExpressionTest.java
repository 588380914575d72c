package org.esgrima.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatentExpressionTest {
  @Test
  void groupsOfSeeds() {
    LatentExpression read = LatentExpression.parse(" mean(3, 17,42) -mean(5,9)+ 0.5*mean(8) − 7");
    assertThat(read.terms())
        .containsExactly(
            new LatentExpression.Term(1, List.of(3L, 17L, 42L), List.of(), "mean(3, 17,42)"),
            new LatentExpression.Term(-1, List.of(5L, 9L), List.of(), "mean(5,9)"),
            new LatentExpression.Term(0.5, List.of(8L), List.of(), "0.5*mean(8)"),
            new LatentExpression.Term(-1, List.of(7L), List.of(), "7"));
  }

  @Test
  void groupsInWords() {
    LatentExpression read = LatentExpression.parse("man,glasses - man + woman");
    assertThat(read.terms())
        .extracting(LatentExpression.Term::attributes)
        .containsExactly(List.of("man", "glasses"), List.of("man"), List.of("woman"));
    assertThat(read.terms())
        .extracting(LatentExpression.Term::weight)
        .containsExactly(1.0, -1.0, 1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mean(3,x)", "3 5", "mean(3", "3 +", "mean()"})
  void refusesWhatItCannotRead(String text) {
    assertThatThrownBy(() -> LatentExpression.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("For example \"mean(3,17,42)");
  }

  @Test
  void sumsWithWeights() {
    LatentExpression read = LatentExpression.parse("1 - 2*2 + 3");
    double[] sum =
        read.apply(List.of(new double[] {1, 0}, new double[] {0, 1}, new double[] {5, 5}));
    assertThat(sum).containsExactly(6, 3);
  }

  @Test
  void walksAndSheetsBeginAndEndAtTheirStops() {
    List<double[]> stops = List.of(new double[] {0, 1}, new double[] {1, 0}, new double[] {0, -1});
    List<double[]> path = LatentPoints.walk(stops, 4, Interpolation.SPHERICAL);
    assertThat(path).hasSize(9);
    assertThat(path.get(0)).containsExactly(stops.get(0));
    assertThat(path.get(8)).containsExactly(stops.get(2));
    assertThat(path).allMatch(p -> Math.abs(Math.hypot(p[0], p[1]) - 1) < 1e-12);
    List<double[]> corners =
        List.of(new double[] {0}, new double[] {2}, new double[] {4}, new double[] {6});
    assertThat(LatentPoints.sheet(corners, 3, Interpolation.LINEAR))
        .extracting(p -> p[0])
        .containsExactly(0.0, 1.0, 2.0, 2.0, 3.0, 4.0, 4.0, 5.0, 6.0);
  }
}
