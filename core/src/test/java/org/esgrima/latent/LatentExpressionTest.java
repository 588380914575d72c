package org.esgrima.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
            term(1, "mean(3, 17,42)", 3, 17, 42),
            term(-1, "mean(5,9)", 5, 9),
            term(0.5, "0.5*mean(8)", 8),
            term(-1, "7", 7));
    assertThat(read.named()).isEqualTo("mean(3,17,42) - mean(5,9) + 0.5*8 - 7");
    assertThat(LatentExpression.parse(read.named()).terms())
        .extracting(LatentExpression.Term::exemplars)
        .isEqualTo(read.terms().stream().map(LatentExpression.Term::exemplars).toList());
  }

  private static LatentExpression.Term term(double weight, String text, long... seeds) {
    List<PointName> names = new ArrayList<>();
    Arrays.stream(seeds).forEach(seed -> names.add(new PointName.Seed(seed)));
    return new LatentExpression.Term(weight, names, List.of(), text);
  }

  @Test
  void filesInThePlaceOfSeeds() {
    LatentExpression read = LatentExpression.parse("me-2.safetensors - mean(3, a/b.safetensors)");
    assertThat(read.terms().get(0).exemplars())
        .containsExactly(new PointName.Saved(Path.of("me-2.safetensors")));
    assertThat(read.terms().get(1).exemplars())
        .containsExactly(new PointName.Seed(3), new PointName.Saved(Path.of("a", "b.safetensors")));
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
    assertThat(read.inWords()).isTrue();
    LatentExpression longer = LatentExpression.parse("no glasses, full  beard - 5_o_Clock - x=y");
    assertThat(longer.terms())
        .extracting(LatentExpression.Term::attributes)
        .containsExactly(
            List.of("no glasses", "full  beard"), List.of("5_o_Clock"), List.of("x=y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mean(3,x)", "3 5", "mean(3", "3 +", "mean()", "3 x"})
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
