package org.esgrima.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.io.SafetensorsFile;

/** The metadata by which a checkpoint is recognised; {@link Checkpoint} describes it. */
final class CheckpointFormat {
  private static final String FORMAT_KEY = "format";
  private static final String FORMAT_NAME = "esgrima-checkpoint";
  private static final String VERSION_KEY = "format-version";
  private static final String WRITER_KEY = "esgrima-version";

  private CheckpointFormat() {}

  /** The metadata with the format's own keys in front. */
  static Map<String, String> stamped(Map<String, String> metadata) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(FORMAT_KEY, FORMAT_NAME);
    texts.put(VERSION_KEY, Integer.toString(Checkpoint.FORMAT));
    texts.put(WRITER_KEY, Build.version());
    metadata.forEach(
        (key, text) -> {
          if (texts.put(key, text) != null) {
            throw new IllegalArgumentException("metadata key is reserved: " + key);
          }
        });
    return texts;
  }

  /** Refuses files of other kinds and of newer formats. */
  static void require(SafetensorsFile file) {
    Map<String, String> metadata = file.metadata();
    String format = metadata.getOrDefault(FORMAT_KEY, "none");
    if (!format.equals(FORMAT_NAME)) {
      throw new InputException(
          "not a checkpoint of Esgrima",
          file.path(),
          "metadata " + FORMAT_KEY + " " + FORMAT_NAME,
          format,
          "Give a file from the directory checkpoints of a run");
    }
    String version = metadata.getOrDefault(VERSION_KEY, "none");
    if (version.equals(Integer.toString(Checkpoint.FORMAT))) {
      return;
    }
    boolean newer =
        version.matches("[1-9]\\d{0,8}") && Integer.parseInt(version) > Checkpoint.FORMAT;
    throw new InputException(
        newer ? "checkpoint of a newer format" : "checkpoint of an unknown format",
        file.path(),
        VERSION_KEY + " " + Checkpoint.FORMAT,
        version,
        newer
            ? "Use Esgrima "
                + metadata.getOrDefault(WRITER_KEY, "of the version that wrote it")
                + " or later; this is "
                + Build.version()
            : "Restore the file from a copy");
  }
}
