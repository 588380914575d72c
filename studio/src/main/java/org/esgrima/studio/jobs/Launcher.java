package org.esgrima.studio.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.esgrima.InputException;

/**
 * How the command line is called: by the same Java and class path as this process.
 *
 * @param prefix the program and its first arguments, to which those of a command are added
 * @param shown how a person calls it: {@code ./esgrima}
 */
public record Launcher(List<String> prefix, String shown) {
  /** Copies the list. */
  public Launcher {
    prefix = List.copyOf(prefix);
  }

  /**
   * The command line in a Java like this one.
   *
   * @param main its main class
   * @param options options of Java
   * @param shown how a person calls it
   */
  public static Launcher ofThisJava(String main, List<String> options, String shown) {
    List<String> prefix = new ArrayList<>();
    prefix.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    prefix.addAll(options);
    prefix.add("-Desgrima.command=" + shown);
    prefix.add("-cp");
    prefix.add(System.getProperty("java.class.path"));
    prefix.add(main);
    return new Launcher(prefix, shown);
  }

  /**
   * Starts a command.
   *
   * @param watched whether it is to say all the time how far it has come
   * @param out where its results go
   * @param err where its errors and notices go
   * @throws InputException if the machine does not start it
   */
  Process start(List<String> arguments, boolean watched, Path out, Path err) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(arguments);
    if (watched) {
      line.add(1, "-Desgrima.terminal=true");
    }
    try {
      return new ProcessBuilder(line)
          .redirectInput(ProcessBuilder.Redirect.from(nothing()))
          .redirectOutput(out.toFile())
          .redirectError(err.toFile())
          .start();
    } catch (IOException e) {
      throw new InputException(
          "no child process",
          line.get(0),
          "a machine that starts one more process",
          e.getMessage(),
          "End other programs, or check the limits of this account",
          e);
    }
  }

  private static java.io.File nothing() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new java.io.File(windows ? "NUL" : "/dev/null");
  }

  /** A command as a person types it. */
  public String shown(List<String> arguments) {
    return shown
        + arguments.stream()
            .map(
                word ->
                    word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" ", " ", ""));
  }
}
