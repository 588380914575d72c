package org.esgrima.train;

import java.util.List;
import java.util.Map;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.RunState;
import org.esgrima.run.control.RunState.Phase;
import org.esgrima.run.control.Side;
import org.esgrima.run.control.StateFile;
import org.esgrima.run.control.TrainerProcess;

/**
 * Tells how the trainer is, as {@link RunState} says; called between turns, so it must be quick.
 */
final class StateReport implements AutoCloseable {
  private static final long EVERY_NANOS = StateFile.INTERVAL_MILLIS * 1_000_000;
  private static final double SPEED_SECONDS = 2;

  private final StateFile file;
  private final TrainingConfig config;
  private final TrainerProcess process = TrainerProcess.current();
  private final Progress from;
  private Progress now;
  private Progress mark; // since when the speed is measured
  private double speed;
  private Phase phase = Phase.STARTING;
  private Course course;
  private Map<String, Object> settings;
  private double pace;
  private Side learnt = Side.BOTH; // both: nobody yet
  private boolean complete;
  private Map<String, Double> terms = Map.of();
  private StepReport report;
  private List<String> verdicts = List.of();
  private String message = "";
  private boolean changed;
  private long published;

  /** Begins to tell. */
  StateReport(RunDirectory run, TrainingConfig config, Progress from, Course course) {
    this.config = config;
    this.from = from;
    this.now = from;
    this.mark = from;
    this.course = course;
    this.settings = SteerableSettings.of(course.config());
    this.file = new StateFile(run.stateFile(), state());
  }

  /** The game is played in another way from now on. */
  void course(Course next) {
    course = next;
    settings = SteerableSettings.of(course.config());
    changed = true;
  }

  /** Something new to say. */
  void message(String text) {
    message = text;
    changed = true;
  }

  /** A tick is over. */
  void ticked(Map<String, Object> line) {
    verdicts = Referee.verdicts(line);
  }

  /** A turn is over. */
  void turnOver(Side who, boolean stepComplete, StepReport found) {
    learnt = who;
    complete = stepComplete;
    report = found;
  }

  /** The game waits. */
  void waiting(Progress progress, boolean paused, double stepsPerSecond) {
    changed |= report != null;
    update(progress, paused ? Phase.PAUSED : Phase.RUNNING, stepsPerSecond);
    if (changed) {
      publish();
    }
  }

  /** The game goes on. */
  void playing(Progress progress, double stepsPerSecond) {
    update(progress, Phase.RUNNING, stepsPerSecond);
    if (changed || System.nanoTime() - published >= EVERY_NANOS) {
      publish();
    }
  }

  /** Waits until the file says what was told last. */
  void flush() {
    file.flush();
  }

  private void update(Progress progress, Phase next, double stepsPerSecond) {
    changed |= next != phase || stepsPerSecond != pace;
    phase = next;
    pace = stepsPerSecond;
    now = progress;
    if (now.seconds() - mark.seconds() >= SPEED_SECONDS || now.images() < mark.images()) {
      speed = speed();
      mark = now;
    }
  }

  /** Images a second since the mark; until there is one long enough, since the session began. */
  private double speed() {
    double seconds = now.seconds() - mark.seconds();
    long images = now.images() - mark.images();
    return seconds > 0 && images > 0 ? images / seconds : speed;
  }

  private void publish() {
    if (report != null) {
      String prefix = learnt == Side.DISCRIMINATOR ? "loss/d/" : "loss/g/";
      terms = report.latestTerms(prefix);
      report = null;
    }
    file.publish(state());
    changed = false;
    published = System.nanoTime();
  }

  private RunState state() {
    return new RunState(
        phase,
        process,
        System.currentTimeMillis(),
        now.step(),
        now.images(),
        now.seconds(),
        now.share(config),
        speed == 0 ? speed() : speed,
        secondsLeft(),
        halfStep(),
        course.players(),
        settings,
        course.changed(),
        pace,
        verdicts,
        message);
  }

  private RunState.HalfStep halfStep() {
    if (learnt == Side.BOTH) {
      return null;
    }
    Side frozen = learnt == Side.GENERATOR ? Side.DISCRIMINATOR : Side.GENERATOR;
    return new RunState.HalfStep(learnt, frozen, complete, terms);
  }

  private Double secondsLeft() {
    double done = now.share(config) - from.share(config);
    double took = now.seconds() - from.seconds();
    return done > 0 && took > 0 ? took / done * (1 - now.share(config)) : null;
  }

  /** The session ended in order. */
  void ended(Outcome outcome) {
    now = outcome.progress();
    phase =
        switch (outcome.reason()) {
          case FINISHED, NO_LONGER_BETTER -> Phase.FINISHED;
          case STOPPED, TROUBLED -> Phase.STOPPED;
          case DIVERGED -> Phase.FAILED;
        };
    message = outcome.message();
  }

  /** The session ended by an error. */
  void failed(Throwable error) {
    phase = Phase.FAILED;
    message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }

  /** Writes the end: that of the session or, where none was played, that it was stopped. */
  @Override
  public void close() {
    if (phase.alive()) {
      phase = Phase.STOPPED;
    }
    try {
      publish();
    } finally {
      file.close();
    }
  }
}
