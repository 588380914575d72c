package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.run.CheckpointKeeper.Best;
import org.esgrima.run.CheckpointKeeper.Policy;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class CheckpointKeeperTest {
  @TempDir Path root;
  private RunDirectory run;

  @BeforeEach
  void create() {
    run = RunDirectory.create(root, "keeper");
  }

  private static void save(CheckpointKeeper keeper, long step) {
    try (Scope scope = Scope.open()) {
      Tensor weight = Tensor.full(ElementType.F32, Shape.of(2), (double) step);
      keeper.save(step, Map.of("G", Map.of("weight", weight)), Map.of());
    }
  }

  private static Best fid(long step, double value) {
    return new Best(step, "fid", value, true);
  }

  @Test
  void keepsTheLastTheBestAndEveryKth() {
    CheckpointKeeper keeper = new CheckpointKeeper(run, new Policy(2, 300));
    for (long step = 100; step <= 800; step += 100) {
      save(keeper, step);
      if (step == 200) {
        assertThat(keeper.offerBest(fid(200, 5))).isTrue();
      }
    }
    assertThat(keeper.steps()).containsExactly(200L, 300L, 600L, 700L, 800L);
    assertThat(keeper.file(200)).hasFileName("000200.safetensors");
    assertThat(keeper.steps()).allMatch(step -> Files.exists(keeper.file(step)));
  }

  @Test
  void letsTheFormerBestGo() throws IOException {
    CheckpointKeeper keeper = new CheckpointKeeper(run, new Policy(1, 0));
    assertThat(keeper.best()).isEmpty();
    save(keeper, 100);
    keeper.offerBest(fid(100, 5));
    save(keeper, 200);
    assertThat(keeper.offerBest(fid(200, 6))).isFalse();
    assertThat(keeper.offerBest(fid(200, Double.NaN))).isFalse();
    assertThat(keeper.steps()).containsExactly(100L, 200L);
    assertThat(keeper.offerBest(fid(200, 4))).isTrue();
    assertThat(keeper.steps()).containsExactly(200L);
    assertThat(keeper.best()).contains(fid(200, 4));
    assertThat(Files.readString(run.checkpointsDirectory().resolve("best.json")))
        .isEqualTo(
            """
            {"step":200,"metric":"fid","value":4.0,"lower-is-better":true}
            """);
    save(keeper, 300);
    assertThat(keeper.offerBest(new Best(300, "is", 8, false))).isTrue();
    save(keeper, 400);
    assertThat(keeper.offerBest(new Best(400, "is", 7.5, false))).isFalse();
    assertThatThrownBy(() -> keeper.offerBest(fid(999, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void discardsOneUnlessItIsTheBest() {
    CheckpointKeeper keeper = new CheckpointKeeper(run, new Policy(5, 0));
    for (long step = 100; step <= 300; step += 100) {
      save(keeper, step);
    }
    keeper.offerBest(fid(200, 5));
    keeper.discard(100);
    keeper.discard(200);
    keeper.discard(999);
    assertThat(keeper.steps()).containsExactly(200L, 300L);
  }

  @Test
  void saysThatTheNewestIsDamagedAndNamesAnIntactOne() throws IOException {
    CheckpointKeeper keeper = new CheckpointKeeper(run, new Policy(3, 0));
    for (long step = 100; step <= 300; step += 100) {
      save(keeper, step);
    }
    try (Checkpoint latest = keeper.latest()) {
      assertThat(latest.path()).isEqualTo(keeper.file(300));
    }
    cutInHalf(keeper.file(300));
    cutInHalf(keeper.file(200));
    assertThatThrownBy(keeper::latest)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("newest checkpoint is unusable")
        .hasMessageContaining("000300.safetensors")
        .hasMessageContaining("intact one is " + keeper.file(100));
    assertThat(keeper.steps()).containsExactly(100L, 200L, 300L);
    cutInHalf(keeper.file(100));
    assertThatThrownBy(keeper::latest).hasMessageContaining("No older one is intact");
  }

  private static void cutInHalf(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  @Test
  void saysThatThereIsNoneYet() {
    assertThatThrownBy(new CheckpointKeeper(run, Policy.DEFAULT)::latest)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no checkpoint");
  }

  @Test
  void neverMixesTwoCoursesOfARun() {
    CheckpointKeeper keeper = new CheckpointKeeper(run, new Policy(4, 0));
    for (long step = 100; step <= 400; step += 100) {
      save(keeper, step);
    }
    keeper.offerBest(fid(300, 1));
    assertThatThrownBy(() -> save(keeper, 250)).isInstanceOf(IllegalStateException.class);
    assertThat(keeper.discardAfter(200)).containsExactly(300L, 400L);
    assertThat(keeper.best()).isEmpty();
    save(keeper, 250);
    assertThat(keeper.steps()).containsExactly(100L, 200L, 250L);
  }

  @Test
  void aFailedSaveLosesNothing() throws IOException {
    CheckpointKeeper keeper = new CheckpointKeeper(run, new Policy(1, 0));
    save(keeper, 100);
    Files.createDirectory(keeper.file(200)); // in the way of the file
    assertThatThrownBy(() -> save(keeper, 200)).isInstanceOf(InputException.class);
    assertThat(keeper.file(100)).isRegularFile();
    assertThat(run.checkpointsDirectory().toFile().list())
        .containsExactlyInAnyOrder("000100.safetensors", "000200.safetensors");
  }

  @Test
  void saysThatTheNameOfTheBestIsDamaged() throws IOException {
    Files.writeString(run.checkpointsDirectory().resolve("best.json"), "{\"step\":1}");
    assertThatThrownBy(new CheckpointKeeper(run, Policy.DEFAULT)::best)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("best.json");
  }
}
