package org.esgrima.optim;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;

/**
 * How slowly the average of the generator's weights follows them: the share β of the average that
 * an update keeps. Chosen by {@code type}: {@code half-life} or {@code decay}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EmaSettings.HalfLife.class, name = "half-life"),
  @JsonSubTypes.Type(value = EmaSettings.Decay.class, name = "decay")
})
public sealed interface EmaSettings {
  /**
   * The share of the average that is kept, in [0,1]; 0 makes it jump to the weights.
   *
   * @param imagesSeen images seen before the step that changed the weights
   * @param batch images of that step
   */
  double beta(long imagesSeen, int batch);

  /**
   * β = 0.5^(batch / min(halfLifeImages, rampUp · imagesSeen)), independent of the batch size
   * (Karras et al. 2018, arXiv 1710.10196, Section 4: an average of weights; in this form StyleGAN2
   * with adaptive augmentation, arXiv 2006.06676).
   *
   * @param halfLifeImages images after which half of the average is forgotten; a schedule for
   *     R3GAN, whose half-life grows from 0; default 10,000, as StyleGAN2
   * @param rampUp limits the half-life to this share of the images seen, so that the first weights,
   *     which are noise, are soon forgotten; StyleGAN2 uses 0.05; default 0, which is no limit
   */
  @JsonDeserialize(builder = HalfLife.Keys.class)
  record HalfLife(Schedule halfLifeImages, double rampUp) implements EmaSettings {
    // The reference's guard against division by zero: β becomes 0.
    private static final double SMALLEST_HALF_LIFE = 1e-8;

    /** Checks all settings. */
    public HalfLife {
      Checks.present("half-life-images", halfLifeImages);
      Checks.notNegative("ramp-up", rampUp);
    }

    /** A constant half-life. */
    public HalfLife(double halfLifeImages, double rampUp) {
      this(Schedule.constant(halfLifeImages), rampUp);
    }

    @Override
    public double beta(long imagesSeen, int batch) {
      double halfLife = halfLifeImages.at(imagesSeen);
      if (rampUp > 0) {
        halfLife = Math.min(halfLife, rampUp * imagesSeen);
      }
      return Math.pow(0.5, batch / Math.max(halfLife, SMALLEST_HALF_LIFE));
    }

    /** Keys of a configuration, with their defaults. */
    @JsonPOJOBuilder
    static final class Keys {
      @JsonProperty private Schedule halfLifeImages = Schedule.constant(10_000);
      @JsonProperty private double rampUp = 0;

      HalfLife build() {
        return new HalfLife(halfLifeImages, rampUp);
      }
    }
  }

  /**
   * The same share in every update, whatever the batch size.
   *
   * @param beta in [0,1), for example 0.999
   */
  record Decay(double beta) implements EmaSettings {
    /** Checks the share. */
    public Decay {
      Checks.share("beta", beta);
    }

    @Override
    public double beta(long imagesSeen, int batch) {
      return beta;
    }
  }
}
