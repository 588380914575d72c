package org.esgrima.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.esgrima.InputException;

/** Pages that a user asks for by name. */
final class Pages {
  private Pages() {}

  /**
   * Refuses a name that is none of a page, so that no picture or checkpoint is replaced by one.
   *
   * @throws InputException if the name does not end in .html
   */
  static Path checked(Path file) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
      throw new InputException(
          "unknown kind of output", file, "a name with .html", file, "Change the ending");
    }
    return file;
  }
}
