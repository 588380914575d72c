package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.esgrima.io.Json;
import org.esgrima.objective.LazyCorrection;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.EventLog;
import org.esgrima.run.GameEvent;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.StatsLog;
import org.esgrima.run.control.Answer;
import org.esgrima.run.control.Command;
import org.esgrima.run.control.CommandInbox;
import org.esgrima.run.control.CommandLog;
import org.esgrima.run.control.Intervention;
import org.esgrima.run.control.InterventionLog;
import org.esgrima.run.control.RunState;
import org.esgrima.run.control.Side;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs that people steer, small ones, through the files of their run directories. */
@ExtendWith(NoLeaks.class)
class SteeringTest {
  /** With a schedule, a lazy and an eager penalty, k = 2 and what treatments remember. */
  private static final String GAME =
      "threads: 1, batch: 8, preview: 4, seed: 5, tick-steps: 10, checkpoint-ticks: 1,"
          + " keep-checkpoints: 9, discriminator-steps: 2,"
          + " penalties: [{type: r1, gamma: 1}, {type: gradient-penalty, weight: 1, interval: 3}],"
          + " treatments: [{type: replay, capacity: 20}], architecture: {latent: 4,"
          + " generator-widths: [8], discriminator-widths: [8]}, generator-optimizer:"
          + " {learning-rate: {type: linear, from: 1e-3, to: 1e-4, start-images: 0, end-images:"
          + " 400, every-images: 1}}, ";

  private static final Map<Integer, List<String>> STEERED =
      new TreeMap<>(
          Map.of(
              3, List.of("{command: players, players: discriminator}"),
              6,
                  List.of(
                      "{command: players, players: both}",
                      "{command: set, key: generator-optimizer.learning-rate, value: 1e-2}"),
              9, List.of("{command: step, count: 4, only: generator}"),
              14,
                  List.of(
                      "{command: set, key: discriminator-steps, value: 3}",
                      "{command: set, key: penalties.r1.gamma, value: x2}",
                      "{command: set, key: penalties.gradient-penalty.weight, value: 0.5}"),
              18,
                  List.of(
                      "{command: set, key: discriminator-optimizer.learning-rate, value: x0.5}",
                      "{command: set, key: discriminator-steps, value: configured}",
                      "{command: pace, steps-per-second: 100}",
                      "{command: step, count: 3, half: true}")));

  @TempDir Path runs;

  private static TrainingConfig config(String changes) {
    return Presets.config("ring", "{" + changes + "}");
  }

  private static void send(RunDirectory run, String yaml) {
    Command command = Json.bind(Json.parseYaml(yaml, "test"), Command.class, "test");
    new CommandInbox(run.commandsDirectory()).send(command);
  }

  /** Sends commands after steps and leaves the trainer time to look for them; ends its pauses. */
  private record Sender(RunDirectory run, Map<Integer, List<String>> commands, String then)
      implements TrainingListener {
    Sender(RunDirectory run, Map<Integer, List<String>> commands) {
      this(run, commands, "{command: go}");
    }

    @Override
    public void stepped(Progress progress) {
      List<String> now = commands.get((int) progress.step());
      if (now != null) {
        now.forEach(command -> send(run, command));
        sleep();
      }
    }

    @Override
    public void steered(Answer answer) {
      if (answer.message().contains("pause")) {
        send(run, then);
      }
    }
  }

