package org.esgrima.train;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.Answer;
import org.esgrima.run.control.Command;
import org.esgrima.run.control.CommandInbox;
import org.esgrima.run.control.CommandLog;

/** Takes commands in, has them followed, and answers every one; none can break a run. */
final class CommandDesk {
  /** Time from one look into the inbox to the next: 20 µs in 50 ms cost next to nothing. */
  static final long LOOK_NANOS = 50_000_000;

  private static final int LONGEST_QUOTED = 200;

  private final CommandInbox inbox;
  private final Path log;
  private long lastLook = System.nanoTime() - LOOK_NANOS;

  /** Opens the desk; what was sent to a trainer that is no longer there is refused. */
  CommandDesk(RunDirectory run, long step) {
    inbox = new CommandInbox(run.commandsDirectory());
    log = run.commandLog();
    inbox.prepare();
    for (CommandInbox.Received late : inbox.take()) {
      CommandLog.append(
          log,
          answer(late, step, Answer.Outcome.REFUSED, "it was sent to a trainer that has ended"));
    }
  }

  /**
   * Looks for commands, if the last look is long enough ago.
   *
   * @param step finished steps
   * @param follow does what a command says and tells what happens; throws {@link InputException} if
   *     it cannot be done
   * @param told is given every answer before it can be read
   */
  void look(long now, long step, Function<Command, String> follow, Consumer<Answer> told) {
    if (now - lastLook < LOOK_NANOS) {
      return;
    }
    lastLook = now;
    for (CommandInbox.Received received : inbox.take()) {
      Answer answer = answered(received, step, follow);
      told.accept(answer);
      CommandLog.append(log, answer);
    }
  }

  private static Answer answered(
      CommandInbox.Received received, long step, Function<Command, String> follow) {
    try {
      Command command =
          Json.bind(Json.parseJson(received.text(), "command"), Command.class, "command");
      if (command == null) {
        return answer(received, step, Answer.Outcome.REFUSED, "it says nothing");
      }
      return answer(received, step, Answer.Outcome.DONE, follow.apply(command));
    } catch (InputException | IllegalArgumentException e) {
      return answer(received, step, Answer.Outcome.REFUSED, e.getMessage());
    }
  }

  private static Answer answer(
      CommandInbox.Received received, long step, Answer.Outcome outcome, String message) {
    String text = received.text();
    return new Answer(
        received.id(),
        System.currentTimeMillis(),
        step,
        text.substring(0, Math.min(text.length(), LONGEST_QUOTED)),
        outcome,
        message);
  }
}
