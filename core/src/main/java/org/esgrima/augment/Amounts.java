package org.esgrima.augment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;

/**
 * How strong each transform is that happens to an image; 0 makes it do nothing. The defaults are
 * those of Karras et al. 2020, arXiv 2006.06676, Appendix B.
 *
 * <p>"Octaves" are powers of two: a factor is 2ⁿ with n from N(0, octaves²).
 *
 * @param integerTranslation largest shift, as a share of the image's side; 0.125
 * @param isotropicScaling octaves; 0.2
 * @param rotation largest angle, as a share of 180°; 1
 * @param anisotropicScaling octaves; 0.2
 * @param fractionalTranslation standard deviation of the shift, as a share of the side; 0.125
 * @param brightness standard deviation of what is added, for images in [-1, 1]; 0.2
 * @param contrast octaves; 0.5
 * @param hue largest angle, as a share of 180°; 1
 * @param saturation octaves; 1
 * @param filtering octaves by which a frequency band is amplified; 1
 * @param bands factor on the probability for each of the four bands, lowest first; 1 for all
 * @param noise the noise's own standard deviation is |n| with n from N(0, noise²); 0.1
 * @param cutout sides of the rectangle, as a share of the image's; 0.5
 */
@JsonDeserialize(builder = Amounts.Keys.class)
public record Amounts(
    double integerTranslation,
    double isotropicScaling,
    double rotation,
    double anisotropicScaling,
    double fractionalTranslation,
    double brightness,
    double contrast,
    double hue,
    double saturation,
    double filtering,
    List<Double> bands,
    double noise,
    double cutout) {
  /** As published. */
  public static final Amounts PUBLISHED = new Keys().build();

  /** Checks all amounts. */
  public Amounts {
    Checks.notNegative("integer-translation", integerTranslation);
    Checks.notNegative("isotropic-scaling", isotropicScaling);
    Checks.notNegative("rotation", rotation);
    Checks.notNegative("anisotropic-scaling", anisotropicScaling);
    Checks.notNegative("fractional-translation", fractionalTranslation);
    Checks.notNegative("brightness", brightness);
    Checks.notNegative("contrast", contrast);
    Checks.notNegative("hue", hue);
    Checks.notNegative("saturation", saturation);
    Checks.notNegative("filtering", filtering);
    Checks.notNegative("noise", noise);
    Checks.notNegative("cutout", cutout);
    bands = List.copyOf(bands);
    Checks.require(
        bands.size() == FrequencyBands.COUNT && bands.stream().allMatch(b -> b >= 0 && b <= 1),
        "bands",
        FrequencyBands.COUNT + " numbers from 0 to 1",
        bands);
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double integerTranslation = 0.125;
    @JsonProperty private double isotropicScaling = 0.2;
    @JsonProperty private double rotation = 1;
    @JsonProperty private double anisotropicScaling = 0.2;
    @JsonProperty private double fractionalTranslation = 0.125;
    @JsonProperty private double brightness = 0.2;
    @JsonProperty private double contrast = 0.5;
    @JsonProperty private double hue = 1;
    @JsonProperty private double saturation = 1;
    @JsonProperty private double filtering = 1;
    @JsonProperty private List<Double> bands = List.of(1.0, 1.0, 1.0, 1.0);
    @JsonProperty private double noise = 0.1;
    @JsonProperty private double cutout = 0.5;

    Amounts build() {
      return new Amounts(
          integerTranslation,
          isotropicScaling,
          rotation,
          anisotropicScaling,
          fractionalTranslation,
          brightness,
          contrast,
          hue,
          saturation,
          filtering,
          bands,
          noise,
          cutout);
    }
  }
}
