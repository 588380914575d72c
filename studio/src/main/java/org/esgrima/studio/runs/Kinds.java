package org.esgrima.studio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** What a run is about, from its settings. */
public final class Kinds {
  private static final Pattern POINTS = Pattern.compile("(ring|grid|swiss-roll|points)(:.*)?");

  private Kinds() {}

  /**
   * Whether data are {@code points} in the plane or {@code images}.
   *
   * @param data the setting {@code data}
   */
  public static String of(String data) {
    return POINTS.matcher(data).matches() ? "points" : "images";
  }

  /** The preset that was named on a command line; null if none was. */
  static String preset(JsonNode commandLine) {
    for (int i = 0; i + 1 < commandLine.size(); i++) {
      if (commandLine.get(i).asText().equals("--preset")) {
        return commandLine.get(i + 1).asText();
      }
    }
    return null;
  }
}
