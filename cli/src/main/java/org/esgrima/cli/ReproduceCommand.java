package org.esgrima.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esgrima.reproduce.Experiment;
import org.esgrima.reproduce.Figure;
import org.esgrima.reproduce.Published;
import org.esgrima.reproduce.Reproduction;
import org.esgrima.train.Outcome;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code esgrima reproduce}: a published table, made again. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Make a published table again: train by its protocol, measure, and compare.",
      "",
      "Without NAME, all are listed. Runs lie in a directory of their own; after Ctrl-C or a power"
          + " cut the same command goes on. docs/RESULTS.md has what we measured."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima reproduce dirac",
      "  esgrima reproduce rpgan-r1r2-grid --quick",
      "  esgrima reproduce goodfellow2014-mnist --data mnist-directory",
      "  esgrima reproduce veegan-grid --row GAN --seeds 1"
    })
final class ReproduceCommand implements Callable<Integer> {
  private static final int LINE = 80;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The experiment; without it, all are listed.")
  private String name = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where runs and results.json go (reproduce/NAME).")
  private Path out;

  @Option(
      names = "--data",
      paramLabel = "TEXT",
      description = "Data in place of those that the experiment names: your copy of MNIST.")
  private String data = "";

  @Option(names = "--row", paramLabel = "NAME", description = "Only this row; may be repeated.")
  private List<String> rows = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Runs of each row, with the seeds 0, 1, … (as many as the paper has, or fewer).")
  private int seeds;

  @Option(names = "--threads", paramLabel = "N", description = "Processor threads (0 = chosen).")
  private int threads;

  @Option(
      names = "--quick",
      description = "A smoke run of a few steps: shows that all works, compares nothing.")
  private boolean quick;

  @Spec private CommandSpec spec;

  private final Terminal terminal;

  ReproduceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (name.isEmpty()) {
      for (String known : Experiment.names()) {
        String title = Experiment.named(known).title();
        terminal.say(String.format(Locale.ROOT, "%-22s %s", known, title));
      }
      return 0;
    }
    Experiment experiment = Experiment.named(name);
    terminal.say(experiment.title());
    terminal.say(experiment.source());
    terminal.say("");
    Words.wrapped(experiment.protocol(), LINE).forEach(terminal::say);
    terminal.say("");
    try (Progress progress = new Progress()) {
      return Reproduction.run(experiment, options(), progress)
          .map(table -> concluded(experiment, table))
          .orElse(Interrupt.EXIT_CODE);
    }
  }

  private Reproduction.Options options() {
    List<String> typed = new ArrayList<>(List.of("esgrima"));
    typed.addAll(spec.root().commandLine().getParseResult().originalArgs());
    Path kind = Path.of("reproduce", quick ? name + "-quick" : name);
    Path directory = out == null ? kind : out;
    return new Reproduction.Options(directory, data, seeds, rows, quick, threads, typed);
  }

  private int concluded(Experiment experiment, List<Figure> table) {
    TextTable text = new TextTable(List.of("row", "measure", "published", "ours", "verdict"));
    String last = "";
    for (Figure figure : table) {
      text.add(
          List.of(
              figure.row().equals(last) ? "" : figure.row(),
              figure.measure(),
              published(figure.published()),
              ours(figure),
              figure.verdict().words()));
      last = figure.row();
    }
    terminal.say("");
    text.lines().forEach(terminal::say);
    if (experiment.evaluation() != null) {
      terminal.say("");
      terminal.say("± is the standard error; over seeds where there are several of them.");
    }
    return 0;
  }

  private static String published(Published published) {
    if (published == null) {
      return "none";
    }
    String error = published.error() == null ? "" : " ± " + short4(published.error());
    return short4(published.value()) + error;
  }

  private static String ours(Figure figure) {
    String error = figure.error() == null ? "" : " ± " + short4(figure.error());
    int runs = figure.values().size();
    return short4(figure.mean()) + error + (runs > 1 ? " (" + runs + " seeds)" : "");
  }

  private static String short4(double value) {
    return EvaluationTable.number(value);
  }

  /** Shows training as always, and stops where Ctrl-C finds it. */
  private final class Progress implements Reproduction.Listener, AutoCloseable {
    private volatile Optional<Trainer> training = Optional.empty();
    private final Interrupt interrupt =
        new Interrupt(
            () -> {
              terminal.notice("stopping …");
              training.ifPresent(Trainer::requestStop);
            });

    @Override
    public void notice(String line) {
      terminal.notice(line);
    }

    @Override
    public void looked(long samples) {
      interrupt.check();
    }

    @Override
    public Outcome train(Trainer trainer) {
      interrupt.check();
      training = Optional.of(trainer);
      try (ProgressDisplay display = new ProgressDisplay(terminal)) {
        return trainer.run(terminal.watched() ? display : TrainingListener.NONE);
      } finally {
        training = Optional.empty();
      }
    }

    @Override
    public void close() {
      interrupt.close();
    }
  }
}
