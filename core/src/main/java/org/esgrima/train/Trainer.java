package org.esgrima.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.HeldOut;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.Json;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.EventLog;
import org.esgrima.run.Provenance;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.RunLock;
import org.esgrima.run.StatsLog;
import org.esgrima.torch.Device;
import org.esgrima.train.Profile.Part;
import org.esgrima.train.monitor.GameMonitor;

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
  private final CheckpointKeeper checkpoints;
  private final Supplier<Optional<Dataset>> heldOut;
  private StatsLog stats;
  private Progress from;
  private Continuation continuation;
  private final Steering steering;
  private boolean profiling;
  private StepClock clock = StepClock.OFF;

  /** Where a session begins. */
  private record Start(Progress progress, Continuation continuation) {}

  private Trainer(
      Preparation ready,
      Supplier<Optional<Dataset>> heldOut,
      RunDirectory run,
      RunLock lock,
      StatsLog stats,
      Start start) {
    this.ready = ready;
    this.heldOut = heldOut;
    this.config = ready.config();
    this.run = run;
    this.lock = lock;
    this.stats = stats;
    this.from = start.progress();
    this.continuation = start.continuation();
    this.checkpoints = keeper(run, config);
    this.steering = new Steering(run, config, from);
  }

  private static CheckpointKeeper keeper(RunDirectory run, TrainingConfig config) {
    int last =
        config.monitor() == MonitorMode.ROLL_BACK
            ? Math.max(config.keepCheckpoints(), RollBack.checkpointsNeeded(config))
            : config.keepCheckpoints();
    return new CheckpointKeeper(run, new CheckpointKeeper.Policy(last, 0));
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
    return begin(config.over(dataset), dataset, Optional::empty, runsRoot, List.of(), notice -> {});
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
    return begin(config, dataset, heldOut(config, dataset), runsRoot, commandLine, notices);
  }

  private static Supplier<Optional<Dataset>> heldOut(TrainingConfig config, Dataset dataset) {
    return () -> HeldOut.open(config.dataOptions(), dataset);
  }

  private static Trainer begin(
      TrainingConfig config,
      Dataset dataset,
      Supplier<Optional<Dataset>> heldOut,
      Path runsRoot,
      List<String> commandLine,
      Consumer<String> notices) {
    Preparation ready = Preparation.ofNewRun(config, dataset);
    try {
      Optional<StartingWeights> weights = ready.start();
      weights.map(StartingWeights::summary).ifPresent(notices);
      ready.warnings().forEach(notices);
      Limits.require(ready.config());
      // Reads all the data: what is wrong with them comes to light before a directory is made.
      Provenance provenance =
          Provenance.now(
              dataset.name(), dataset.fingerprint(), config.seed(), Device.current(), commandLine);
      RunDirectory run = RunDirectory.create(runsRoot, config.name());
      RunLock lock = run.lock();
      run.writeConfig(ready.config());
      run.writeProvenance(provenance);
      weights.ifPresent(run::writeStart);
      StatsLog stats = StatsLog.create(run.statsFile());
      return new Trainer(
          ready, heldOut, run, lock, stats, new Start(Progress.NONE, Continuation.NONE));
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
    return goOn(
        run, changes, config -> Datasets.open(config.dataOptions(), notices), Trainer::heldOut);
  }

  /**
   * Continues a run that was started on a set of your own.
   *
   * @param dataset of the same content as at the start; closed by the trainer, also if this fails
   * @throws InputException as the other {@code resume}
   */
  public static Trainer resume(RunDirectory run, ObjectNode changes, Dataset dataset) {
    try {
      return goOn(run, changes, config -> dataset, (config, same) -> Optional::empty);
    } catch (RuntimeException e) {
      dataset.close();
      throw e;
    }
  }

  private static Trainer goOn(
      RunDirectory run,
      ObjectNode changes,
      Function<TrainingConfig, Dataset> data,
      BiFunction<TrainingConfig, Dataset, Supplier<Optional<Dataset>>> heldOut) {
    ObjectNode tree = (ObjectNode) run.readConfig();
    Presets.overlay(tree, changes);
    TrainingConfig config = TrainingConfig.of(tree, run.configFile());
    RunLock lock = run.lock();
    try (Checkpoint checkpoint = keeper(run, config).latest()) {
      checkpoint.requireArchitecture(config.architecture());
      Progress from = progress(checkpoint);
      Continuation continuation = Continuation.of(checkpoint);
      Limits.requireNotFinished(run, config, from);
      Preparation ready = Preparation.of(config, data.apply(config));
      try {
        Limits.requireSameData(run, ready.dataset());
        Interventions.giveWay(run, ready.config(), changes, from.step());
        ready.players().restore(checkpoint);
        ready.players().slowDown(continuation.rollBacks());
        run.writeConfig(ready.config());
        EventLog.keepFirst(run.eventsFile(), continuation.events());
        StatsLog stats = StatsLog.resume(run.statsFile(), from.step());
        return new Trainer(
            ready,
            heldOut.apply(config, ready.dataset()),
            run,
            lock,
            stats,
            new Start(from, continuation));
      } catch (RuntimeException e) {
        ready.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * How far a run had come when a checkpoint was written.
   *
   * @throws InputException if that is missing or unusable
   */
  public static Progress progress(Checkpoint checkpoint) {
    return Json.bind(checkpoint.json(PROGRESS), Progress.class, checkpoint.where(PROGRESS));
  }

  /**
   * The settings that a checkpoint was written with.
   *
   * @throws InputException if they are missing or unusable
   */
  public static TrainingConfig configOf(Checkpoint checkpoint) {
    return TrainingConfig.of(checkpoint.json(CONFIG), checkpoint.where(CONFIG));
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
    steering.requestStop();
  }

  /** Makes {@link #run} wait for a command before it plays: see {@link org.esgrima.run.control}. */
  public void pauseFirst() {
    steering.pauseFirst();
  }

  /**
   * Makes {@link #run} find out where its time goes: it writes {@code profile.json} and tells the
   * listener. Of no influence on what is played.
   */
  public void profile() {
    profiling = true;
  }

  /**
   * Trains until a limit is reached, a stop is requested, a loss breaks, the game goes wrong and
   * {@code monitor} says to end then, or {@code patience} runs out; call it once.
   */
  public Outcome run(TrainingListener listener) {
    listener.started(run, config, from);
    try {
      Optional<Profiler> profiler = profiler();
      Outcome outcome = watched(listener);
      try (StepClock.Span span = clock.in(Part.WRITING)) {
        RunReport.write(run, run.reportFile());
      }
      profiler.map(Profiler::profile).ifPresent(profile -> tell(profile, listener));
      steering.state().ended(outcome);
      listener.stopped(outcome);
      return outcome;
    } catch (RuntimeException | Error e) {
      steering.state().failed(e);
      throw e;
    }
  }

  private Optional<Profiler> profiler() {
    Optional<Profiler> profiler = profiling ? Optional.of(new Profiler(config)) : Optional.empty();
    clock = profiler.map(Profiler::clock).orElse(StepClock.OFF);
    return profiler;
  }

  private void tell(Profile profile, TrainingListener listener) {
    run.writeProfile(profile);
    listener.profiled(profile);
  }

  private Outcome watched(TrainingListener listener) {
    try (QualityWatch quality =
        clock.during(Part.METRICS, () -> new QualityWatch(ready.dataset(), config))) {
      Optional<GameWatch> watch = clock.during(Part.METRICS, this::watch);
      Optional<GameWindow> window = GameWindow.of(ready, run);
      try {
        return play(listener, quality, watch, window);
      } finally {
        watch.ifPresent(GameWatch::close);
        window.ifPresent(GameWindow::close);
      }
    }
  }

  private Optional<GameWatch> watch() {
    return config.monitor() == MonitorMode.OFF
        ? Optional.empty()
        : Optional.of(new GameWatch(ready.dataset(), heldOut.get(), config));
  }

  private Outcome play(
      TrainingListener listener,
      QualityWatch quality,
      Optional<GameWatch> watch,
      Optional<GameWindow> window) {
    while (true) {
      Session.Ending ending;
      try (Loader loader = loader()) {
        Session.Tools tools =
            new Session.Tools(
                ready,
                run,
                checkpoints,
                stats,
                loader,
                quality,
                watch,
                referee(watch.map(GameWatch::facts).map(GameMonitor::new)),
                window,
                steering,
                clock,
                listener);
        ending = new Session(tools, from, continuation).play();
        clock.stretchOver(steering.waitedNanos(), loader.waitNanos());
      }
      if (ending.trouble().isEmpty()) {
        return ending.outcome();
      }
      goBack(ending, listener);
    }
  }

  private Referee referee(Optional<GameMonitor> monitor) {
    List<Map<String, Object>> ticks =
        StatsLog.read(run.statsFile()).lines().stream()
            .filter(
                line -> ((Number) line.get(StatsLog.STEP)).longValue() % config.tickSteps() == 0)
            .toList();
    return new Referee(config, monitor, ticks);
  }

  private void goBack(Session.Ending ending, TrainingListener listener) {
    RollBack.Stand stand =
        new RollBack(run, checkpoints, ready)
            .because(
                ending.trouble().orElseThrow(),
                ending.outcome().progress(),
                continuation,
                ending.events());
    from = stand.progress();
    continuation = stand.continuation();
    stats.close();
    stats = StatsLog.resume(run.statsFile(), from.step());
    listener.noticed(stand.event());
  }

  private Loader loader() {
    Dataset dataset = ready.dataset();
    long seed = Players.seedOf(config, "data-order", continuation.rollBacks());
    return new Loader(
        dataset,
        Sampler.shuffled(dataset, seed),
        config.batch(),
        from.images(),
        config.loaderThreads(),
        Loader.DEPTH);
  }

  @Override
  public void close() {
    try {
      stats.close();
      ready.close();
      steering.close(); // says how it ended just before somebody else may go on
    } finally {
      lock.close();
    }
  }
}
