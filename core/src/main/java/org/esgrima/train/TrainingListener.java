package org.esgrima.train;

import java.nio.file.Path;
import java.util.Map;
import org.esgrima.run.GameEvent;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.Answer;

/** Is told what happens in a run, on the training thread; every method does nothing by default. */
public interface TrainingListener {
  /** Listens to nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * Training begins or goes on.
   *
   * @param config resolved: the architecture fits the data, the number of threads is known
   * @param from progress so far; zero for a new run
   */
  default void started(RunDirectory run, TrainingConfig config, Progress from) {}

  /** One step was played. */
  default void stepped(Progress progress) {}

  /**
   * A tick is over.
   *
   * @param statistics the line of {@code stats.jsonl}
   */
  default void ticked(Progress progress, Map<String, Object> statistics) {}

  /** A verdict on the game begins or ends, or something followed from it. */
  default void noticed(GameEvent event) {}

  /** Somebody's command was followed or refused. */
  default void steered(Answer answer) {}

  /** A checkpoint is safely on disk. */
  default void saved(Path checkpoint) {}

  /** Training ended, and its profile was asked for. */
  default void profiled(Profile profile) {}

  /** Training ended. */
  default void stopped(Outcome outcome) {}
}
