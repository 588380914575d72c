package org.esgrima.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs many commands one after the other in one process, whose working directory is theirs, since
 * starting Java and libtorch anew takes longer than each of them.
 */
final class ManyCommands {
  static final String SEPARATOR = "\t";

  private ManyCommands() {}

  /**
   * Argument: a file with one command a line, its words separated by tabs. Stops at the first that
   * fails, with its exit code.
   */
  public static void main(String[] args) throws Exception {
    List<String> lines = Files.readAllLines(Path.of(args[0]));
    try (SteeredRun steered = new SteeredRun()) {
      for (String line : lines) {
        System.out.println("$ esgrima " + line.replace(SEPARATOR, " "));
        long began = System.nanoTime();
        int code = run(line.split(SEPARATOR, -1), steered);
        System.out.printf("exit code %d after %.1f s%n", code, (System.nanoTime() - began) / 1e9);
        if (code != 0) {
          System.exit(code);
        }
      }
    }
    System.out.println("all " + lines.size() + " commands ran");
    System.exit(0);
  }

  private static int run(String[] words, SteeredRun steered) throws Exception {
    if (words[0].equals("steer")) {
      return steered.run(words);
    }
    steered.close();
    return Main.run(Terminal.ofProcess(), words);
  }
}
