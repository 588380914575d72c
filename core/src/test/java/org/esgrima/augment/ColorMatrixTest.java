package org.esgrima.augment;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ColorMatrixTest {
  private static final double[] COLOUR = {0.9, -0.2, 0.3};

  private static double[] map(ColorMatrix matrix, double... colour) {
    double[] result = matrix.offset();
    for (int i = 0; i < 9; i++) {
      result[i / 3] += matrix.linear()[i] * colour[i % 3];
    }
    return result;
  }

  private static double mean(double[] colour) {
    return (colour[0] + colour[1] + colour[2]) / 3;
  }

  private static double chroma(double[] colour) {
    double mean = mean(colour);
    double squares = 0;
    for (double channel : colour) {
      squares += (channel - mean) * (channel - mean);
    }
    return Math.sqrt(squares);
  }

  private static void assertColour(double[] actual, double... expected) {
    assertThat(actual).containsExactly(expected, Offset.offset(1e-14));
  }

  @Test
  void aThirdOfATurnOfHueExchangesTheChannels() {
    assertColour(map(ColorMatrix.hue(2 * Math.PI / 3), COLOUR), 0.3, 0.9, -0.2);
    assertColour(map(ColorMatrix.hue(1), 0.4, 0.4, 0.4), 0.4, 0.4, 0.4);
  }

  @Test
  void hueKeepsMeanAndChroma() {
    double[] turned = map(ColorMatrix.hue(0.7), COLOUR);
    assertThat(mean(turned)).isCloseTo(mean(COLOUR), Offset.offset(1e-14));
    assertThat(chroma(turned)).isCloseTo(chroma(COLOUR), Offset.offset(1e-14));
  }

  @Test
  void saturationScalesChromaOnly() {
    double[] pale = map(ColorMatrix.saturation(0.25), COLOUR);
    assertThat(mean(pale)).isCloseTo(mean(COLOUR), Offset.offset(1e-14));
    assertThat(chroma(pale)).isCloseTo(chroma(COLOUR) / 4, Offset.offset(1e-14));
  }

  @Test
  void lumaFlipInvertsTheMeanAndNothingElse() {
    double[] flipped = map(ColorMatrix.lumaFlip(), COLOUR);
    double mean = mean(COLOUR);
    assertColour(flipped, 0.9 - 2 * mean, -0.2 - 2 * mean, 0.3 - 2 * mean);
    assertColour(map(ColorMatrix.lumaFlip().times(ColorMatrix.lumaFlip()), COLOUR), COLOUR);
  }

  @Test
  void productsApplyTheRightFactorFirst() {
    ColorMatrix brighterThenStronger = ColorMatrix.scaling(2).times(ColorMatrix.translation(0.1));
    assertColour(map(brighterThenStronger, COLOUR), 2.0, -0.2, 0.8);
    assertThat(brighterThenStronger.grayGain()).isCloseTo(2, Offset.offset(1e-15));
    assertThat(brighterThenStronger.grayOffset()).isCloseTo(0.2, Offset.offset(1e-15));
  }
}
