package org.esgrima.train;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.esgrima.data.Dataset;
import org.esgrima.data.Loader;
import org.esgrima.metric.Measurement;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.CurvesFigure;
import org.esgrima.run.EventLog;
import org.esgrima.run.GameEvent;
import org.esgrima.run.MetricLog;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.StatsLog;
import org.esgrima.run.control.Side;
import org.esgrima.torch.NativeHeap;
import org.esgrima.torch.Scope;
import org.esgrima.train.Profile.Part;
import org.esgrima.train.monitor.Diagnosis;
import org.esgrima.train.monitor.Evidence;
import org.esgrima.train.monitor.Verdict;

/** One stretch of training without interruption: to an end, or to where the run has to go back. */
final class Session {
  /**
   * What a session works with; the caller keeps owning all of it.
   *
   * @param watch empty where the game is not watched
   * @param window empty where the game cannot be shown
   */
  record Tools(
      Preparation ready,
      RunDirectory run,
      CheckpointKeeper checkpoints,
      StatsLog stats,
      Loader loader,
      QualityWatch quality,
      Optional<GameWatch> watch,
      Referee referee,
      Optional<GameWindow> window,
      Steering steering,
      StepClock clock,
      TrainingListener listener) {}

  /**
   * How it ended.
   *
   * @param trouble because of which the run has to go back; empty at an end
   * @param outcome the end, or how it would have ended
   * @param events lines of {@code events.jsonl}
   */
  record Ending(Optional<Diagnosis> trouble, Outcome outcome, int events) {}

  private final Tools tools;
  private final TrainingConfig config;
  private final Dataset dataset;
  private final Players players;
  private final RunDirectory run;
  private final Progress from;
  private final Continuation continuation;
  private final CheckpointWriter writer;
  private final Steering steering;
  private final StepClock clock;
  private final StepReport report;
  private final SampleSheets sheets;
  private final long startedNanos = System.nanoTime();
  private Progress progress;
  private Progress lastTick;
  private long lastTickWait;
  private int events;
  private Optional<Path> lastCheckpoint = Optional.empty();

  Session(Tools tools, Progress from, Continuation continuation) {
    this.tools = tools;
    this.config = tools.ready().config();
    this.dataset = tools.ready().dataset();
    this.players = tools.ready().players();
    this.run = tools.run();
    this.from = from;
    this.continuation = continuation;
    this.writer = new CheckpointWriter(tools.checkpoints(), config, players);
    this.steering = tools.steering();
    this.clock = tools.clock();
    this.report = new StepReport(clock);
    this.sheets = clock.during(Part.METRICS, () -> new SampleSheets(dataset, config.preview()));
    this.progress = from;
    this.lastTick = from;
    this.events = continuation.events();
    report.goOnFrom(continuation.tick());
    if (from.step() > 0) {
      lastCheckpoint = Optional.of(tools.checkpoints().file(from.step()));
    }
  }

  Ending play() {
    double rateShare = Math.pow(0.5, continuation.rollBacks());
    steering.begin(
        new Steering.Table(players, rateShare, tools.window(), tools.listener()), progress);
    if (from.step() == 0) {
      begin();
    }
    while (progress.share(config) < 1 && steering.awaitStep(progress)) {
      boolean tick = (progress.step() + 1) % config.tickSteps() == 0;
      report.measureGradients(tick);
      try {
        playOne();
      } catch (DivergedException e) {
        return diverged(e);
      }
      tools.listener().stepped(progress);
      if (tick) {
        Optional<Ending> ending = finishTick();
        if (ending.isPresent()) {
          return ending.get();
        }
      }
    }
    finishInBetween();
    boolean finished = progress.share(config) >= 1;
    return end(finished ? Outcome.Reason.FINISHED : Outcome.Reason.STOPPED, "");
  }

  private void begin() {
    try (StepClock.Span span = clock.in(Part.WRITING)) {
      run.writeSamples("reals", sheets.reals());
    }
    writeFakes();
    if (config.monitor() == MonitorMode.ROLL_BACK) {
      lastCheckpoint = Optional.of(write(continuation)); // to go back to
    }
  }

