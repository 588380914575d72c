package org.esgrima.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.esgrima.evaluate.Listener;
import org.esgrima.io.Json;
import org.esgrima.run.RunDirectory;
import org.esgrima.tournament.Result;
import org.esgrima.tournament.Tournament;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima tournament}: old players against new ones. */
@Command(
    name = "tournament",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Let the generators of all kept checkpoints play against the discriminators of all: progress,"
          + " forgetting, or running in circles?",
      "",
      "In each round a discriminator sees one real sample and one synthetic one and says which is"
          + " which; the generator wins where it is deceived. Generators play with their own"
          + " weights, not the average that makes pictures. A run keeps the newest two checkpoints"
          + " and the best: train with --keep-checkpoints 10 or more to have a tournament worth the"
          + " name.",
      "",
      "Writes tournament.json and figures/tournament.png in the run."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima train --preset ring --steps 3000 --keep-checkpoints 10",
      "  esgrima tournament runs/00000-ring",
      "  esgrima tournament runs/00000-ring --count 2000 --players 6 --json"
    })
final class TournamentCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "Directory of the run, such as runs/00000-digits.")
  private Path run = Runs.MISSING;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Real samples, and synthetic ones of each generator (512).")
  private long count = 512;

  @Option(
      names = "--players",
      paramLabel = "N",
      description = "Checkpoints that take part; of more, evenly chosen ones (16).")
  private int players = 16;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the first latent and of every random choice (0).")
  private long seed = 0;

  @Option(names = "--json", description = "Print one JSON object, for programs.")
  private boolean json;

  private final Terminal terminal;

  TournamentCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Tournament tournament = new Tournament(count, players, seed);
    RunDirectory directory = RunDirectory.open(run);
    Result result;
    try (Interrupt interrupt = new Interrupt(() -> terminal.notice("stopping …"))) {
      result = tournament.play(directory, new Progress(interrupt));
    }
    Path picture = directory.writeTournament(result, result.picture());
    if (json) {
      terminal.say(Json.json(result));
    } else {
      lines(result).forEach(terminal::say);
      terminal.say("");
      terminal.say(picture.toString());
    }
    return 0;
  }

  private static List<String> lines(Result result) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %d generators against %d discriminators, %s rounds each"
            .formatted(
                result.run(),
                result.steps().size(),
                result.steps().size(),
                Words.count(result.rounds())));
    lines.add("real samples " + result.reals());
    lines.add("");
    lines.add("                 generator            discriminator                duality");
    lines.add("       step   rating    wins     rating    wins   right on reals      gap ≥");
    int last = result.steps().size() - 1;
    for (int i = 0; i <= last; i++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%11s   %6.0f   %5s     %6.0f   %5s   %14s   %8.3f",
              Words.count(result.steps().get(i)),
              result.ratings().generators().get(i),
              Words.percent(generatorWins(result, i)),
              result.ratings().discriminators().get(i),
              Words.percent(discriminatorWins(result, i)),
              Words.percent(result.rightOnReals().get(i)),
              result.dualityGaps().get(i)));
    }
    lines.add("");
    lines.add(result.reading().words());
    return lines;
  }

  private static double generatorWins(Result result, int generator) {
    double sum = 0;
    for (int d = 0; d < result.steps().size(); d++) {
      sum += result.winRate().at(d, generator);
    }
    return sum / result.steps().size();
  }

  private static double discriminatorWins(Result result, int discriminator) {
    double sum = 0;
    for (int g = 0; g < result.steps().size(); g++) {
      sum += 1 - result.winRate().at(discriminator, g);
    }
    return sum / result.steps().size();
  }

  /** Listens on behalf of the user. */
  private final class Progress implements Listener {
    private final Interrupt interrupt;

    Progress(Interrupt interrupt) {
      this.interrupt = interrupt;
    }

    @Override
    public void notice(String line) {
      if (!json) {
        terminal.notice(line);
      }
    }

    @Override
    public void looked(long samples) {
      interrupt.check();
    }
  }
}
