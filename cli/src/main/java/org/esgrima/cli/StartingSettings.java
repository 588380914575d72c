package org.esgrima.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.ChosenCheckpoint;
import org.esgrima.train.Trainer;

/**
 * The settings of a run for another one that starts from its weights. What the first run found out
 * from its data is open again: sizes of the samples, and classes.
 */
final class StartingSettings {
  private static final Map<String, List<String>> OPEN =
      Map.of(
          "architecture", List.of("resolution", "channels", "sample"),
          "conditioning", List.of("classes", "frequencies"));

  private static final List<String> PART = List.of("split", "skip", "take");

  private StartingSettings() {}

  /**
   * Reads them from a checkpoint.
   *
   * @param runOrCheckpoint a run directory, of which the newest is taken, or the file
   * @param otherData whether other data are learnt, of which the first run had no part
   */
  static ObjectNode of(Path runOrCheckpoint, boolean otherData) {
    Path file = ChosenCheckpoint.newest(runOrCheckpoint).file();
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      ObjectNode tree = (ObjectNode) checkpoint.json(Trainer.CONFIG);
      OPEN.forEach((setting, keys) -> reopen(tree.path(setting), keys));
      if (otherData) {
        tree.remove(PART);
      }
      return tree;
    }
  }

  private static void reopen(JsonNode setting, List<String> keys) {
    for (String key : keys) {
      if (setting.path(key).isArray()) {
        ((ObjectNode) setting).putArray(key);
      } else if (setting.has(key)) {
        ((ObjectNode) setting).put(key, 0);
      }
    }
  }
}