  private void playOne() {
    try (Scope scope = Scope.open()) {
      steering.step().play(this::reals, players, progress.images(), report, this::turnOver);
      try (StepClock.Span span = clock.in(Part.OPTIMISER)) {
        players.updateAverage(progress.images(), config.batch());
      }
    }
    clock.stepOver();
    long playedNanos = System.nanoTime() - startedNanos - steering.waitedNanos();
    double seconds = from.seconds() + playedNanos / 1e9;
    progress = new Progress(progress.step() + 1, tools.loader().position(), seconds);
  }

  private void turnOver(Side learnt, boolean complete) {
    steering.turnOver(learnt, complete, report);
  }

  private Minibatch reals() {
    return clock.during(
        Part.DATA,
        () -> Samples.toMinibatch(tools.loader().next(), dataset.labelColumns(), config));
  }

  private Optional<Ending> finishTick() {
    long tick = progress.step() / config.tickSteps();
    boolean checkpoint = tick % config.checkpointTicks() == 0;
    Optional<Measurement> quality = checkpoint ? measure() : Optional.empty();
    Map<String, Object> line = statistics(checkpoint, quality);
    try (StepClock.Span span = clock.in(Part.METRICS)) {
      tools.watch().ifPresent(watch -> line.putAll(watch.measure(players)));
    }
    Referee.Call call = tools.referee().judge(line);
    append(line);
    write(call.events());
    if (tick % config.sampleTicks() == 0) {
      writeFakes();
    }
    if (checkpoint) {
      save(quality, StepReport.Collected.NOTHING);
    }
    told(line);
    call.events().forEach(tools.listener()::noticed);
    return afterwards(call, checkpoint);
  }

  /** A last line, sheet and checkpoint where the run ends between two ticks. */
  private void finishInBetween() {
    boolean between = !lastTick.equals(progress);
    StepReport.Collected collected = report.collected();
    if (between || !saved()) {
      Optional<Measurement> quality = measure();
      if (between) {
        Map<String, Object> line = statistics(true, quality);
        append(line);
        told(line);
      }
      save(quality, collected);
    }
    writeFakes();
  }

  private boolean saved() {
    return lastCheckpoint.equals(Optional.of(tools.checkpoints().file(progress.step())));
  }

  /** What follows from the verdicts of a tick. */
  private Optional<Ending> afterwards(Referee.Call call, boolean checkpoint) {
    boolean acts =
        config.monitor() == MonitorMode.STOP || config.monitor() == MonitorMode.ROLL_BACK;
    if (acts && !call.begun().isEmpty()) {
      return Optional.of(trouble(call.begun()));
    }
    Optional<GameEvent> end = checkpoint ? tools.referee().impatience() : Optional.empty();
    end.ifPresent(
        event -> {
          notice(List.of(event));
          finishInBetween();
        });
    return end.map(event -> end(Outcome.Reason.NO_LONGER_BETTER, event.evidence()));
  }

  private Ending trouble(List<Diagnosis> begun) {
    Diagnosis first = begun.get(0);
    if (mayGoBack()) {
      return new Ending(Optional.of(first), outcome(Outcome.Reason.TROUBLED, ""), events);
    }
    notice(List.of(Referee.event(progress.step(), GameEvent.Kind.STOPPED, first)));
    finishInBetween();
    return end(Outcome.Reason.TROUBLED, first.verdict().words() + ": " + first.evidence());
  }

  private boolean mayGoBack() {
    return config.monitor() == MonitorMode.ROLL_BACK && continuation.rollBacks() < RollBack.MOST;
  }

  private Ending diverged(DivergedException e) {
    long at = progress.step() + 1;
    Diagnosis diagnosis =
        new Diagnosis(
            Verdict.DIVERGING,
            Math.max(1, at - config.tickSteps()),
            new Evidence(
                Evidence.Kind.NOT_FINITE,
                Evidence.measured("term", e.term(), "value", String.valueOf(e.value()), "step", at),
                "step " + at + ": " + e.getMessage()),
            DivergedException.REMEDY);
    Outcome outcome = outcome(Outcome.Reason.DIVERGED, e.advice(at));
    notice(List.of(Referee.event(progress.step(), GameEvent.Kind.BEGINS, diagnosis)));
    if (mayGoBack()) {
      return new Ending(Optional.of(diagnosis), outcome, events);
    }
    notice(List.of(Referee.event(progress.step(), GameEvent.Kind.STOPPED, diagnosis)));
    return new Ending(Optional.empty(), outcome, events);
  }

