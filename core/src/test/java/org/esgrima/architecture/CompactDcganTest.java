package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.nn.Summary;
import org.junit.jupiter.api.Test;

class CompactDcganTest extends ArchitectureContract {
  @Override
  Stream<Architecture> instances() {
    return Stream.of(new CompactDcgan(3, 16, 2, 2), new CompactDcgan(1, 8, 1, 4));
  }

  @Override
  Shape impossibleShape() {
    return Shape.of(3, 32, 32);
  }

  private static long discriminatorParameters(int width) {
    CompactDcgan gan = new CompactDcgan(3, 256, 8, width);
    return Summary.of("D", gan.discriminator(), gan.sampleShape()).parameters();
  }

  @Test
  void parameterCountsAreThoseOfTheLayersInThePublishedCode() {
    // model.py has biases before the normalisations as well, which these make ineffective.
    CompactDcgan gan = new CompactDcgan(3, 256, 8, 2);
    long dense = 256 * 1024 + 1024;
    long convolutions = 9 * (64 * 32 + 32 * 16 + 16 * 8 + 8 * 3) + 3;
    long norms = 2 * (64 + 32 + 16 + 8);
    assertThat(Summary.of("G", gan.generator(), Shape.of(256)).parameters())
        .isEqualTo(dense + convolutions + norms);
    assertThat(discriminatorParameters(2))
        .isEqualTo(9 * (3 * 2 + 2 * 4 + 4 * 8) + 2 * (2 + 4 + 8) + 16 * 8 + 1);
    assertThat(discriminatorParameters(4))
        .isEqualTo(9 * (3 * 4 + 4 * 8 + 8 * 16) + 2 * (4 + 8 + 16) + 16 * 16 + 1);
  }

  @Test
  void refusesOtherSizes() {
    assertThatThrownBy(() -> CompactDcgan.of(null, null, null, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("discriminator-width");
    assertThatThrownBy(() -> CompactDcgan.of(null, null, null, null).fitting(impossibleShape()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("28 pixels a side");
  }
}
