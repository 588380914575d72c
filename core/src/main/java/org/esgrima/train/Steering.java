package org.esgrima.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Optional;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.Answer;
import org.esgrima.run.control.Command;
import org.esgrima.run.control.Intervention;
import org.esgrima.run.control.Side;

/**
 * People's hands on a run while it is trained: follows {@link Command}s between two steps (and
 * between the two turns of a step, where it waits there), and plays every step with the {@link
 * Interventions} that are recorded for it.
 *
 * <p>Waiting takes no part in what is played, and what is played depends on the recorded
 * interventions only: a run that is steered, stopped, resumed or rolled back takes one course.
 */
final class Steering implements AutoCloseable {
  private static final long NAP_NANOS = CommandDesk.LOOK_NANOS;

  private final Interventions interventions;
  private final CommandDesk desk;
  private final StateReport state;
  private final Tempo tempo = new Tempo();
  private volatile boolean stopRequested;
  private Table table;
  private Progress now;
  private Course course;
  private TwoPlayerStep step;
  private long nextChange;
  private long waitedNanos;

  /**
   * What is steered in one session.
   *
   * @param rateShare by which all learning rates are multiplied, since the run was rolled back
   * @param window where the game is shown, if it can be
   */
  record Table(
      Players players, double rateShare, Optional<GameWindow> window, TrainingListener listener) {}

  /**
   * Opens the inbox and the state file of a run, which this process holds.
   *
   * @throws org.esgrima.InputException if they cannot be written, or what was recorded not be read
   */
  Steering(RunDirectory run, TrainingConfig config, Progress from) {
    interventions = new Interventions(run, config);
    desk = new CommandDesk(run, from.step());
    state = new StateReport(run, config, from, interventions.at(from.step()));
  }

  /** How the trainer is. */
  StateReport state() {
    return state;
  }

  /** Has the run end after this step; may be called by any thread. */
  void requestStop() {
    stopRequested = true;
  }

  /** Waits for a command before the first step. */
  void pauseFirst() {
    tempo.pause();
  }

  /** A session begins, at the start of a run, on resuming or after it was rolled back. */
  void begin(Table newTable, Progress from) {
    table = newTable;
    now = from;
    waitedNanos = 0;
    tempo.begin();
    table.window().ifPresent(window -> window.begin(from.step()));
    take(interventions.at(from.step()));
  }

  private void take(Course next) {
    course = next;
    step = table.players().step(course);
    nextChange = interventions.nextChange(now.step());
    state.course(course);
  }

  /** The step as it is played now. */
  TwoPlayerStep step() {
    return step;
  }

  /** Time spent waiting in this session. */
  long waitedNanos() {
    return waitedNanos;
  }

  /**
   * Waits, between two steps, until the next one may be played.
   *
   * @return false if the run shall end here
   */
  boolean awaitStep(Progress progress) {
    now = progress;
    if (now.step() >= nextChange) {
      take(interventions.at(now.step()));
    }
    await(Optional.empty());
    return !stopRequested;
  }

  /** A player's turn is over; waits where the next one may not follow yet. */
  void turnOver(Side learnt, boolean complete, StepReport report) {
    tempo.turnOver(complete, System.nanoTime());
    state.turnOver(learnt, complete, report);
    if (!complete && tempo.closely()) {
      await(Optional.of(learnt));
    }
  }

  private void await(Optional<Side> learnt) {
    desk.look(System.nanoTime(), now.step(), this::follow, this::told);
    show(learnt);
    long began = System.nanoTime();
    long left;
    while (!stopRequested && (left = tempo.delay(System.nanoTime())) > 0) {
      report();
      nap(Math.min(left, NAP_NANOS));
      desk.look(System.nanoTime(), now.step(), this::follow, this::told);
    }
    waitedNanos += System.nanoTime() - began;
    state.playing(now, tempo.pace());
  }

  private void report() {
    if (tempo.delay(System.nanoTime()) > 0) {
      state.waiting(now, tempo.paused(), tempo.pace());
    } else {
      state.playing(now, tempo.pace());
    }
  }

  private void show(Optional<Side> learnt) {
    table
        .window()
        .ifPresent(window -> window.show(now.step(), learnt, tempo.closely(), tempo.paused()));
  }

  private void nap(long nanos) {
    try {
      Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopRequested = true;
    }
  }

  private void told(Answer answer) {
    state.message(answer.message());
    report();
    state.flush(); // who has read the answer finds its effect there
    table.listener().steered(answer);
  }

  /** Does what a command says; says what that is. */
  private String follow(Command command) {
    if (command instanceof Command.Pause) {
      tempo.pause();
      return tempo.between()
          ? "paused in the middle of step " + (now.step() + 1)
          : "paused after step " + now.step();
    }
    if (command instanceof Command.Go) {
      tempo.go();
      return "going on after step " + now.step();
    }
    if (command instanceof Command.Stop) {
      stopRequested = true;
      return "stops after step " + effective() + " and saves";
    }
    if (command instanceof Command.Step some) {
      return follow(some);
    }
    if (command instanceof Command.Pace pace) {
      tempo.pace(pace.stepsPerSecond(), System.nanoTime());
      return pace.stepsPerSecond() == 0
          ? "plays at full speed"
          : "plays at most " + pace.stepsPerSecond() + " steps a second";
    }
    if (command instanceof Command.Players chosen) {
      record(Intervention.PLAYERS, TextNode.valueOf(word(chosen.players())), null, null);
      return "trains " + trained(chosen.players()) + " from step " + (effective() + 1) + " on";
    }
    return follow((Command.Set) command);
  }

  private String follow(Command.Step some) {
    boolean one = some.only() != Side.BOTH;
    if (one) {
      record(
          Intervention.PLAYERS,
          TextNode.valueOf(word(some.only())),
          null,
          effective() + some.count());
    }
    // What is left of a step that has begun comes before steps of one player.
    tempo.step(some.count() + (one && tempo.between() ? 1 : 0), some.half());
    String unit = (some.half() ? "half step" : "step") + (some.count() == 1 ? "" : "s");
    return "plays "
        + some.count()
        + " "
        + unit
        + (one ? ", training " + trained(some.only()) : "")
        + ", then pauses";
  }

  private String follow(Command.Set set) {
    TrainingConfig holds = interventions.at(effective()).config();
    Optional<JsonNode> becomes =
        new SettingChange(holds, now.images(), table.rateShare()).of(set.key(), set.value());
    record(set.key(), set.value(), becomes.orElse(null), null);
    Object value = SteerableSettings.value(interventions.at(effective()).config(), set.key());
    return set.key() + " is " + value + " from step " + (effective() + 1) + " on";
  }

  private void record(String key, JsonNode value, JsonNode becomes, Long until) {
    interventions.add(new Intervention(effective(), key, value, becomes, until));
    if (tempo.between()) {
      nextChange = Math.min(nextChange, effective());
    } else {
      take(interventions.at(now.step()));
    }
  }

  /** Finished steps when an intervention of this moment takes effect. */
  private long effective() {
    return now.step() + (tempo.between() ? 1 : 0);
  }

  private static String word(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }

  private static String trained(Side side) {
    return side == Side.BOTH ? "both players" : "only the " + word(side);
  }

  /** Tells how it ended, if that was not done, and ends the heartbeat. */
  @Override
  public void close() {
    state.close();
  }
}
