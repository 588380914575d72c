package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.esgrima.io.Json;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.EventLog;
import org.esgrima.run.GameEvent;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.StatsLog;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What follows from verdicts; in short ticks, of which three are enough to see a run diverge. */
@ExtendWith(NoLeaks.class)
class MonitorModeTest {
  private static final String GAME =
      "threads: 1, batch: 8, preview: 4, seed: 5, tick-steps: 5, checkpoint-ticks: 1,"
          + " architecture: {latent: 4, generator-widths: [8], discriminator-widths: [8]}, ";

  /** Diverges at once, but not with an eighth of these rates. */
  private static final String TOO_FAST =
      GAME
          + "generator-optimizer: {learning-rate: 4}, discriminator-optimizer: {learning-rate: 4}, ";

  @TempDir Path runs;

  private Trainer start(String changes) {
    return Trainer.start(Presets.config("ring", "{" + changes + "}"), runs);
  }

  private Outcome play(String changes) {
    try (Trainer trainer = start(changes)) {
      return trainer.run(TrainingListener.NONE);
    }
  }

  private static Outcome resume(RunDirectory run, String changes) {
    ObjectNode tree = (ObjectNode) Json.parseYaml(changes, "test");
    try (Trainer trainer = Trainer.resume(run, tree, notice -> {})) {
      return trainer.run(TrainingListener.NONE);
    }
  }

  private static List<GameEvent.Kind> kinds(Outcome outcome) {
    return EventLog.read(outcome.run().eventsFile()).stream().map(GameEvent::kind).toList();
  }

  private static void assertSameBits(Outcome expected, Outcome actual) {
    try (Scope scope = Scope.open();
        Checkpoint a = Checkpoint.open(expected.checkpoint().orElseThrow());
        Checkpoint b = Checkpoint.open(actual.checkpoint().orElseThrow())) {
      assertThat(b.sections()).isEqualTo(a.sections());
      for (String section : a.sections()) {
        for (String name : a.names(section)) {
          assertThat(b.tensor(section, name).toBytes())
              .as(section + "/" + name)
              .isEqualTo(a.tensor(section, name).toBytes());
        }
      }
    }
  }

  @Test
  void watchingLeavesNoTraceInTheGame() {
    assertSameBits(play(GAME + "steps: 12, monitor: off"), play(GAME + "steps: 12, monitor: warn"));
    String images =
        "threads: 1, batch: 4, data: strokes, tick-steps: 3, preview: 4, steps: 6, conditioning:"
            + " {type: latent-codes}, packing: 1, minibatch-std: 2, architecture: {type: resnet,"
            + " width: 32, latent: 8}, resolution: 32, ";
    assertSameBits(play(images + "monitor: off"), play(images + "monitor: warn"));
  }

  @Test
  void offMeasuresNothing() {
    Outcome outcome = play(GAME + "steps: 5, monitor: off");
    assertThat(TrainingConfig.of(outcome.run().readConfig(), "config.yaml").monitor())
        .isEqualTo(MonitorMode.OFF);
    assertThat(StatsLog.read(outcome.run().statsFile()).lines())
        .allSatisfy(line -> assertThat(line).doesNotContainKeys("ranking/fake", "diversity"));
  }

  @Test
  void warnSaysItAndGoesOn() {
    Outcome outcome = play(TOO_FAST + "steps: 25");
    assertThat(outcome.reason()).isEqualTo(Outcome.Reason.FINISHED);
    assertThat(kinds(outcome)).containsExactly(GameEvent.Kind.BEGINS);
    List<Map<String, Object>> lines = StatsLog.read(outcome.run().statsFile()).lines();
    assertThat(lines.get(1)).doesNotContainKey("verdicts");
    assertThat(lines.get(2)).containsEntry("verdicts", "diverging");
  }

  @Test
  void stopEndsTheRunWithACheckpointAndAReason() {
    Outcome outcome = play(TOO_FAST + "steps: 25, monitor: stop");
    assertThat(outcome.reason()).isEqualTo(Outcome.Reason.TROUBLED);
    assertThat(outcome.progress().step()).isEqualTo(15);
    assertThat(outcome.message()).startsWith("diverging: ");
    assertThat(outcome.checkpoint().orElseThrow()).exists();
    assertThat(kinds(outcome)).containsExactly(GameEvent.Kind.BEGINS, GameEvent.Kind.STOPPED);
  }

  @Test
  void whoGoesOnAllTheSameIsNotStoppedByTheSameTroubleAgain() {
    Outcome stopped = play(TOO_FAST + "steps: 25, monitor: stop");
    assertThat(resume(stopped.run(), "{}").reason()).isEqualTo(Outcome.Reason.FINISHED);
  }

