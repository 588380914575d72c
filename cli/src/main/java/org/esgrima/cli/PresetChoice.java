package org.esgrima.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.Split;
import org.esgrima.io.Shape;
import org.esgrima.train.Presets;

/**
 * The preset for data that come without one: sets known by name have theirs; images of 28, 32, 64
 * or 128 pixels take the DCGAN of that size, and all others are resized to 64.
 */
final class PresetChoice {
  private static final int OTHER = 64;

  private PresetChoice() {}

  /** The name of the preset for these settings of the user. */
  static String of(ObjectNode changes) {
    String data = changes.path("data").asText("");
    Optional<String> known = known(data);
    if (known.isPresent()) {
      return known.get();
    }
    int side = changes.path("resolution").asInt(0);
    return ofSide(side > 0 ? side : storedSide(data, changes.path("channels").asInt(0)));
  }

  /**
   * The preset of a set that is known by name, such as {@code ring:wgan-gp}, without opening it.
   */
  static Optional<String> known(String data) {
    return switch (data.split(":", 2)[0]) {
      case "", "strokes" -> Optional.of(Presets.DEFAULT);
      case "ring", "swiss-roll", "points" -> Optional.of("ring");
      case "grid" -> Optional.of("grid");
      case "avatars" -> Optional.of("dcgan64");
      case "mnist", "stacked-mnist" -> Optional.of("dcgan-mnist");
      default -> Optional.empty();
    };
  }

  private static String ofSide(long side) {
    if (side == 28) {
      return "dcgan-mnist";
    }
    if (side == 32) {
      return "dcgan-cifar10";
    }
    return side == 128 ? "dcgan128" : "dcgan64";
  }

  private static long storedSide(String data, int channels) {
    DataOptions options = new DataOptions(data, 0, channels, Split.TRAIN, 0, 0, 0);
    try (Dataset dataset = Datasets.open(options)) {
      Shape shape = dataset.sampleShape();
      return shape.rank() == 3 && shape.size(1) == shape.size(2) ? shape.size(1) : OTHER;
    } catch (InputException e) {
      return OTHER; // images of many sizes; anything worse is said by whoever opens them next
    }
  }
}
