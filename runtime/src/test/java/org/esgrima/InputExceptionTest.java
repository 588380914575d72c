package org.esgrima;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputExceptionTest {
  @Test
  void theMessageIsOneLineThatEndsAsItsLastSentenceDoes() {
    assertThat(new InputException("no such class", "--class", "cat,\n dog", "cta", "Leave it out"))
        .hasMessage("no such class: --class: expected cat, dog, got cta. Leave it out.");
    assertThat(new InputException("no such class", "--class", "cat", "cta", "Did you mean cat?"))
        .hasMessage("no such class: --class: expected cat, got cta. Did you mean cat?");
  }
}
