package org.esgrima.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.Json;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.CurvesFigure;
import org.esgrima.run.Provenance;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.RunLock;
import org.esgrima.run.StatsLog;
import org.esgrima.torch.Device;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;

/**
 * Plays the game until a limit is reached, and keeps the run directory: a line of statistics every
 * tick, sample sheets, curves and checkpoints.
 *
 * <pre>{@code
 * try (Trainer trainer = Trainer.start(Presets.config("digits"), Path.of("runs"))) {
 *   Outcome outcome = trainer.run(TrainingListener.NONE);
 * }
 * }</pre>
 *
 * <p>A run is decided by its configuration and seed: on the same machine with the same number of
 * threads it gives the same weights, bit for bit, also when it was stopped and resumed in between.
 */
public final class Trainer implements AutoCloseable {
  /** Metadata key of a checkpoint: the resolved configuration as JSON. */
  public static final String CONFIG = "config";

  /** Metadata key of a checkpoint: the {@link Progress} as JSON. */
  public static final String PROGRESS = "progress";

  private final Preparation ready;
  private final TrainingConfig config;
  private final RunDirectory run;
  private final RunLock lock;
  private final Dataset dataset;
  private final Players players;
  private final StatsLog stats;
  private final CheckpointKeeper checkpoints;
  private final Progress from;
  private volatile boolean stopRequested;

  private Trainer(
      Preparation ready, RunDirectory run, RunLock lock, StatsLog stats, Progress from) {
    this.ready = ready;
    this.config = ready.config();
    this.dataset = ready.dataset();
    this.players = ready.players();
    this.run = run;
    this.lock = lock;
    this.stats = stats;
    this.from = from;
    this.checkpoints = keeper(run, config);
  }

  private static CheckpointKeeper keeper(RunDirectory run, TrainingConfig config) {
    return new CheckpointKeeper(run, new CheckpointKeeper.Policy(config.keepCheckpoints(), 0));
  }

  /** As {@link #start(TrainingConfig, Path, List, Consumer)}, in silence. */
  public static Trainer start(TrainingConfig config, Path runsRoot) {
    return start(config, runsRoot, List.of(), notice -> {});
  }

  /**
   * Plays on a set of your own; otherwise as {@link #start(TrainingConfig, Path)}.
   *
   * <p>The set is used as it is: the keys {@code resolution}, {@code channels}, {@code skip} and
   * {@code take} are recorded as 0, {@code data} as the set's name. To go on later, give the set to
   * {@link #resume(RunDirectory, ObjectNode, Dataset)} again.
   *
   * @param dataset closed by the trainer, also if this fails
   * @throws InputException if data, architecture or directory cannot be used
   */
  public static Trainer start(TrainingConfig config, Dataset dataset, Path runsRoot) {
    return begin(config.over(dataset), dataset, runsRoot, List.of(), notice -> {});
  }

  /**
   * Opens the data, makes both players and a new run directory.
   *
   * @param commandLine what the user typed, for the provenance
   * @param notices is told one line about each step that takes long, such as fetching data, and
   *     about settings that are known to fail
   * @throws InputException if data, architecture or directory cannot be used; no directory is made
   *     then
   */
  public static Trainer start(
      TrainingConfig config, Path runsRoot, List<String> commandLine, Consumer<String> notices) {
    Dataset dataset = Datasets.open(config.dataOptions(), notices);
    return begin(config, dataset, runsRoot, commandLine, notices);
  }

  private static Trainer begin(
      TrainingConfig config,
      Dataset dataset,
      Path runsRoot,
      List<String> commandLine,
      Consumer<String> notices) {
    Preparation ready = Preparation.of(config, dataset);
    try {
      ready.warnings().forEach(notices);
      requireLimit(ready.config());
      // Reads all the data: what is wrong with them comes to light before a directory is made.
      Provenance provenance =
          Provenance.now(
              dataset.name(),
              dataset.fingerprint(),
              config.seed(),
              Device.parse(config.device()),
              commandLine);
      RunDirectory run = RunDirectory.create(runsRoot, config.name());
      RunLock lock = run.lock();
      run.writeConfig(ready.config());
      run.writeProvenance(provenance);
      StatsLog stats = StatsLog.create(run.statsFile());
      return new Trainer(ready, run, lock, stats, Progress.NONE);
    } catch (RuntimeException e) {
      ready.close();
      throw e;
    }
  }

