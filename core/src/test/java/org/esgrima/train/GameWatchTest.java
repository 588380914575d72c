package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.esgrima.data.Dataset;
import org.esgrima.data.Ring;
import org.esgrima.data.Strokes;
import org.esgrima.data.Subset;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class GameWatchTest {
  private static Map<String, Object> measure(
      String preset, String changes, Dataset training, Optional<Dataset> heldOut) {
    TrainingConfig config = Presets.config(preset, changes).over(training).resolved(training, 1);
    try (Players players = new Players(config, Optional.empty());
        GameWatch watch = new GameWatch(training, heldOut, config)) {
      Map<String, Object> first = watch.measure(players);
      assertThat(watch.measure(players)).as("the same again").isEqualTo(first);
      return first;
    }
  }

  @Test
  void aRankingIsAShareOfPairs() {
    assertThat(GameWatch.ranking(new double[] {2, 3}, new double[] {0, 1})).isEqualTo(1);
    assertThat(GameWatch.ranking(new double[] {0, 3}, new double[] {1, 2})).isEqualTo(0.5);
    assertThat(GameWatch.ranking(new double[] {1}, new double[] {1, 2, 0, 0})).isEqualTo(0.625);
  }

  @Test
  void measuresDigits() {
    Map<String, Object> line =
        measure(
            "digits", "architecture: {width: 4}", new Strokes(0), Optional.of(new Strokes(~0L)));
    assertThat(line)
        .containsKeys("accuracy/held-out", "accuracy/seen", "ranking/held-out", "ranking/fake")
        .containsEntry("modes/known", 10)
        .containsKey("modes/missing");
    assertThat((double) line.get("ranking/held-out")).isCloseTo(0.5, within(0.15));
    assertThat((double) line.get("diversity")).isBetween(0.0, 0.9);
  }

  @Test
  void measuresPointsAndPacks() {
    Map<String, Object> line =
        measure("ring", "{batch: 6, packing: 3}", Ring.of(0), Optional.of(Ring.of(1)));
    assertThat(line).containsKey("ranking/held-out").containsEntry("modes/known", 8);
  }

  @Test
  void withoutHeldOutSamplesNothingIsSaidOfThem() {
    assertThat(measure("ring", "{}", Ring.of(0), Optional.empty()))
        .doesNotContainKeys("accuracy/held-out", "accuracy/seen", "ranking/held-out")
        .containsKey("ranking/fake");
  }

  @Test
  void aSingleSampleIsEnoughToGoOnWith() {
    Dataset one = Subset.of(new Strokes(0), 0, 1);
    Map<String, Object> line =
        measure("digits", "architecture: {width: 4}", one, Optional.of(new Strokes(1)));
    assertThat(line).containsEntry("diversity", Double.NaN);
  }

  @Test
  void realSamplesMissNoModeAndOneOfThemMissesTheOthers() {
    try (Scope scope = Scope.open()) {
      for (Dataset dataset : new Dataset[] {Ring.of(3), new Strokes(3)}) {
        Tensor reals = Samples.first(dataset, 800);
        try (KnownModes modes = KnownModes.of(dataset, reals).orElseThrow()) {
          assertThat(modes.missing(reals)).isEmpty();
          Tensor one = reals.narrow(0, 0, 1);
          Tensor same = one.expand(reals.shape().sizes());
          assertThat(modes.missing(same)).hasSize(modes.count() - 1);
        }
      }
    }
  }
}
