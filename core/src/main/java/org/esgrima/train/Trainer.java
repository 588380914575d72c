package org.esgrima.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.esgrima.InputException;
import org.esgrima.architecture.MlpGan;
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
import org.esgrima.torch.Tensor;
import org.esgrima.torch.Threads;

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

  private static final String PROGRESS = "progress";

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
      TrainingConfig config,
      RunDirectory run,
      RunLock lock,
      Dataset dataset,
      Players players,
      StatsLog stats,
      Progress from) {
    this.config = config;
    this.run = run;
    this.lock = lock;
    this.dataset = dataset;
    this.players = players;
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
    return begin(config.over(dataset), dataset, runsRoot, List.of());
  }

  /**
   * Opens the data, makes both players and a new run directory.
   *
   * @param commandLine what the user typed, for the provenance
   * @param notices is told one line about each step that takes long, such as fetching data
   * @throws InputException if data, architecture or directory cannot be used; no directory is made
   *     then
   */
  public static Trainer start(
      TrainingConfig config, Path runsRoot, List<String> commandLine, Consumer<String> notices) {
    return begin(config, Datasets.open(config.dataOptions(), notices), runsRoot, commandLine);
  }

  private static Trainer begin(
      TrainingConfig config, Dataset dataset, Path runsRoot, List<String> commandLine) {
    try {
      TrainingConfig resolved = resolve(config, dataset);
      requireLimit(resolved);
      Players players = new Players(resolved, meanSample(resolved, dataset));
      RunDirectory run = RunDirectory.create(runsRoot, resolved.name());
      RunLock lock = run.lock();
      run.writeConfig(resolved);
      run.writeProvenance(
          Provenance.now(
              dataset.name(),
              dataset.fingerprint(),
              resolved.seed(),
              Device.parse(resolved.device()),
              commandLine));
      StatsLog stats = StatsLog.create(run.statsFile());
      return new Trainer(resolved, run, lock, dataset, players, stats, Progress.NONE);
    } catch (RuntimeException e) {
      dataset.close();
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
      Dataset dataset = data.apply(config);
      requireSameData(run, dataset);
      TrainingConfig resolved = resolve(config, dataset);
      Players players = new Players(resolved, meanSample(resolved, dataset));
      players.restore(checkpoint);
      run.writeConfig(resolved);
      StatsLog stats = StatsLog.resume(run.statsFile(), from.step());
      return new Trainer(resolved, run, lock, dataset, players, stats, from);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static TrainingConfig resolve(TrainingConfig config, Dataset dataset) {
    Device.parse(config.device());
    int threads = config.threads() > 0 ? config.threads() : goodThreads(config);
    Threads.set(threads);
    return config.resolved(config.architecture().fitting(dataset.sampleShape()), threads);
  }

  /**
   * The number of threads for networks of this kind. Dense layers are computed by OpenBLAS, whose
   * threads fight with waiting OpenMP threads unless GOMP_SPINCOUNT is set (as the launcher script
   * does): one thread is then four to six times faster than all.
   */
  private static int goodThreads(TrainingConfig config) {
    boolean threadsFight =
        config.architecture() instanceof MlpGan && System.getenv("GOMP_SPINCOUNT") == null;
    return threadsFight ? 1 : Threads.count();
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
      String now = dataset.fingerprint();
      dataset.close();
      throw new InputException(
          "the data have changed since the run began",
          dataset.name(),
          "fingerprint " + before,
          now,
          "Bring the old data back, or start a new run with esgrima train");
    }
  }

  private static Optional<float[]> meanSample(TrainingConfig config, Dataset dataset) {
    boolean wanted = config.architecture() instanceof MlpGan mlp && mlp.startAtMarginals();
    return wanted ? Optional.of(Samples.mean(dataset)) : Optional.empty();
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
    Session session = new Session(listener);
    Outcome outcome;
    try (Loader loader = loader()) {
      outcome = session.play(loader);
    }
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
    private final TwoPlayerStep step = players.step();
    private final StepReport report = new StepReport();
    private final SampleSheets sheets = new SampleSheets(dataset, config.preview());
    private final long startedNanos = System.nanoTime();
    private Progress progress = from;
    private Progress lastTick = from;
    private long lastTickWait;
    private Optional<Path> lastCheckpoint = Optional.empty();

    Session(TrainingListener listener) {
      this.listener = listener;
      if (from.step() > 0) {
        lastCheckpoint = Optional.of(checkpoints.file(from.step()));
      }
    }

    Outcome play(Loader loader) {
      if (from.step() == 0) {
        run.writeSamples("reals", sheets.reals());
        writeFakes();
      }
      while (progress.share(config) < 1 && !stopRequested) {
        boolean tick = (progress.step() + 1) % config.tickSteps() == 0;
        report.measureGradients(tick);
        try {
          playOne(loader);
        } catch (DivergedException e) {
          return outcome(Outcome.Reason.DIVERGED, advice(e));
        }
        listener.stepped(progress);
        if (tick) {
          finishTick(loader);
        }
      }
      if (!lastTick.equals(progress)) {
        writeStats(loader);
      }
      writeFakes();
      save();
      boolean finished = progress.share(config) >= 1;
      return outcome(finished ? Outcome.Reason.FINISHED : Outcome.Reason.STOPPED, "");
    }

    private void playOne(Loader loader) {
      try (Scope scope = Scope.open()) {
        step.play(() -> reals(loader), players::drawLatents, progress.images(), report);
        players.updateAverage(progress.images(), config.batch());
      }
      double seconds = from.seconds() + (System.nanoTime() - startedNanos) / 1e9;
      progress = new Progress(progress.step() + 1, loader.position(), seconds);
    }

    private Tensor reals(Loader loader) {
      return Samples.toTensor(loader.next(), config.precision().elementType());
    }

    private void finishTick(Loader loader) {
      long tick = progress.step() / config.tickSteps();
      if (tick % config.sampleTicks() == 0) {
        writeFakes();
      }
      if (tick % config.checkpointTicks() == 0) {
        save();
      }
      writeStats(loader);
    }

    private void writeFakes() {
      run.writeSamples(
          RunDirectory.fakesName(progress.step()),
          sheets.fakes(players.average(), config.latentDistribution()));
    }

    private void writeStats(Loader loader) {
      double seconds = progress.seconds() - lastTick.seconds();
      long wait = loader.waitNanos();
      Map<String, Object> line = new LinkedHashMap<>();
      line.put(StatsLog.STEP, progress.step());
      line.put("images", progress.images());
      line.put("seconds", progress.seconds());
      line.putAll(report.takeMeans());
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
    players.close();
    dataset.close();
    lock.close();
  }
}
