package org.esgrima.run.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.run.control.RunState.Phase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStateTest {
  private static final TrainerProcess ME = TrainerProcess.current();

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("state.json");
  }

  private static RunState state(Phase phase, TrainerProcess process, long heartbeat) {
    RunState.HalfStep half =
        new RunState.HalfStep(
            Side.DISCRIMINATOR, Side.GENERATOR, false, Map.of("loss/d/adversarial", 1.25));
    return new RunState(
        phase,
        process,
        heartbeat,
        420,
        107_520,
        2.5,
        0.25,
        37_000,
        31.5,
        half,
        Side.BOTH,
        Map.of("discriminator-steps", 2),
        Map.of(),
        0,
        List.of("balanced"),
        "");
  }

  private Phase read(RunState written) {
    try (StateFile state = new StateFile(file, written)) {
      return RunState.read(file).orElseThrow().phase();
    }
  }

  private Phase readOld(RunState written) throws IOException {
    Files.writeString(file, Json.json(written));
    return RunState.read(file).orElseThrow().phase();
  }

  @Test
  void givesBackWhatWasWritten() {
    RunState written = state(Phase.PAUSED, ME, 0);
    try (StateFile state = new StateFile(file, written)) {
      RunState read = RunState.read(file).orElseThrow();
      assertThat(read.at(0)).isEqualTo(written);
      assertThat(read.heartbeatMillis()).isPositive();
    }
  }

  @Test
  void theNewestStateIsOnDiskWhenTheFileIsClosed() {
    try (StateFile state = new StateFile(file, state(Phase.STARTING, ME, 0))) {
      state.publish(state(Phase.RUNNING, ME, 0));
      state.publish(state(Phase.FINISHED, ME, 0));
    }
    assertThat(RunState.read(file).orElseThrow().phase()).isEqualTo(Phase.FINISHED);
  }

  @Test
  void theNewestStateIsOnDiskAfterAFlush() {
    try (StateFile state = new StateFile(file, state(Phase.STARTING, ME, 0))) {
      for (Phase phase : List.of(Phase.RUNNING, Phase.PAUSED, Phase.RUNNING, Phase.PAUSED)) {
        state.publish(state(phase, ME, 0));
        state.flush();
        assertThat(RunState.read(file).orElseThrow().phase()).isEqualTo(phase);
      }
    }
  }

  @Test
  void aStateThatCannotBeWrittenIsSaidByTheNextPublish() throws Exception {
    StateFile state = new StateFile(file, state(Phase.RUNNING, ME, 0));
    Files.delete(file);
    Files.createDirectory(file); // unlike permissions this also stops the superuser
    state.publish(state(Phase.PAUSED, ME, 0));
    assertThatThrownBy(
            () -> {
              while (true) { // until the other thread has tried
                state.publish(state(Phase.PAUSED, ME, 0));
                Thread.sleep(10);
              }
            })
        .isInstanceOf(InputException.class)
        .hasMessageContaining("state.json");
    assertThatThrownBy(state::close).isInstanceOf(InputException.class);
  }

  @Test
  void noFileIsNoState() {
    assertThat(RunState.read(file)).isEmpty();
  }

  @Test
  void aProcessThatLivesIsBelieved() {
    assertThat(read(state(Phase.RUNNING, ME, 0))).isEqualTo(Phase.RUNNING);
    assertThat(read(state(Phase.STARTING, ME, 0))).isEqualTo(Phase.STARTING);
  }

  @Test
  void aProcessThatIsGoneIsNot() throws Exception {
    Process other =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long started = other.info().startInstant().orElseThrow().toEpochMilli();
    other.waitFor();
    TrainerProcess gone = new TrainerProcess(other.pid(), started, ME.host());
    long now = System.currentTimeMillis();
    assertThat(readOld(state(Phase.RUNNING, gone, now))).isEqualTo(Phase.LOST);
    assertThat(RunState.read(file).orElseThrow().message()).contains("without saying why");
    assertThat(readOld(state(Phase.STOPPED, gone, now))).isEqualTo(Phase.STOPPED);
  }

  @Test
  void anotherProcessOfTheSameNumberIsNotTheTrainer() throws IOException {
    TrainerProcess earlier = new TrainerProcess(ME.pid(), ME.startedMillis() - 5_000, ME.host());
    assertThat(readOld(state(Phase.PAUSED, earlier, System.currentTimeMillis())))
        .isEqualTo(Phase.LOST);
  }

  @Test
  void aProcessOfAnotherMachineIsToldByItsHeartbeat() throws IOException {
    TrainerProcess away = new TrainerProcess(1, 1, ME.host() + "-other");
    long now = System.currentTimeMillis();
    assertThat(readOld(state(Phase.RUNNING, away, now))).isEqualTo(Phase.RUNNING);
    assertThat(readOld(state(Phase.RUNNING, away, now - TrainerProcess.SILENCE_MILLIS - 1)))
        .isEqualTo(Phase.LOST);
  }

  @Test
  void aDamagedFileIsSaid() throws IOException {
    Files.writeString(file, "{\"phase\":\"dreaming\"}");
    assertThatThrownBy(() -> RunState.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("state.json");
  }
}
