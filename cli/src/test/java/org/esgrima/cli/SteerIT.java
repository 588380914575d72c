package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.InterventionLog;
import org.esgrima.run.control.RunState;
import org.esgrima.run.control.RunState.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process trains, others steer it, see how it is, and notice when it is killed. */
class SteerIT {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path directory;

  private Process train() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("train", "--preset", "ring", "--runs", directory.toString()));
    command.addAll(List.of("--paused", "--batch", "8", "--steps", "1000000", "--threads", "1"));
    command.addAll(List.of("--penalties", "[{type: r1, gamma: 0.1}]"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output.txt").toFile())
        .start();
  }

  private static RunState await(Path stateFile, Predicate<RunState> wanted) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      var state = RunState.read(stateFile);
      if (state.filter(wanted).isPresent()) {
        return state.get();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("not so in time: " + Files.readString(stateFile));
  }

  @Test
  void aRunIsSteeredFromOutsideAndItsDeathIsNoticed() throws Exception {
    Path run = directory.resolve("00000-ring");
    Path state = run.resolve("state.json");
    Process trainer = train();
    try {
      await(state, s -> s.phase() == Phase.PAUSED && s.step() == 0);

      assertThat(said(run, "step", "3")).contains("plays 3 steps, then pauses");
      await(state, s -> s.phase() == Phase.PAUSED && s.step() == 3);
      assertThat(said(run, "step", "--half")).contains("plays 1 half step");
      RunState half = await(state, s -> s.halfStep() != null && !s.halfStep().complete());
      assertThat(half.step()).isEqualTo(3);
      assertThat(half.halfStep().terms()).containsKeys("loss/d/adversarial", "loss/d/r1");
      assertThat(run.resolve("game/now.json")).content().startsWith("{\"step\":3,\"learnt\":\"d");
      assertThat(said(run, "step", "2", "--only", "generator")).contains("only the generator");
      await(state, s -> s.phase() == Phase.PAUSED && s.step() == 6);
      assertThat(said(run, "set", "penalties.r1.gamma", "x10")).contains("gamma is 1.0");
      assertThat(said(run, "players", "discriminator")).contains("from step 7 on");
      assertThat(Captured.run("steer", run).out())
          .contains("a run that is paused", "penalties.r1.gamma", "1.0   (changed)");
      assertThat(said(run, "pace", "50")).contains("50.0 steps a second");
      assertThat(said(run, "go")).contains("going on after step 6");
      await(state, s -> s.phase() == Phase.RUNNING && s.step() > 6 && s.pace() == 50);
      refused(run, "refused: ", "set", "batch", "4");

      trainer.destroyForcibly().waitFor();
      assertThat(RunState.read(state).orElseThrow().phase()).isEqualTo(Phase.LOST);
      assertThat(Captured.run("steer", run).out()).contains("ended without saying why");
      refused(run, "nobody to steer", "go");
    } finally {
      trainer.destroyForcibly().waitFor();
    }
    assertThat(InterventionLog.read(RunDirectory.open(run).interventionsFile())).hasSize(3);
  }

  private static String said(Path run, String... words) {
    Captured captured = steer(run, words);
    assertThat(captured.exitCode()).as(captured.err()).isZero();
    return captured.out();
  }

  private static void refused(Path run, String why, String... words) {
    Captured captured = steer(run, words);
    assertThat(captured.exitCode()).isEqualTo(2);
    assertThat(captured.err()).startsWith("esgrima: " + why).hasLineCount(1);
    assertThat(captured.out()).isEmpty();
  }

  private static Captured steer(Path run, String... words) {
    List<Object> all = new ArrayList<>(List.of("steer", run));
    all.addAll(List.of(words));
    return Captured.run(all.toArray());
  }
}
