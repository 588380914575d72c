package org.esgrima.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "kitten, sitting, 3",
    "mnist, mnist, 0",
    "'', abc, 3",
    "abc, '', 3",
    "batch, bacth, 2"
  })
  void countsLettersThatChange(String a, String b, int expected) {
    assertThat(Spelling.distance(a, b)).isEqualTo(expected);
  }
}
