package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.nn.Init;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenseInitTest {
  private static DenseInit read(String yaml) {
    return Json.bind(Json.parseYaml(yaml, "config.yaml"), DenseInit.class, "config.yaml");
  }

  @Test
  void plainNumbersAreBounds() {
    assertThat(read("0.1")).isEqualTo(new DenseInit.Uniform(0.1));
    assertThat(Json.json(new DenseInit.Uniform(0.25))).isEqualTo("0.25");
    assertThat(read("0.1").weight(3, 4)).isEqualTo(new Init.Uniform(0.1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.5",
        "{type: normal, deviation: 0.1}",
        "{type: xavier, gain: 1.5}",
        "{type: he, bias: 1}",
        "{type: orthogonal, gain: 1.4}"
      })
  void isReadAsItIsWritten(String yaml) {
    DenseInit init = read(yaml);
    assertThat(read(Json.yaml(init))).isEqualTo(init);
    assertThat(read(Json.json(init))).isEqualTo(init);
    assertThat(Json.tree(init).toString()).isEqualTo(Json.json(init));
  }

  @Test
  void defaultsAreTheUsualOnes() {
    assertThat(read("{type: normal}").weight(3, 4)).isEqualTo(new Init.Normal(0, 0.02));
    assertThat(read("{type: xavier}")).isEqualTo(new DenseInit.Xavier(1));
    assertThat(read("{type: he}").hiddenBias()).isEqualTo(new Init.Uniform(0));
    assertThat(read("{type: orthogonal}").weight(3, 4)).isEqualTo(new Init.Orthogonal(1));
  }

  @Test
  void xavierAndHeDependOnTheLayer() {
    // A uniform distribution on [-b, b) has the variance b² / 3.
    double he = ((Init.Uniform) read("{type: he}").weight(8, 4)).bound();
    assertThat(he * he / 3).isCloseTo(2.0 / 8, Offset.offset(1e-15));
    double xavier = ((Init.Uniform) read("{type: xavier, gain: 2}").weight(8, 4)).bound();
    assertThat(xavier * xavier / 3).isCloseTo(4 * 2.0 / (8 + 4), Offset.offset(1e-15));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "he | 'he', where a number or an object stands",
        "-1 | bound must be at least 0 and finite, got -1.0",
        "{type: glorot} | [he, normal, orthogonal, xavier]",
        "{type: he, gain: 2} | unknown key",
        "{type: he, bias: -1} | bias must be at least 0 and finite, got -1.0",
        "{type: normal, deviation: -1} | deviation must be at least 0 and finite, got -1.0",
        "{type: xavier, gain: -2} | gain must be at least 0 and finite, got -2.0"
      })
  void refusesWhatItCannotMean(String yaml, String reason) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(reason);
  }
}
