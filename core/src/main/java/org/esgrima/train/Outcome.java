package org.esgrima.train;

import java.nio.file.Path;
import java.util.Optional;
import org.esgrima.run.RunDirectory;

/**
 * How a session of training ended.
 *
 * @param run where everything lies
 * @param reason why it ended
 * @param progress how far it came
 * @param checkpoint the newest good checkpoint; empty if there is none yet
 * @param message what broke and what to try, if it diverged; otherwise empty
 */
public record Outcome(
    RunDirectory run, Reason reason, Progress progress, Optional<Path> checkpoint, String message) {
  /** Why training ended. */
  public enum Reason {
    /** A limit of steps, images or minutes was reached. */
    FINISHED,
    /** {@link Trainer#requestStop} was called. */
    STOPPED,
    /** A loss became NaN or infinite. */
    DIVERGED
  }
}
