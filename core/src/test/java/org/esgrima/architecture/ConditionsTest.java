package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.LabelProduct;
import org.esgrima.io.ElementType;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ConditionsTest {
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final int SEEDS = 2_000;

  /** How many of the seeds get each class. */
  private static long[] drawn(List<Long> frequencies, int asked) {
    Conditioning conditioning = new Projection("", CLASSES, frequencies);
    int[] wanted = new int[SEEDS];
    Arrays.fill(wanted, asked);
    long[] seeds = LongStream.range(0, SEEDS).toArray();
    try (Scope scope = Scope.open()) {
      float[] rows =
          Conditions.ofSeeds(conditioning, seeds, wanted, ElementType.F32).orElseThrow().toFloats();
      long[] counts = new long[CLASSES.size()];
      IntStream.range(0, rows.length).filter(i -> rows[i] == 1).forEach(i -> counts[i % 3]++);
      return counts;
    }
  }

  @Test
  void seedsGiveClassesAsOftenAsTheyAreFrequent() {
    long[] counts = drawn(List.of(1L, 0L, 3L), Conditions.ANY);
    assertThat(counts[1]).isZero();
    assertThat(counts[0] + counts[2]).isEqualTo(SEEDS);
    assertThat(counts[0]).isBetween(400L, 600L); // 500 ± 5 standard deviations
    assertThat(drawn(List.of(0L, 0L, 9L), Conditions.ANY)).containsExactly(0, 0, SEEDS);
    assertThat(drawn(List.of(9L, 0L, 0L), Conditions.ANY)).containsExactly(SEEDS, 0, 0);
  }

  @Test
  void equalFrequenciesAreAsGoodAsNone() {
    assertThat(drawn(List.of(7L, 7L, 7L), Conditions.ANY))
        .containsExactly(drawn(List.of(), Conditions.ANY));
  }

  @Test
  void whoAsksForAClassGetsIt() {
    assertThat(drawn(List.of(1L, 0L, 3L), 1)).containsExactly(0, SEEDS, 0);
  }

  @Test
  void frequenciesAreThoseOfTheDataUnlessClassesOrTheyAreGiven() {
    List<String> persons = List.of("man", "woman");
    List<LabelColumn> columns = List.of(LabelColumn.classes("person", persons));
    List<Long> counts = List.of(30L, 70L);
    Function<LabelProduct, List<Long>> counted = label -> counts;
    assertThat(new Projection("person", List.of()).fitting(columns, counted).frequencies())
        .isEqualTo(counts);
    assertThat(new Concatenation("", persons).fitting(columns, counted).frequencies()).isEmpty();
    List<Long> given = List.of(1L, 4L);
    Conditioning auxiliary = new AuxiliaryClassifier("", List.of(), given, 1);
    assertThat(auxiliary.fitting(columns, counted).frequencies()).isEqualTo(given);
    Projection three = new Projection("person", List.of(), List.of(1L, 2L, 3L));
    assertThatThrownBy(() -> three.fitting(columns, counted))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("conditioning.frequencies: expected a whole number from 0 to");
  }
}
