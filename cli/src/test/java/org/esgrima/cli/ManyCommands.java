package org.esgrima.cli;

import java.io.IOException;
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
  public static void main(String[] args) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(args[0]));
    for (String line : lines) {
      System.out.println("$ esgrima " + line.replace(SEPARATOR, " "));
      long began = System.nanoTime();
      int code = Main.run(Terminal.ofProcess(), line.split(SEPARATOR, -1));
      System.out.printf("exit code %d after %.1f s%n", code, (System.nanoTime() - began) / 1e9);
      if (code != 0) {
        System.exit(code);
      }
    }
    System.out.println("all " + lines.size() + " commands ran");
    System.exit(0);
  }
}
