package org.esgrima.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.esgrima.InputException;
import org.esgrima.data.LabelColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeWordsTest {
  private static final AttributeWords WORDS =
      new AttributeWords(
          List.of(
              LabelColumn.classes("person", List.of("man", "woman")),
              LabelColumn.classes("glasses", List.of("no glasses", "glasses")),
              LabelColumn.classes("hair", List.of("bald", "long", "round")),
              LabelColumn.classes("frame", List.of("round", "square")),
              LabelColumn.classes("Smiling", List.of("no Smiling", "Smiling"))));

  private static List<String> read(String text) {
    return WORDS.read(LatentExpression.parse(text)).stream().map(AttributeGroup::words).toList();
  }

  private static String wanted(String text) {
    LatentExpression expression = LatentExpression.parse(text);
    return WORDS.wanted(expression, WORDS.read(expression)).words();
  }

  @Test
  void aTermThatDoesNotNameWhatAnotherNamesMeansItsAbsence() {
    assertThat(read("man,glasses - man + woman"))
        .containsExactly("man, glasses", "man, no glasses", "woman, no glasses");
    assertThat(read("man,no glasses - man,glasses + woman"))
        .containsExactly("man, no glasses", "man, glasses", "woman, no glasses");
    assertThat(read("man,long - man + woman"))
        .containsExactly("man, long", "man, not long", "woman, not long");
    // Neither man nor woman would be left.
    assertThat(read("man - woman + glasses"))
        .containsExactly("man, no glasses", "woman, no glasses", "glasses");
    assertThat(read("smiling - mean(1,2)")).containsExactly("Smiling", "anything");
  }

  @Test
  void wordsMayNegateAndNameTheirAttribute() {
    assertThat(read("no man")).containsExactly("woman");
    assertThat(read("no long")).containsExactly("not long");
    assertThat(read("FRAME=round, hair=long")).containsExactly("long, round");
    assertThat(WORDS.alone(List.of("woman", "no-glasses")).words()).isEqualTo("woman, no glasses");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          man,glasses - man + woman | woman, glasses
          woman - man,glasses + woman,glasses | woman, no glasses
          2*man - woman | man
          man,long - man + woman | woman, long
          man - man,long + woman | woman, not long
          man - mean(1,2) | man
          """)
  void theResultShowsWhatTheTermsAddUpTo(String expression, String result) {
    assertThat(wanted(expression)).isEqualTo(result);
  }

  @Test
  void aPictureBelongsToAGroupByItsClasses() {
    AttributeGroup group = WORDS.alone(List.of("man", "no long"));
    assertThat(group.matches(new int[] {0, 1, 2, 0, 0})).isTrue();
    assertThat(group.matches(new int[] {0, 1, 1, 0, 0})).isFalse();
    assertThat(group.matches(new int[] {1, 1, 2, 0, 0})).isFalse();
    float[] p = {0.8f, 0.2f, 0, 1, 0.1f, 0.3f, 0.6f, 1, 0, 1, 0};
    assertThat(group.sureness(p, 0, new int[] {0, 2, 4, 7, 9})).isBetween(0.699, 0.701);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mann - man | Did you mean man?
          man,woman | two values of one attribute
          round | frame=round
          shoe=square | unknown attribute
          """)
  void refusesWhatItDoesNotKnow(String expression, String message) {
    assertThatThrownBy(() -> read(expression))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
