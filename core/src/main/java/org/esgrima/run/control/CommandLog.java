package org.esgrima.run.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.esgrima.io.JsonLines;

/**
 * What became of all commands, {@code commands.jsonl}: one {@link Answer} a line, the newest last.
 *
 * <pre>
 * {"id":"1790000000000000000-4f1k","time-millis":1790000000031,"step":420,
 *  "asked":"{\"command\":\"pause\"}","outcome":"done","message":"paused after step 420"}
 * </pre>
 */
public final class CommandLog {
  private CommandLog() {}

  /**
   * Adds an answer.
   *
   * @param path see {@link org.esgrima.run.RunDirectory#commandLog}
   * @throws org.esgrima.InputException if it cannot be written
   */
  public static void append(Path path, Answer answer) {
    JsonLines.append(path, List.of(answer));
  }

  /**
   * Reads all answers.
   *
   * @throws org.esgrima.InputException if the file cannot be read or a line is damaged
   */
  public static List<Answer> read(Path path) {
    return JsonLines.read(path, Answer.class, "answers to commands");
  }

  /** The answer to one command; empty as long as there is none. */
  public static Optional<Answer> answer(Path path, String id) {
    return read(path).stream().filter(answer -> answer.id().equals(id)).findFirst();
  }
}
