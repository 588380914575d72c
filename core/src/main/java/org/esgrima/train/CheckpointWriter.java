package org.esgrima.train;

import java.nio.file.Path;
import java.util.Map;
import org.esgrima.io.Json;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.torch.Scope;

/** Writes the state of a run, in place of those of later steps if there are any. */
record CheckpointWriter(CheckpointKeeper keeper, TrainingConfig config, Players players) {
  /** Writes the checkpoint of a step; gives its file. */
  Path write(Progress progress, Continuation continuation) {
    try (Scope scope = Scope.open()) {
      keeper.discardAfter(progress.step());
      return keeper.save(
          progress.step(),
          players.sections(),
          Map.of(
              Checkpoint.ARCHITECTURE,
              Json.json(config.architecture()),
              Trainer.CONFIG,
              Json.json(config),
              Trainer.PROGRESS,
              Json.json(progress),
              Continuation.KEY,
              Json.json(continuation)));
    }
  }
}
