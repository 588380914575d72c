package org.esgrima.train.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.io.Json;
import org.esgrima.run.StatsLog;
import org.esgrima.train.Outcome;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingListener;

/**
 * Plays games of {@code games.yaml} again and writes their records into a directory: {@code
 * RecordGames src/test/resources/org/esgrima/train/monitor digits}. Without names, all of them.
 * Every machine plays a game a little differently.
 */
final class RecordGames {
  private RecordGames() {}

  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    List<String> names = List.of(arguments).subList(1, arguments.length);
    for (RecordedGame game : RecordedGame.all()) {
      if (names.isEmpty() || names.contains(game.name())) {
        record(game, target.resolve(game.name() + ".jsonl"));
        System.out.println(game.name());
      }
    }
  }

  private static void record(RecordedGame game, Path file) throws IOException {
    Path runs = Files.createTempDirectory("esgrima-games");
    try (Trainer trainer =
        Trainer.start(Presets.config(game.preset(), game.changes().toString()), runs)) {
      Outcome outcome = trainer.run(TrainingListener.NONE);
      List<String> lines = new ArrayList<>();
      for (Map<String, Object> line : StatsLog.read(outcome.run().statsFile()).lines()) {
        Map<String, Object> kept = new LinkedHashMap<>(line);
        kept.keySet().removeIf(key -> !RecordedGame.records(key));
        lines.add(Json.json(kept));
      }
      Files.write(file, lines);
    }
  }
}
