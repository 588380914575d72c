package org.esgrima.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.esgrima.InputException;

/**
 * Options of {@link Peers}.
 *
 * @param root top directory of Esgrima
 * @param python program with the packages of {@code benchmarks/peers/requirements.txt}
 * @param threads of every contender
 * @param rounds of every contest
 * @param seconds of a turn
 * @param only groups, or cases as {@code group/case}; empty = all
 * @param out page to write
 * @param work directory for materials, logs and figures
 */
record PeerOptions(
    Path root,
    String python,
    int threads,
    int rounds,
    double seconds,
    List<String> only,
    Path out,
    Path work) {
  private static final List<String> NAMES =
      List.of("--python", "--threads", "--rounds", "--seconds", "--only", "--out", "--work");

  /** Options as typed. */
  static PeerOptions of(String[] args) {
    for (int i = 0; i < args.length; i += 2) {
      if (!NAMES.contains(args[i]) || i + 1 == args.length) {
        throw new InputException(
            "unknown option", args[i], "a value after one of " + NAMES, args[i], "Correct it");
      }
    }
    Path root = findRoot();
    String only = value(args, "--only", "");
    int cores = Runtime.getRuntime().availableProcessors();
    return new PeerOptions(
        root,
        program(value(args, "--python", "python3")),
        (int) number(args, "--threads", cores),
        (int) number(args, "--rounds", 5),
        number(args, "--seconds", 2),
        only.isBlank() ? List.of() : List.of(only.split(",")),
        path(args, "--out", root.resolve("docs").resolve("BENCHMARKS.md")),
        path(args, "--work", root.resolve("benchmarks").resolve("target").resolve("peers")));
  }

  /** The directory above this one that holds the peers' scripts. */
  private static Path findRoot() {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("benchmarks").resolve("peers").resolve("worker.py"))) {
        return path;
      }
    }
    throw new InputException(
        "not inside Esgrima", here, "a directory of its sources", here, "Change there first");
  }

  private static String value(String[] args, String name, String otherwise) {
    int at = Arrays.asList(args).indexOf(name);
    return at < 0 ? otherwise : args[at + 1];
  }

  /** A name is looked for by the system; a path is taken from here, wherever workers run. */
  private static String program(String name) {
    return name.contains("/") ? Path.of(name).toAbsolutePath().normalize().toString() : name;
  }

  private static Path path(String[] args, String name, Path otherwise) {
    return Path.of(value(args, name, otherwise.toString())).toAbsolutePath().normalize();
  }

  private static double number(String[] args, String name, double otherwise) {
    String text = value(args, name, String.valueOf(otherwise));
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

  /** Whether a case is to be measured. */
  boolean includes(String group, String name) {
    return only.isEmpty() || only.contains(group) || only.contains(group + "/" + name);
  }
}