  /**
   * Continues a run from its newest checkpoint.
   *
   * @param changes keys of the configuration to change, such as a later limit; may be empty
   * @throws InputException if the run, its data or the checkpoint cannot be used, or if the run has
   *     reached its limits
   */
  public static Trainer resume(RunDirectory run, ObjectNode changes, Consumer<String> notices) {
    return goOn(run, changes, config -> Datasets.open(config.dataOptions(), notices));
  }

  /**
   * Continues a run that was started on a set of your own.
   *
   * @param dataset of the same content as at the start; closed by the trainer, also if this fails
   * @throws InputException as the other {@code resume}
   */
  public static Trainer resume(RunDirectory run, ObjectNode changes, Dataset dataset) {
    try {
      return goOn(run, changes, config -> dataset);
    } catch (RuntimeException e) {
      dataset.close();
      throw e;
    }
  }

  private static Trainer goOn(
      RunDirectory run, ObjectNode changes, Function<TrainingConfig, Dataset> data) {
    ObjectNode tree = (ObjectNode) run.readConfig();
    Presets.overlay(tree, changes);
    TrainingConfig config = TrainingConfig.of(tree, run.configFile());
    RunLock lock = run.lock();
    try (Checkpoint checkpoint = keeper(run, config).latest()) {
      checkpoint.requireArchitecture(config.architecture());
      String counters = checkpoint.metadata(PROGRESS);
      Progress from =
          Json.bind(Json.parseJson(counters, checkpoint.path()), Progress.class, checkpoint.path());
      requireNotFinished(run, config, from);
      Preparation ready = Preparation.of(config, data.apply(config));
      try {
        requireSameData(run, ready.dataset());
        ready.players().restore(checkpoint);
        run.writeConfig(ready.config());
        return new Trainer(ready, run, lock, StatsLog.resume(run.statsFile(), from.step()), from);
      } catch (RuntimeException e) {
        ready.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void requireLimit(TrainingConfig config) {
    if (config.steps() == 0 && config.images() == 0 && config.minutes() == 0) {
      throw new InputException(
          "no end in sight",
          "steps, images, minutes",
          "one of them above 0",
          "0 for all",
          "Give --steps, --images or --minutes");
    }
  }

  private static void requireNotFinished(RunDirectory run, TrainingConfig config, Progress from) {
    if (from.share(config) >= 1) {
      throw new InputException(
          "this run is finished",
          run.path(),
          "a limit beyond step " + from.step() + " and " + from.images() + " images",
          "limits of "
              + config.steps()
              + " steps, "
              + config.images()
              + " images, "
              + config.minutes()
              + " minutes (0 = none)",
          "Give a later one, for example --steps " + 2 * from.step());
    }
  }

  private static void requireSameData(RunDirectory run, Dataset dataset) {
    String before = run.readProvenance().dataFingerprint();
    if (!before.equals(dataset.fingerprint())) {
      throw new InputException(
          "the data have changed since the run began",
          dataset.name(),
          "fingerprint " + before,
          dataset.fingerprint(),
          "Bring the old data back, or start a new run with esgrima train");
    }
  }

  /** Settings of this run, resolved. */
  public TrainingConfig config() {
    return config;
  }

  /** Where this run keeps its files. */
  public RunDirectory directory() {
    return run;
  }

  /**
   * Asks {@link #run} to end after the current step, with a checkpoint; may be called by any
   * thread.
   */
  public void requestStop() {
    stopRequested = true;
  }

  /** Trains until a limit is reached, a stop is requested or a loss breaks; call it once. */
  public Outcome run(TrainingListener listener) {
    listener.started(run, config, from);
    Outcome outcome;
    try (Loader loader = loader();
        QualityWatch quality = new QualityWatch(dataset, config)) {
      outcome = new Session(listener, loader, quality).play();
    }
    RunReport.write(run, run.reportFile());
    listener.stopped(outcome);
    return outcome;
  }

  private Loader loader() {
    long seed = RandomStream.seedOf(config.seed(), "data-order");
    return new Loader(
        dataset,
        Sampler.shuffled(dataset, seed),
        config.batch(),
        from.images(),
        config.loaderThreads(),
        Loader.DEPTH);
  }

  /** One stretch of training without interruption. */
  private final class Session {
    private final TrainingListener listener;
    private final Loader loader;
    private final QualityWatch quality;
    private final TwoPlayerStep step = players.step();
    private final StepReport report = new StepReport();
    private final SampleSheets sheets = new SampleSheets(dataset, config.preview());
    private final long startedNanos = System.nanoTime();
    private Progress progress = from;
    private Progress lastTick = from;
    private long lastTickWait;
    private Optional<Path> lastCheckpoint = Optional.empty();

    private OptionalDouble lastQuality = OptionalDouble.empty();

    Session(TrainingListener listener, Loader loader, QualityWatch quality) {
      this.listener = listener;
      this.loader = loader;
      this.quality = quality;
      if (from.step() > 0) {
        lastCheckpoint = Optional.of(checkpoints.file(from.step()));
      }
    }

    Outcome play() {
      if (from.step() == 0) {
        run.writeSamples("reals", sheets.reals());
        writeFakes();
      }
      while (progress.share(config) < 1 && !stopRequested) {
        boolean tick = (progress.step() + 1) % config.tickSteps() == 0;
        report.measureGradients(tick);
        try {
          playOne();
        } catch (DivergedException e) {
          return outcome(Outcome.Reason.DIVERGED, advice(e));
        }
        listener.stepped(progress);
        if (tick) {
          finishTick();
        }
      }
      writeFakes();
      save();
      if (!lastTick.equals(progress)) {
        writeStats();
      }
      boolean finished = progress.share(config) >= 1;
      return outcome(finished ? Outcome.Reason.FINISHED : Outcome.Reason.STOPPED, "");
    }

    private void playOne() {
      try (Scope scope = Scope.open()) {
        step.play(this::reals, players, progress.images(), report);
        players.updateAverage(progress.images(), config.batch());
      }
      double seconds = from.seconds() + (System.nanoTime() - startedNanos) / 1e9;
      progress = new Progress(progress.step() + 1, loader.position(), seconds);
    }

    private Minibatch reals() {
      return Samples.toMinibatch(loader.next(), dataset.labelColumns(), config);
    }

    private void finishTick() {
      long tick = progress.step() / config.tickSteps();
      if (tick % config.sampleTicks() == 0) {
        writeFakes();
      }
      if (tick % config.checkpointTicks() == 0) {
        save();
      }
      writeStats();
    }

    private void writeFakes() {
      run.writeSamples(
          RunDirectory.fakesName(progress.step()), sheets.fakes(players.average(), config));
    }

    private void writeStats() {
      double seconds = progress.seconds() - lastTick.seconds();
      long wait = loader.waitNanos();
      Map<String, Object> line = new LinkedHashMap<>();
      line.put(StatsLog.STEP, progress.step());
      line.put("images", progress.images());
      line.put("seconds", progress.seconds());
      line.putAll(report.takeMeans());
      lastQuality.ifPresent(distance -> line.put(QualityWatch.METRIC, distance));
      lastQuality = OptionalDouble.empty();
      players.augmentationProbability().ifPresent(p -> line.put("augmentation/probability", p));
      line.put("learning-rate/g", players.generatorLearningRate());
      line.put("learning-rate/d", players.discriminatorLearningRate());
      line.put("images-per-second", (progress.images() - lastTick.images()) / seconds);
      line.put("loader-wait-share", (wait - lastTickWait) / 1e9 / seconds);
      line.put("resources/native-handles", Scope.liveHandles());
      line.put("resources/resident-bytes", Scope.residentBytes());
      stats.append(line);
      lastTick = progress;
      lastTickWait = wait;
      CurvesFigure.write(run);
      listener.ticked(progress, line);
    }

    private void save() {
      if (lastCheckpoint.isPresent()
          && lastCheckpoint.get().equals(checkpoints.file(progress.step()))) {
        return;
      }
      try (Scope scope = Scope.open()) {
        checkpoints.discardAfter(progress.step());
        Path file =
            checkpoints.save(
                progress.step(),
                players.sections(),
                Map.of(
                    Checkpoint.ARCHITECTURE,
                    Json.json(config.architecture()),
                    CONFIG,
                    Json.json(config),
                    PROGRESS,
                    Json.json(progress)));
        lastCheckpoint = Optional.of(file);
        lastQuality = OptionalDouble.of(quality.measure(players.average()));
        checkpoints.offerBest(
            new CheckpointKeeper.Best(
                progress.step(), QualityWatch.METRIC, lastQuality.getAsDouble(), true));
        listener.saved(file);
      }
    }

    private String advice(DivergedException e) {
      return "step "
          + (progress.step() + 1)
          + ": "
          + e.getMessage()
          + "; the run was stopped before it changed a weight. Try a lower learning rate"
          + " (--generator-optimizer.learning-rate, --discriminator-optimizer.learning-rate),"
          + " --precision fp64, or another seed.";
    }

    private Outcome outcome(Outcome.Reason reason, String message) {
      return new Outcome(run, reason, progress, lastCheckpoint, message);
    }
  }

  @Override
  public void close() {
    stats.close();
    ready.close();
    lock.close();
  }
}