  private static void sleep() {
    try {
      TimeUnit.NANOSECONDS.sleep(CommandDesk.LOOK_NANOS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Outcome play(String changes, Map<Integer, List<String>> commands) {
    try (Trainer trainer = Trainer.start(config(changes), runs)) {
      return trainer.run(new Sender(trainer.directory(), commands));
    }
  }

  /** Plays a new run to its first step and stops. */
  private RunDirectory begun(String changes) {
    return stopped(Trainer.start(config(changes), runs), 1).run();
  }

  private static Outcome stopped(Trainer opened, int steps) {
    int[] left = {steps};
    try (Trainer trainer = opened) {
      return trainer.run(
          new TrainingListener() {
            @Override
            public void stepped(Progress progress) {
              if (--left[0] == 0) {
                trainer.requestStop();
              }
            }
          });
    }
  }

  private static void copyInterventions(RunDirectory from, RunDirectory to) throws IOException {
    Files.copy(from.interventionsFile(), to.interventionsFile());
  }

  private static Outcome resume(RunDirectory run, String changes) {
    ObjectNode tree = (ObjectNode) Json.parseYaml(changes, "test");
    try (Trainer trainer = Trainer.resume(run, tree, notice -> {})) {
      return trainer.run(TrainingListener.NONE);
    }
  }

  private static void assertSameBits(Outcome expected, Outcome actual) {
    assertThat(actual.progress().step()).isEqualTo(expected.progress().step());
    assertThat(actual.progress().images()).isEqualTo(expected.progress().images());
    assertThat(difference(end(expected), end(actual))).isEmpty();
  }

  private static Path end(Outcome outcome) {
    return outcome.checkpoint().orElseThrow();
  }

  /** Tensors whose bits are not the same. */
  private static List<String> difference(Path one, Path other) {
    List<String> different = new ArrayList<>();
    try (Scope scope = Scope.open();
        Checkpoint a = Checkpoint.open(one);
        Checkpoint b = Checkpoint.open(other)) {
      assertThat(b.sections()).isEqualTo(a.sections());
      for (String section : a.sections()) {
        for (String name : a.names(section)) {
          if (!a.tensor(section, name).contentEquals(b.tensor(section, name))) {
            different.add(section + "/" + name);
          }
        }
      }
    }
    return different;
  }

  @Test
  void pausesStepsHalfStepsAndSlowMotionChangeNoBit() {
    Map<Integer, List<String>> commands =
        Map.of(
            2, List.of("{command: pause}"),
            4, List.of("{command: step, half: true}"),
            6, List.of("{command: step, count: 2}"),
            10, List.of("{command: step, count: 3, half: true}"),
            12, List.of("{command: pace, steps-per-second: 100}"),
            16, List.of("{command: pace, steps-per-second: 0}"));
    for (String order : List.of("discriminator-first", "generator-first", "simultaneous")) {
      String game = GAME + "steps: 18, reuse-latents: false, order: " + order;
      Outcome still = play(game, Map.of());
      Outcome steered = play(game, commands);
      assertThat(CommandLog.read(steered.run().commandLog())).hasSizeGreaterThan(commands.size());
      assertThat(steered.run().interventionsFile()).doesNotExist();
      assertSameBits(still, steered);
    }
  }

  @Test
  void aSteeredRunThatIsStoppedAnywhereTakesTheSameCourse() throws IOException {
    String game = GAME + "steps: 30";
    Outcome whole = play(game, STEERED);
    assertThat(CommandLog.read(whole.run().commandLog()))
        .allSatisfy(answer -> assertThat(answer.outcome()).isEqualTo(Answer.Outcome.DONE));
    assertThat(difference(end(play(game, Map.of())), end(whole))).isNotEmpty();
    for (int stop : new int[] {7, 18}) {
      RunDirectory run = begun(game);
      copyInterventions(whole.run(), run);
      stopped(Trainer.resume(run, (ObjectNode) Json.parseYaml("{}", "test"), n -> {}), stop);
      assertSameBits(whole, resume(run, "{}"));
      assertThat(run.interventionsFile()).hasSameTextualContentAs(whole.run().interventionsFile());
    }
  }

  @Test
  void aRunThatWasKilledRepeatsWhatPeopleDidAfterItsLastCheckpoint() throws IOException {
    String game = GAME + "steps: 30";
    Outcome whole = play(game, STEERED);
    Path end = whole.checkpoint().orElseThrow();
    Path kept = Files.move(end, runs.resolve("end.safetensors"));
    Files.delete(end.resolveSibling("000020.safetensors")); // as if it had died after step 19
    Outcome again = resume(whole.run(), "{}");
    assertThat(again.checkpoint()).contains(end);
    assertThat(difference(kept, end)).isEmpty();
  }

  @Test
  void aRunThatWasRolledBackRepeatsWhatPeopleDid() throws IOException {
    String tooFast =
        "threads: 1, batch: 8, preview: 4, seed: 5, tick-steps: 5, checkpoint-ticks: 1,"
            + " architecture: {latent: 4, generator-widths: [8], discriminator-widths: [8]},"
            + " generator-optimizer: {learning-rate: 4}, discriminator-optimizer:"
            + " {learning-rate: 4}, steps: 30, monitor: roll-back";
    Map<Integer, List<String>> commands =
        Map.of(
            2, List.of("{command: players, players: generator}"),
            4, List.of("{command: players, players: both}"),
            8, List.of("{command: set, key: discriminator-steps, value: 2}"));
    Outcome whole = play(tooFast, commands);
    assertThat(EventLog.read(whole.run().eventsFile()))
        .extracting(GameEvent::kind)
        .contains(GameEvent.Kind.ROLLED_BACK);
    for (int stop : new int[] {3, 22}) {
      RunDirectory run = begun(tooFast);
      copyInterventions(whole.run(), run);
      stopped(Trainer.resume(run, (ObjectNode) Json.parseYaml("{}", "test"), n -> {}), stop);
      assertSameBits(whole, resume(run, "{}"));
      assertThat(Files.readString(run.eventsFile()))
          .isEqualTo(Files.readString(whole.run().eventsFile()));
    }
  }

  @Test
  void whoReadsAnAnswerFindsItsEffectInTheState() {
    String key = "penalties.r1.gamma";
    List<String> sets = new ArrayList<>();
    for (int i = 2; i < 8; i++) {
      sets.add("{command: set, key: %s, value: %d}".formatted(key, i));
    }
    List<Object> shown = new ArrayList<>();
    try (Trainer trainer = Trainer.start(config(GAME + "steps: 3"), runs)) {
      RunDirectory run = trainer.directory();
      sets.forEach(command -> send(run, command));
      trainer.run(
          new TrainingListener() {
            @Override
            public void steered(Answer answer) {
              assertThat(CommandLog.answer(run.commandLog(), answer.id())).isEmpty();
              RunState state = RunState.read(run.stateFile()).orElseThrow();
              assertThat(state.message()).isEqualTo(answer.message());
              shown.add(state.interventions().get(key));
            }
          });
      assertThat(CommandLog.read(run.commandLog())).hasSameSizeAs(sets);
    }
    assertThat(shown).containsExactly(2.0, 3.0, 4.0, 5.0, 6.0, 7.0);
  }

  @Test
  void nonsenseIsRefusedWithAReasonAndTheRunGoesOn() throws IOException {
    String big = "1".repeat(CommandInbox.LONGEST);
    List<String> nonsense =
        List.of(
            "",
            "{",
            "null",
            "[1, 2]",
            "{\"command\":\"dance\"}",
            "{\"command\":\"pause\",\"now\":true}",
            "{\"command\":\"step\",\"count\":0}",
            "{\"command\":\"step\",\"count\":\"many\"}",
            "{\"command\":\"step\",\"half\":true,\"only\":\"generator\"}",
            "{\"command\":\"players\"}",
            "{\"command\":\"players\",\"players\":\"nobody\"}",
            "{\"command\":\"pace\",\"steps-per-second\":-1}",
            "{\"command\":\"set\",\"key\":\"batch\",\"value\":4}",
            "{\"command\":\"set\",\"key\":\"penalties.r2.gamma\",\"value\":4}",
            "{\"command\":\"set\",\"key\":\"penalties.r1.gamma\",\"value\":-4}",
            "{\"command\":\"set\",\"key\":\"penalties.r1.gamma\",\"value\":{\"type\":\"moon\"}}",
            "{\"command\":\"set\",\"key\":\"discriminator-steps\",\"value\":1.5}",
            "{\"command\":\"set\",\"key\":\"discriminator-steps\",\"value\":[2]}",
            "{\"command\":\"set\",\"key\":\"generator-optimizer.learning-rate\",\"value\":0}",
            "{\"command\":\"set\",\"key\":\"generator-optimizer.learning-rate\",\"value\":\"x1e999\"}",
            "{\"command\":\"set\",\"key\":\"generator-optimizer.learning-rate\",\"value\":\"fast\"}",
            "{\"command\":\"stop\"}".concat(big));
    Outcome outcome;
    try (Trainer trainer = Trainer.start(config(GAME + "steps: 3"), runs)) {
      Path inbox = trainer.directory().commandsDirectory();
      int number = 0;
      for (String text : nonsense) {
        Files.writeString(inbox.resolve("%019d-a.json".formatted(number++)), text);
      }
      Files.writeString(inbox.resolve("notes.txt"), "not a command");
      outcome = trainer.run(TrainingListener.NONE);
    }
    assertThat(outcome.reason()).isEqualTo(Outcome.Reason.FINISHED);
    List<Answer> answers = CommandLog.read(outcome.run().commandLog());
    assertThat(answers).hasSameSizeAs(nonsense);
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.outcome()).as(answer.asked()).isEqualTo(Answer.Outcome.REFUSED);
              assertThat(answer.message()).isNotBlank().doesNotContain("\n");
            });
    assertThat(outcome.run().interventionsFile()).doesNotExist();
    assertThat(outcome.run().commandsDirectory().resolve("notes.txt")).exists();
  }