  private Optional<Measurement> measure() {
    Optional<Measurement> found =
        clock.during(
            Part.METRICS, () -> tools.quality().measure(players.average(), progress.step()));
    found.ifPresent(
        one -> MetricLog.append(run.metricFile(config.bestMetric().key()), List.of(one)));
    NativeHeap.trim(); // this took memory that steps do not need
    return found;
  }

  private void notice(List<GameEvent> noticed) {
    write(noticed);
    noticed.forEach(tools.listener()::noticed);
  }

  private void write(List<GameEvent> noticed) {
    EventLog.append(run.eventsFile(), noticed);
    events += noticed.size();
  }

  private void writeFakes() {
    BufferedImage sheet = clock.during(Part.METRICS, () -> sheets.fakes(players.average(), config));
    try (StepClock.Span span = clock.in(Part.WRITING)) {
      run.writeSamples(RunDirectory.fakesName(progress.step()), sheet);
      tools.window().ifPresent(window -> window.keep(progress.step()));
    }
  }

  private Map<String, Object> statistics(boolean checkpoint, Optional<Measurement> quality) {
    double seconds = progress.seconds() - lastTick.seconds();
    long wait = tools.loader().waitNanos();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put(StatsLog.STEP, progress.step());
    line.put("images", progress.images());
    line.put("seconds", progress.seconds());
    line.putAll(report.takeMeans());
    if (checkpoint) {
      line.put(config.bestMetric().key(), quality.map(Measurement::value).orElse(Double.NaN));
    }
    OptionalDouble augmentation = players.augmentationProbability();
    augmentation.ifPresent(p -> line.put("augmentation/probability", p));
    line.put("learning-rate/g", players.generatorLearningRate());
    line.put("learning-rate/d", players.discriminatorLearningRate());
    line.put("images-per-second", (progress.images() - lastTick.images()) / seconds);
    line.put("loader-wait-share", (wait - lastTickWait) / 1e9 / seconds);
    line.put("resources/native-handles", Scope.liveHandles());
    line.put("resources/resident-bytes", Scope.residentBytes());
    lastTick = progress;
    lastTickWait = wait;
    return line;
  }

  private void told(Map<String, Object> line) {
    try (StepClock.Span span = clock.in(Part.WRITING)) {
      steering.state().ticked(line);
      CurvesFigure.write(run);
    }
    tools.listener().ticked(progress, line);
  }

  private void append(Map<String, Object> line) {
    try (StepClock.Span span = clock.in(Part.WRITING)) {
      tools.stats().append(line);
    }
  }

  private Path write(Continuation now) {
    return clock.during(Part.WRITING, () -> writer.write(progress, now));
  }

  private void save(Optional<Measurement> quality, StepReport.Collected tick) {
    if (saved()) {
      return;
    }
    Path file = write(continuation.with(events, tick));
    if (config.monitor() == MonitorMode.ROLL_BACK && !RollBack.isRegular(config, from.step())) {
      tools.checkpoints().discard(from.step()); // would take the place of one to go back to
    }
    lastCheckpoint = Optional.of(file);
    quality.ifPresent(
        one ->
            tools
                .checkpoints()
                .offerBest(
                    new CheckpointKeeper.Best(
                        progress.step(),
                        config.bestMetric().key(),
                        one.value(),
                        config.bestMetric().lowerIsBetter())));
    tools.listener().saved(file);
  }

  private Ending end(Outcome.Reason reason, String message) {
    return new Ending(Optional.empty(), outcome(reason, message), events);
  }

  private Outcome outcome(Outcome.Reason reason, String message) {
    return new Outcome(run, reason, progress, lastCheckpoint, message);
  }
}
