package org.esgrima.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.esgrima.InputException;

/** Options of a program as pairs of a name and a value. */
final class Arguments {
  private final String[] typed;

  /**
   * Takes what was typed.
   *
   * @param names of all options
   * @throws InputException if there is something else
   */
  Arguments(String[] typed, List<String> names) {
    this.typed = typed.clone();
    for (int i = 0; i < typed.length; i += 2) {
      if (!names.contains(typed[i]) || i + 1 == typed.length) {
        throw new InputException(
            "unknown option", typed[i], "a value after one of " + names, typed[i], "Correct it");
      }
    }
  }

  /** The directory above this one that holds the sources of Esgrima. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("benchmarks").resolve("peers").resolve("worker.py"))) {
        return path;
      }
    }
    throw new InputException(
        "not inside Esgrima", here, "a directory of its sources", here, "Change there first");
  }

  String value(String name, String otherwise) {
    int at = Arrays.asList(typed).indexOf(name);
    return at < 0 ? otherwise : typed[at + 1];
  }

  /** Values between commas; empty if there is no such option. */
  List<String> list(String name) {
    String value = value(name, "");
    return value.isBlank() ? List.of() : List.of(value.split(","));
  }

  Path path(String name, Path otherwise) {
    return Path.of(value(name, otherwise.toString())).toAbsolutePath().normalize();
  }

  double number(String name, double otherwise) {
    String text = value(name, String.valueOf(otherwise));
    try {
      double number = Double.parseDouble(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new InputException("unusable value", name, "a number above 0", text, "Correct it");
  }
}