  @Test
  void aSettingGivenWhenResumingTakesThePlaceOfAnIntervention() {
    Outcome half =
        play(
            GAME + "steps: 10",
            Map.of(
                2,
                List.of(
                    "{command: set, key: discriminator-optimizer.learning-rate, value: 3e-3}",
                    "{command: set, key: discriminator-steps, value: 1}")));
    resume(half.run(), "{steps: 20, discriminator-optimizer: {learning-rate: 7e-3}}");
    List<Map<String, Object>> lines = StatsLog.read(half.run().statsFile()).lines();
    double lazily = new LazyCorrection(3).factor();
    assertThat(lines.get(0)).containsEntry("learning-rate/d", lazily * 3e-3);
    assertThat(lines.get(1)).containsEntry("learning-rate/d", lazily * 7e-3);
    RunState state = RunState.read(half.run().stateFile()).orElseThrow();
    assertThat(state.interventions()).containsOnlyKeys("discriminator-steps");
  }

  @Test
  void whoIntervenesWhileOldInterventionsAreRepeatedMakesAnotherCourse() throws IOException {
    String game = GAME + "steps: 20";
    Map<Integer, List<String>> late = Map.of(12, List.of("{command: players, players: generator}"));
    Outcome first = play(game, late);
    RunDirectory run = begun(game);
    copyInterventions(first.run(), run);
    try (Trainer trainer =
        Trainer.resume(run, (ObjectNode) Json.parseYaml("{}", "test"), notice -> {})) {
      trainer.run(
          new Sender(run, Map.of(5, List.of("{command: set, key: generator-steps, value: 2}"))));
    }
    assertThat(InterventionLog.read(run.interventionsFile()))
        .extracting(Intervention::step, Intervention::key)
        .containsExactly(tuple(5L, "generator-steps"));
  }

