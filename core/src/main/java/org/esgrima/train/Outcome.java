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
 * @param message what broke and what to try, if it diverged; what went wrong, if it was troubled;
 *     which checkpoint is the best, if there was no better one; otherwise empty
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
    DIVERGED,
    /** No checkpoint was better than the best for as many as {@code patience} says. */
    NO_LONGER_BETTER,
    /** The game went wrong, and {@code monitor} says that the run ends then. */
    TROUBLED
  }
}
