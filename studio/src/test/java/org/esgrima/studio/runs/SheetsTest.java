package org.esgrima.studio.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SheetsTest {
  private static List<Long> steps(int count) {
    return LongStream.range(0, count).boxed().toList();
  }

  @Test
  void fewSheetsAreAllNamed() {
    assertThat(Sheets.thinned(steps(0), 4)).isEmpty();
    assertThat(Sheets.thinned(steps(3), 4)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void ofManyEverySecondOrFourthIsNamedAndTheLast() {
    assertThat(Sheets.thinned(steps(6), 4)).containsExactly(0L, 2L, 4L, 5L);
    assertThat(Sheets.thinned(steps(9), 4)).containsExactly(0L, 4L, 8L);
    assertThat(Sheets.thinned(steps(100_000), 400)).hasSizeLessThanOrEqualTo(400).endsWith(99_999L);
  }
}
