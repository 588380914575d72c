package org.esgrima.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.train.Precision;
import org.esgrima.train.Presets;
import org.esgrima.train.TrainingConfig;

/** Training steps by name; {@code benchmarks/peers/training.py} has the same ones. */
final class TrainingCases {
  /** The game of the paper, in the place of that of the preset for faces. */
  static final String STYLEGAN2_GAME =
      "conditioning: {type: none}, loss: {type: non-saturating},"
          + " penalties: [{type: r1, gamma: 0.3, interval: 16}]";

  /** The networks of the paper, in the place of those of the preset for faces. */
  static final String STYLEGAN2_NETWORKS =
      "input: constant, discriminator-layout: residual, discriminator-capacity: 0";

  private static final Shape COLOUR64 = Shape.of(3, 64, 64);
  private static final Shape COLOUR32 = Shape.of(3, 32, 32);
  private static final Map<String, Case> CASES = cases();

  private TrainingCases() {}

  private record Case(String preset, String changes, Shape sample) {
    TrainingConfig config() {
      return Presets.config(preset, changes);
    }
  }

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    // One player after the other, as everywhere else here; the preset lets both learn at once.
    cases.put("mlp", new Case("goodfellow2014-mnist", "order: discriminator-first", Game.DIGIT));
    cases.put("dcgan28", new Case("dcgan-mnist", "architecture: {width: 64}", Game.DIGIT));
    cases.put("dcgan64", new Case("dcgan64", "batch: 64", COLOUR64));
    cases.put("dcgan64-r1", penalised("penalties: [{type: r1, gamma: 10}]"));
    cases.put(
        "dcgan64-wgan-gp",
        penalised("loss: {type: wasserstein}, penalties: [{type: gradient-penalty}]"));
    cases.put(
        "stylegan2-32",
        new Case(
            "stylegan2-avatars64",
            "{resolution: 32, batch: 16, order: generator-first, reuse-latents: false, "
                + STYLEGAN2_GAME
                + ", architecture: {capacity: 512, max-width: 64, noise: random, "
                + STYLEGAN2_NETWORKS
                + "}}",
            COLOUR32));
    cases.put(
        "r3gan-32",
        new Case(
            "r3gan-avatars64",
            "{resolution: 32, batch: 32, penalties: [{type: r1, gamma: 2}, {type: r2, gamma: 2}],"
                + " architecture: {widths: [64, 64, 32, 16]}}",
            COLOUR32));
    return cases;
  }

  private static Case penalised(String changes) {
    return new Case(
        "dcgan64",
        "{batch: 64, architecture: {discriminator-norm: false}, " + changes + "}",
        COLOUR64);
  }

  /**
   * The step of that name.
   *
   * @param precision of convolutions and products of matrices: FP32 or BF16
   */
  static Work open(String name, Precision precision) {
    Case found = CASES.get(name);
    if (found == null) {
      throw new InputException(
          "unknown training step", name, "one of " + CASES.keySet(), name, "Choose another");
    }
    Game game = new Game(found.config(), found.sample()).in(precision);
    return new Work() {
      @Override
      public void repeat() {
        game.play();
      }

      @Override
      public void close() {
        game.close();
      }
    };
  }
}
