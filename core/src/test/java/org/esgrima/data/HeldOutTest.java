package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutTest {
  @TempDir Path directory;

  private static Optional<Dataset> heldOut(DataOptions options) {
    try (Dataset training = Datasets.open(options)) {
      return HeldOut.open(options, training);
    }
  }

  @Test
  void drawnSetsHaveAnotherSeed() {
    try (Dataset found = heldOut(DataOptions.of("strokes")).orElseThrow()) {
      assertThat(found.fingerprint())
          .isEqualTo(new Strokes(~0L).fingerprint())
          .isNotEqualTo(new Strokes(0).fingerprint());
    }
  }

  @Test
  void whoTrainsOnSomeSamplesOfADrawnSetKeepsTheOtherSeed() {
    DataOptions some = new DataOptions("strokes", 0, 0, Split.TRAIN, 0, 16, 3);
    try (Dataset found = heldOut(some).orElseThrow()) {
      assertThat(found.fingerprint()).isEqualTo(new Strokes(~3L).fingerprint());
    }
  }

  @Test
  void setsWithoutHalvesGiveWhatTheTrainingLeaves() throws Exception {
    Path file = directory.resolve("ten.safetensors");
    try (Dataset ten = Subset.of(new Strokes(0), 0, 10)) {
      PackedWriter.write(ten, file, done -> {});
    }
    assertThat(Files.size(file)).isPositive();
    assertThat(heldOut(DataOptions.of(file.toString()))).isEmpty();
    DataOptions some = new DataOptions(file.toString(), 0, 0, Split.TRAIN, 2, 5, 0);
    try (Dataset found = heldOut(some).orElseThrow()) {
      assertThat(found.size()).isEqualTo(3);
    }
    DataOptions all = new DataOptions(file.toString(), 0, 0, Split.TRAIN, 2, 8, 0);
    assertThat(heldOut(all)).isEmpty();
  }

  @Test
  void whoTrainsOnTheTestHalfHasNoOther() {
    assertThat(heldOut(new DataOptions("ring", 0, 0, Split.TEST, 0, 0, 0))).isEmpty();
  }
}
