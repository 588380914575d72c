package org.esgrima.data.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ToneTest {
  /** OKLab of the primaries of sRGB, rounded to five digits. */
  @Test
  void primariesComeOut() {
    expect(new Tone(0.62796, 0.22486, 0.12585), 255, 0, 0);
    expect(new Tone(0.86644, -0.23389, 0.17950), 0, 255, 0);
    expect(new Tone(0.45201, -0.03246, -0.31153), 0, 0, 255);
    expect(Tone.WHITE, 255, 255, 255);
    expect(new Tone(0, 0, 0), 0, 0, 0);
  }

  /** Gray: linear light is the cube of the lightness, encoded by the curve of sRGB. */
  @Test
  void grayFollowsTheTransferFunction() {
    for (double lightness = 0.05; lightness < 1; lightness += 0.05) {
      double linear = Math.pow(lightness, 3);
      double encoded =
          linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
      assertThat(new Tone(lightness, 0, 0).rgb()[1])
          .isCloseTo((float) (255 * encoded), within(0.02f));
    }
  }

  @Test
  void coloursBeyondWhatScreensShowAreLimited() {
    for (float value : Tone.of(0.7, 0.5, 145).rgb()) {
      assertThat(value).isBetween(0f, 255f);
    }
  }

  @Test
  void mixesAndFindsTheWay() {
    Tone dark = Tone.of(0.2, 0.1, 30);
    Tone light = Tone.of(0.8, 0.1, 210);
    assertThat(dark.mix(light, 0.5).lightness()).isCloseTo(0.5, within(1e-12));
    assertThat(dark.mix(light, 0.5).greenRed()).isCloseTo(0, within(1e-12));
    assertThat(Tone.along(0.25, dark, light, Tone.WHITE)).isEqualTo(dark.mix(light, 0.5));
    assertThat(Tone.along(2, dark, light)).isEqualTo(dark.mix(light, 1));
    assertThat(dark.lighter(0.1).vivid(2)).isEqualTo(dark.vivid(2).lighter(0.1));
  }

  private static void expect(Tone tone, int red, int green, int blue) {
    float[] rgb = tone.rgb();
    assertThat(rgb[0]).isCloseTo(red, within(0.6f));
    assertThat(rgb[1]).isCloseTo(green, within(0.6f));
    assertThat(rgb[2]).isCloseTo(blue, within(0.6f));
  }
}
