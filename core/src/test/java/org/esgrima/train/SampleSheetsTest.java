package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.esgrima.architecture.Conditions;
import org.junit.jupiter.api.Test;

class SampleSheetsTest {
  @Test
  void everyRowIsAClassWhereThereAreRowsForAll() {
    assertThat(SampleSheets.classes(100, 10))
        .isEqualTo(IntStream.range(0, 100).map(i -> i / 10).toArray());
    assertThat(SampleSheets.classes(64, 4))
        .isEqualTo(IntStream.range(0, 64).map(i -> i / 8 % 4).toArray());
  }

  @Test
  void seedsDecideWhereClassesAreMoreThanRowsOrNone() {
    assertThat(SampleSheets.classes(64, 9)).hasSize(64).containsOnly(Conditions.ANY);
    assertThat(SampleSheets.classes(64, 0)).hasSize(64).containsOnly(Conditions.ANY);
  }
}
