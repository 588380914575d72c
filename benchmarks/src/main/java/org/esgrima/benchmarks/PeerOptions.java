package org.esgrima.benchmarks;

import java.nio.file.Path;
import java.util.List;

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
    Arguments typed = new Arguments(args, NAMES);
    Path root = Arguments.root();
    return new PeerOptions(
        root,
        program(typed.value("--python", "python3")),
        (int) typed.number("--threads", Runtime.getRuntime().availableProcessors()),
        (int) typed.number("--rounds", 5),
        typed.number("--seconds", 2),
        typed.list("--only"),
        typed.path("--out", root.resolve("docs").resolve("BENCHMARKS.md")),
        typed.path("--work", root.resolve("benchmarks").resolve("target").resolve("peers")));
  }

  /** A name is looked for by the system; a path is taken from here, wherever workers run. */
  private static String program(String name) {
    return name.contains("/") ? Path.of(name).toAbsolutePath().normalize().toString() : name;
  }

  /** Whether a case is to be measured. */
  boolean includes(String group, String name) {
    return only.isEmpty() || only.contains(group) || only.contains(group + "/" + name);
  }
}