  @Test
  void rollBackGoesAnotherWayFromBeforeTheTrouble() {
    Outcome outcome = play(TOO_FAST + "steps: 30, monitor: roll-back");
    List<GameEvent> events = EventLog.read(outcome.run().eventsFile());
    assertThat(events.get(1).kind()).isEqualTo(GameEvent.Kind.ROLLED_BACK);
    assertThat(events.get(1).evidence()).startsWith("back to step 0, attempt 1 of 3");
    assertThat(outcome.reason()).isEqualTo(Outcome.Reason.FINISHED);
    List<Map<String, Object>> lines = StatsLog.read(outcome.run().statsFile()).lines();
    assertThat(lines)
        .extracting(line -> line.get("step"))
        .containsExactly(5L, 10L, 15L, 20L, 25L, 30L);
    double rate = 4;
    for (GameEvent event : events) {
      rate = event.kind() == GameEvent.Kind.ROLLED_BACK ? rate / 2 : rate;
    }
    assertThat(lines.get(0)).containsEntry("learning-rate/g", rate);
    assertThat(lines.get(5)).containsEntry("learning-rate/d", rate);
  }

  @Test
  void afterThreeAttemptsTheRunEnds() {
    Outcome outcome =
        play(
            GAME
                + "steps: 30, monitor: roll-back, generator-optimizer: {learning-rate: 1000},"
                + " discriminator-optimizer: {learning-rate: 1000}");
    assertThat(outcome.reason()).isEqualTo(Outcome.Reason.TROUBLED);
    assertThat(kinds(outcome))
        .filteredOn(GameEvent.Kind.ROLLED_BACK::equals)
        .hasSize(RollBack.MOST);
    assertThat(kinds(outcome)).endsWith(GameEvent.Kind.STOPPED);
  }

  @Test
  void aLossThatIsNotFiniteGoesTheSameWay() {
    String broken = GAME + "steps: 30, discriminator-optimizer: {learning-rate: 1e38}, ";
    Outcome outcome = play(broken + "monitor: roll-back");
    assertThat(outcome.reason()).isEqualTo(Outcome.Reason.DIVERGED);
    assertThat(kinds(outcome))
        .filteredOn(GameEvent.Kind.ROLLED_BACK::equals)
        .hasSize(RollBack.MOST);
    Outcome warned = play(broken + "monitor: warn");
    assertThat(warned.reason()).isEqualTo(Outcome.Reason.DIVERGED);
    assertThat(kinds(warned)).containsExactly(GameEvent.Kind.BEGINS, GameEvent.Kind.STOPPED);
  }

  @Test
  void aStopAnywhereLeavesTheCourseOfRollBacksAsItWas() throws Exception {
    String game = TOO_FAST + "steps: 30, monitor: roll-back";
    Outcome whole = play(game);
    for (int stop : new int[] {3, 13, 18, 32}) {
      Outcome stopped;
      int[] steps = {0};
      try (Trainer trainer = start(game)) {
        stopped =
            trainer.run(
                new TrainingListener() {
                  @Override
                  public void stepped(Progress progress) {
                    if (++steps[0] == stop) {
                      trainer.requestStop();
                    }
                  }
                });
      }
      assertThat(stopped.reason()).isEqualTo(Outcome.Reason.STOPPED);
      Outcome resumed = resume(stopped.run(), "{}");
      assertThat(resumed.reason()).isEqualTo(whole.reason());
      assertSameBits(whole, resumed);
      assertThat(Files.readString(resumed.run().eventsFile()))
          .as("stopped after " + stop + " steps")
          .isEqualTo(Files.readString(whole.run().eventsFile()));
    }
  }

  @Test
  void patienceEndsARunThatNoLongerGetsBetter() {
    String still =
        GAME
            + "steps: 50, generator-optimizer: {learning-rate: 1e-30},"
            + " discriminator-optimizer: {learning-rate: 1e-30}, ";
    Outcome outcome = play(still + "patience: 3");
    assertThat(outcome.reason()).isEqualTo(Outcome.Reason.NO_LONGER_BETTER);
    assertThat(outcome.progress().step()).isEqualTo(20);
    assertThat(outcome.message()).contains("step 5").contains("sliced-wasserstein");
    assertThat(EventLog.read(outcome.run().eventsFile()))
        .extracting(GameEvent::verdict)
        .containsExactly(Patience.VERDICT);
    assertThat(play(still + "patience: 0").reason()).isEqualTo(Outcome.Reason.FINISHED);
  }
}
