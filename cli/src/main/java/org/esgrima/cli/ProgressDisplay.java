package org.esgrima.cli;

import java.nio.file.Path;
import java.util.Map;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.esgrima.architecture.Architecture;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.objective.Minimax;
import org.esgrima.objective.NonSaturating;
import org.esgrima.run.GameEvent;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.StatsLog;
import org.esgrima.run.control.Answer;
import org.esgrima.train.Outcome;
import org.esgrima.train.Precision;
import org.esgrima.train.Profile;
import org.esgrima.train.Progress;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TrainingListener;

/**
 * Tells how a run is doing: a line a tick and, where a person watches, a bar below them that moves
 * all the time.
 */
final class ProgressDisplay implements TrainingListener, AutoCloseable {
  private static final int BAR_PARTS = 10_000;
  private static final int BAR_WIDTH = 20;
  private static final int UPDATE_MILLIS = 250;
  private static final int WIDE = 120;
  private static final String CLEAR_LINE = "\r\033[2K";

  private final Terminal terminal;
  private TrainingConfig config;
  private Progress from = Progress.NONE;
  private volatile Progress now = Progress.NONE;
  private volatile String balance = "";
  private ProgressBar bar;

  ProgressDisplay(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void started(RunDirectory run, TrainingConfig settings, Progress progress) {
    config = settings;
    from = progress;
    now = progress;
    header(run.path());
    if (terminal.watched()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(settings.name())
              .setInitialMax(BAR_PARTS)
              .setUpdateIntervalMillis(UPDATE_MILLIS)
              .setRenderer(this::render)
              .setConsumer(new DelegatingProgressBarConsumer(this::showBar, terminal.columns() - 1))
              .clearDisplayOnFinish()
              .build();
    }
  }

  private void header(Path run) {
    Architecture architecture = config.architecture();
    long generator = config.generatorSummary().parameters();
    long discriminator = config.discriminatorSummary().parameters();
    boolean fresh = from.step() == 0;
    print(
        fresh
            ? "Training " + config.name() + ": two networks learn from each other."
            : "Going on with " + config.name() + " after step " + Words.count(from.step()) + ".");
    print("  data      " + config.data() + ", " + samples(architecture.sampleShape()));
    print(
        "  networks  %s: generator of %s parameters, discriminator of %s"
            .formatted(type(architecture), Words.rough(generator), Words.rough(discriminator)));
    print("  until     " + limits() + ", " + config.batch() + " images a step");
    print(
        "  machine   "
            + (config.threads() == 1 ? "1 thread" : config.threads() + " threads")
            + " on "
            + config.device()
            + (config.precision() == Precision.BF16 ? ", mixed with bfloat16" : ""));
    print("  run       " + run + "   (Ctrl-C stops and saves)");
    print("");
  }

  private static String type(Architecture architecture) {
    return Json.tree(architecture).path("type").asText();
  }

  private static String samples(Shape shape) {
    if (shape.rank() != 3) {
      return "points with " + shape.size(0) + " coordinates";
    }
    return (shape.size(0) == 1 ? "gray" : "colour")
        + " images of "
        + shape.size(2)
        + "×"
        + shape.size(1)
        + " pixels";
  }

  private String limits() {
    StringBuilder limits = new StringBuilder();
    if (config.steps() > 0) {
      limits.append(Words.count(config.steps())).append(" steps");
    }
    if (config.images() > 0) {
      limits.append(limits.isEmpty() ? "" : " or ");
      limits.append(Words.count(config.images())).append(" images");
    }
    if (config.minutes() > 0) {
      limits.append(limits.isEmpty() ? "" : " or ");
      limits.append(Words.duration(60 * config.minutes()));
    }
    return limits.toString();
  }

  @Override
  public void stepped(Progress progress) {
    now = progress;
    if (bar != null) {
      bar.stepTo(Math.round(progress.share(config) * BAR_PARTS));
    }
  }

  @Override
  public void ticked(Progress progress, Map<String, Object> statistics) {
    now = progress;
    boolean narrow = terminal.watched() && terminal.columns() < WIDE;
    BalanceWords game = BalanceWords.of(config.loss(), statistics);
    balance = game.balance();
    StringBuilder line = new StringBuilder("step " + steps(progress));
    if (!narrow) {
      line.append(" · ").append(Words.count(progress.images())).append(" images");
    }
    line.append(narrow ? " · D right: " + game.brief() : " · D right on " + game.shares());
    line.append(" (").append(balance).append(')');
    line.append(" · loss G ")
        .append(Words.decimal(StatsLog.number(statistics, "loss/g/adversarial")));
    line.append(" D ").append(Words.decimal(StatsLog.number(statistics, "loss/d/adversarial")));
    if (!narrow && playsGameOf2014()) {
      line.append(" · value ").append(Words.decimal(StatsLog.number(statistics, "value")));
      line.append(" (-1.39 at the equilibrium)");
    }
    if (!terminal.watched()) {
      line.append(" · ").append(rate(StatsLog.number(statistics, "images-per-second")));
      line.append(" · ").append(timeLeft(progress)).append(" left");
    }
    print(line.toString());
  }

  /** Whether V(D,G) is what this game is about; of others it says little. */
  private boolean playsGameOf2014() {
    return config.loss() instanceof Minimax || config.loss() instanceof NonSaturating;
  }

  @Override
  public void noticed(GameEvent event) {
    print(EventWords.line(event));
  }

  @Override
  public void steered(Answer answer) {
    boolean refused = answer.outcome() == Answer.Outcome.REFUSED;
    print("  > " + (refused ? "refused a command: " : "") + answer.message());
  }

  private String steps(Progress progress) {
    String step = Words.count(progress.step());
    return config.steps() > 0 ? step + "/" + Words.count(config.steps()) : step;
  }

  private static String rate(double imagesPerSecond) {
    return Words.count(Math.round(imagesPerSecond)) + " images/s";
  }

  /** By the speed of this session. */
  private String timeLeft(Progress progress) {
    double done = progress.share(config) - from.share(config);
    double seconds = progress.seconds() - from.seconds();
    return done > 0 ? Words.duration(seconds * (1 - progress.share(config)) / done) : "some time";
  }

  private String render(ProgressState state, int columns) {
    Progress progress = now;
    double share = progress.share(config);
    int full = (int) (share * BAR_WIDTH);
    double seconds = progress.seconds() - from.seconds();
    String line =
        "%s%s %4s · step %s · %s · %s left%s"
            .formatted(
                "█".repeat(full),
                "░".repeat(BAR_WIDTH - full),
                Words.percent(share),
                steps(progress),
                rate(seconds > 0 ? (progress.images() - from.images()) / seconds : 0),
                timeLeft(progress),
                balance.isEmpty() ? "" : " · " + balance);
    return line.length() <= columns ? line : line.substring(0, Math.max(0, columns));
  }

  private synchronized void showBar(String line) {
    terminal.out().print(CLEAR_LINE + line);
    terminal.out().flush();
  }

  /** A line above the bar. */
  synchronized void print(String line) {
    terminal.out().println(bar == null ? line : CLEAR_LINE + line);
  }

  @Override
  public void profiled(Profile profile) {
    close();
    ProfileTable.of(profile).forEach(this::print);
  }

  @Override
  public void stopped(Outcome outcome) {
    close();
  }

  /** Removes the bar. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      showBar("");
      bar = null;
    }
  }
}
