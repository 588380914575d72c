package org.esgrima.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.PackedDataset;
import org.esgrima.data.Split;
import org.esgrima.data.StackedMnist;
import org.esgrima.data.Subset;
import org.esgrima.metric.Measurement;
import org.esgrima.torch.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class EvaluationTest {
  @TempDir private Path directory;

  private static final Subjects.Choice CHOICE = new Subjects.Choice(false, "", 0);

  private static Map<String, List<Measurement>> run(
      String fakes, String reals, long count, String... metrics) {
    Evaluation evaluation = new Evaluation(List.of(metrics), "", count, 0, false);
    try (Subjects subjects = Subjects.open(fakes, reals, CHOICE, Listener.NONE)) {
      return evaluation.run(subjects, Listener.NONE);
    }
  }

  @Test
  void aSetIsAtNoDistanceFromItself() {
    Measurement fid = run("strokes", "strokes", 80, "fid").get("fid").get(0);
    assertThat(fid.value()).isLessThan(1e-6);
    assertThat(fid.floor()).isGreaterThan(0.01);
    assertThat(fid.counts())
        .containsEntry("reals", 80L)
        .containsEntry("fakes", 80L)
        .containsEntry("floor-reals", 80L)
        .containsEntry("floor-held-out", 80L);
    assertThat(fid.settings())
        .containsEntry("described-by", "digits")
        .containsEntry("resize", "none")
        .containsEntry("floor-from", "test split")
        .containsEntry("reals", "strokes")
        .containsEntry("sample-seed", 0L)
        .containsKey("reals-fingerprint");
    assertThat(fid.features().sha256()).hasSize(64);
    assertThat(fid.interval()).isNotNull();
  }

  @Test
  void everyMetricThatSuitsPointsFindsTheRealDistribution() {
    Map<String, List<Measurement>> found = run("ring", "ring", 300, "all");
    assertThat(found.keySet()).containsExactly("fid", "kid", "pr", "prdc", "swd", "modes");
    Measurement covered = found.get("modes").get(0);
    assertThat(covered.value()).isEqualTo(8);
    assertThat(covered.floor()).isEqualTo(8);
    assertThat(found.get("modes").get(1).value()).isBetween(0.95, 1.0);
    assertThat(found.get("swd").get(0).value()).isZero();
    assertThat(found.values().stream().flatMap(List::stream)).allMatch(m -> m.floor() != null);
  }

  @Test
  void anotherVariantOfASetIsFurtherThanTheFloor() {
    Measurement kid = run("ring:unrolled", "ring", 200, "kid").get("kid").get(0);
    assertThat(kid.value()).isGreaterThan(10 * Math.abs(kid.floor()));
  }

  @Test
  void stackedDigitsAreCountedByTheirTriples() {
    List<Measurement> modes =
        run("stacked-mnist:strokes", "stacked-mnist:strokes", 60, "modes").get("modes");
    assertThat(modes.get(0).value()).isBetween(50.0, 60.0);
    assertThat(modes.get(0).features().name()).isEqualTo("digits");
  }

  @Test
  void resizedStacksAreCountedToo() {
    DataOptions larger = new DataOptions("stacked-mnist:strokes", 32, 3, Split.TRAIN, 0, 0, 0);
    Path packed = directory.resolve("stacks.safetensors");
    try (Dataset stacks = Datasets.open(larger)) {
      assertThat(stacks.labelColumns()).contains(StackedMnist.TRIPLE);
      PackedDataset.write(Subset.of(stacks, 0, 60), packed);
    }
    List<Measurement> modes = run(packed.toString(), packed.toString(), 60, "modes").get("modes");
    assertThat(modes.get(0).value()).isBetween(45.0, 60.0);
  }

  @Test
  void whatDoesNotSuitIsRefused() {
    assertThatThrownBy(() -> run("ring", "ring", 20, "parzen"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("images of at most 3,072 numbers");
    assertThatThrownBy(() -> run("ring", "ring", 20, "ppl"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected a generator");
    assertThatThrownBy(() -> run("strokes", "strokes", 20, "modes"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("ring, grid or stacked-mnist");
    assertThatThrownBy(() -> run("strokes", "strokes", 20, "memorisation"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("training data with an end");
    assertThatThrownBy(() -> run("strokes", "ring", 20, "fid"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("different shapes");
    assertThatThrownBy(() -> run("strokes", "", 20, "fid"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nothing to compare with");
  }

  @Test
  void namesAndNumbersAreChecked() {
    assertThatThrownBy(() -> new Evaluation(List.of("fidd"), "", 0, 0, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Did you mean fid?");
    assertThatThrownBy(() -> new Evaluation(List.of("all", "fid"), "", 0, 0, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("all alone");
    assertThatThrownBy(() -> new Evaluation(List.of("fid"), "", 1, 0, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--count");
    assertThatThrownBy(() -> new Evaluation(List.of("fid"), "", 0, -1, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--seed");
  }
}
