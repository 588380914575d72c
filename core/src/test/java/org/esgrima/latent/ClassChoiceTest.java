package org.esgrima.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassChoiceTest {
  private static final List<String> PETS = List.of("cat", "dog", "newt");

  @Test
  void classesAreNamedNumberedOrRanges() {
    assertThat(ClassChoice.parse("newt", PETS)).containsExactly(2);
    assertThat(ClassChoice.parse("dog, cat", PETS)).containsExactly(1, 0);
    assertThat(ClassChoice.parse("0-1,2", PETS)).containsExactly(0, 1, 2);
    assertThat(ClassChoice.parse("all", PETS)).containsExactly(0, 1, 2);
    assertThat(ClassChoice.parse("2", List.of("9", "2", "1"))).as("a name wins").containsExactly(1);
  }

  @Test
  void labelsOfACombinationAskForAllThatHaveThem() {
    List<String> people =
        List.of("man+no glasses", "man+glasses", "woman+no glasses", "woman+glasses");
    assertThat(ClassChoice.parse("woman", people)).containsExactly(2, 3);
    assertThat(ClassChoice.parse("glasses", people)).containsExactly(1, 3);
    assertThat(ClassChoice.parse("glasses+man,no glasses", people)).containsExactly(1, 0, 2);
    assertThat(ClassChoice.parse("woman+glasses", people)).containsExactly(3);
    assertThatThrownBy(() -> ClassChoice.parse("man+woman", people))
        .hasMessageContaining("no such class");
    assertThatThrownBy(() -> ClassChoice.parse("woman+", people))
        .hasMessageContaining("no such class");
    assertThat(ClassChoice.parse("C+", List.of("C", "C+"))).as("a whole name").containsExactly(1);
  }

  @Test
  void oneClassIsNotTakenFromSeveral() {
    assertThat(ClassChoice.parseOne("dog", PETS)).isEqualTo(1);
    assertThatThrownBy(() -> ClassChoice.parseOne("dog,newt", PETS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("one of dog, newt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "1-3", "2-1", "dgo", "", "-1", "99999999999"})
  void othersAreRefused(String text) {
    assertThatThrownBy(() -> ClassChoice.parse(text, PETS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cat, dog, newt");
  }

  @Test
  void aTypingErrorIsPointedOutAndAGeneratorWithoutClassesToo() {
    assertThatThrownBy(() -> ClassChoice.parse("newr", PETS)).hasMessageContaining("mean newt?");
    assertThatThrownBy(() -> ClassChoice.parse("7", List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--conditioning");
  }
}
