package org.esgrima.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LatentLengthTest {
  private static double[] short16() {
    double[] point = new double[16];
    point[0] = 3;
    point[1] = -4;
    return point;
  }

  @Test
  void normalLatentsKeepTheirDirectionAndGetTheirUsualLength() {
    double[] settled = LatentLength.TYPICAL.of(short16(), true);
    double length = Math.sqrt(Arrays.stream(settled).map(x -> x * x).sum());
    assertThat(length).isCloseTo(4, Offset.offset(1e-12)); // √16
    assertThat(settled[0]).isCloseTo(3 * 4 / 5.0, Offset.offset(1e-12));
    assertThat(settled[1]).isCloseTo(-4 * 4 / 5.0, Offset.offset(1e-12));
  }

  @Test
  void allElseStaysAsItWasCalculated() {
    assertThat(LatentLength.AS_CALCULATED.of(short16(), true)).isEqualTo(short16());
    assertThat(LatentLength.TYPICAL.of(short16(), false)).isEqualTo(short16());
    assertThat(LatentLength.TYPICAL.of(new double[16], true)).isEqualTo(new double[16]);
  }
}
