package org.esgrima.benchmarks;

import java.util.List;
import java.util.Locale;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.train.Presets;
import org.esgrima.train.StepWork;
import org.esgrima.train.TrainingConfig;

/**
 * One point of {@link Growth}: a game of a certain size.
 *
 * @param resolution side of the images in pixels
 * @param batch images of a minibatch
 * @param width of a DCGAN: channels at the largest inner resolution; of a StyleGAN2: a quarter of
 *     its capacity, the most channels of a layer
 * @param images of the data set
 */
record GrowthCase(Model model, int resolution, int batch, int width, int images) {
  /** What grows. */
  enum Model {
    DCGAN("DCGAN"),
    STYLEGAN2("StyleGAN2");

    private final String title;

    Model(String title) {
      this.title = title;
    }

    /** For people. */
    String title() {
      return title;
    }
  }

  private static final String BETWEEN = "-";

  /** The case of a {@link #key}. */
  static GrowthCase of(String key) {
    List<String> parts = List.of(key.split(BETWEEN));
    try {
      return new GrowthCase(
          Model.valueOf(parts.get(0).toUpperCase(Locale.ROOT)),
          Integer.parseInt(parts.get(1)),
          Integer.parseInt(parts.get(2)),
          Integer.parseInt(parts.get(3)),
          Integer.parseInt(parts.get(4)));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new InputException(
          "unknown case", key, "MODEL-RESOLUTION-BATCH-WIDTH-IMAGES", key, "Correct it", e);
    }
  }

  /** Its name in files and options. */
  String key() {
    return String.join(
        BETWEEN,
        model.name().toLowerCase(Locale.ROOT),
        String.valueOf(resolution),
        String.valueOf(batch),
        String.valueOf(width),
        String.valueOf(images));
  }

  Shape sample() {
    return Shape.of(3, resolution, resolution);
  }

  /**
   * Its settings; the DCGAN as published, the StyleGAN2 of the preset for faces with networks and
   * game as published.
   */
  TrainingConfig config() {
    String common = "{resolution: %d, channels: 3, batch: %d, ".formatted(resolution, batch);
    String size = "resolution: %d, channels: 3".formatted(resolution);
    return switch (model) {
      case DCGAN ->
          Presets.config(
              "dcgan64", common + "architecture: {%s, width: %d}}".formatted(size, width));
      case STYLEGAN2 ->
          Presets.config(
              "stylegan2-avatars64",
              common
                  + TrainingCases.STYLEGAN2_GAME
                  + ", architecture: {%s, capacity: %d, max-width: %d, %s}}"
                      .formatted(size, 4 * width, width, TrainingCases.STYLEGAN2_NETWORKS));
    };
  }

  /** Floating-point operations of a step: see {@link StepWork}. */
  double flops() {
    return StepWork.flops(config());
  }
}