  @Test
  void onlyOnePlayerMovesWhereOnlyOneIsTrained() {
    String game = GAME + "steps: 10";
    Outcome frozen = play(game, Map.of(1, List.of("{command: players, players: discriminator}")));
    Outcome one = play(GAME + "steps: 1", Map.of());
    List<String> moved = difference(end(one), end(frozen));
    assertThat(moved).anyMatch(name -> name.startsWith("D/"));
    assertThat(moved).noneMatch(name -> name.startsWith("G/") || name.startsWith("G-optimizer/"));
    assertThat(RunState.read(frozen.run().stateFile()).orElseThrow().players())
        .isEqualTo(Side.DISCRIMINATOR);
  }

  @Test
  void aStoppedRunSaysSoAndAStopInTheMiddleOfAStepEndsThatStep() {
    Outcome outcome;
    try (Trainer trainer = Trainer.start(config(GAME + "steps: 10"), runs)) {
      Map<Integer, List<String>> half = Map.of(4, List.of("{command: step, half: true}"));
      outcome = trainer.run(new Sender(trainer.directory(), half, "{command: stop}"));
    }
    assertThat(CommandLog.read(outcome.run().commandLog()))
        .extracting(Answer::step, Answer::message)
        .containsExactly(
            tuple(4L, "plays 1 half step, then pauses"), tuple(4L, "stops after step 5 and saves"));
    assertThat(outcome.reason()).isEqualTo(Outcome.Reason.STOPPED);
    RunState state = RunState.read(outcome.run().stateFile()).orElseThrow();
    assertThat(state.phase()).isEqualTo(RunState.Phase.STOPPED);
    assertThat(state.step()).isEqualTo(outcome.progress().step()).isEqualTo(5);
    assertThat(state.halfStep().complete()).isTrue();
    assertThat(state.halfStep().terms()).containsKey("loss/g/adversarial");
  }

  @Test
  void commandsToATrainerThatIsGoneAreRefusedByTheNext() {
    RunDirectory run = begun(GAME + "steps: 4");
    String id = new CommandInbox(run.commandsDirectory()).send(new Command.Stop());
    assertThat(resume(run, "{}").reason()).isEqualTo(Outcome.Reason.FINISHED);
    assertThat(CommandLog.answer(run.commandLog(), id).orElseThrow().outcome())
        .isEqualTo(Answer.Outcome.REFUSED);
  }
}
