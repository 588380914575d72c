package org.esgrima.latent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.esgrima.io.Json;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TrainingListener;

/** Small generators of small faces. */
final class TinyRuns {
  private TinyRuns() {}

  /** DCGAN with latents of 20 numbers. */
  static Path dcgan(Path runs) {
    // After fewer steps all its pictures look alike.
    return trained(runs, 28, "steps: 60, architecture: {type: dcgan, latent: 20, width: 4}");
  }

  /** DCGAN that was told the person. */
  static Path conditional(Path runs) {
    return trained(
        runs,
        28,
        "steps: 2, architecture: {type: dcgan, latent: 20, width: 4},"
            + " conditioning: {type: projection, label: person}");
  }

  /** StyleGAN2 with styles of 16 numbers. */
  static Path stylegan2(Path runs) {
    return trained(
        runs,
        16,
        "steps: 2, reuse-latents: false, architecture: {type: stylegan2, latent: 16, styles: 16,"
            + " mapping-layers: 2, capacity: 64, max-width: 8}");
  }

  private static Path trained(Path runs, int side, String changes) {
    ObjectNode tree = Presets.tree("digits");
    String small = "{name: faces, data: avatars, batch: 8, preview: 1, threads: 1, resolution: ";
    Presets.overlay(tree, Json.parseYaml(small + side + ", " + changes + "}", "test"));
    try (Trainer trainer = Trainer.start(TrainingConfig.of(tree, "test"), runs)) {
      return trainer.run(TrainingListener.NONE).run().path();
    }
  }
}
