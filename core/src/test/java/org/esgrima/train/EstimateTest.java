package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.esgrima.torch.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class EstimateTest {
  private static TrainingConfig config(String limits) {
    return Presets.config(
        "stylegan2-avatars64",
        "{data: strokes, resolution: 8, batch: 4, threads: 1, conditioning: {type: none},"
            + " architecture: {latent: 4, styles: 4, capacity: 32, max-width: 4}, "
            + limits
            + "}");
  }

  @Test
  void lazyStepsAreCountedAndTheFirstLimitDecides() {
    Estimate estimate = Estimate.of(config("steps: 1000, images: 400"), line -> {});
    assertThat(estimate.secondsPerStep()).isPositive();
    assertThat(estimate.stepsInAll()).isEqualTo(100);
    assertThat(estimate.secondsInAll())
        .isCloseTo(100 * estimate.secondsPerStep(), Offset.offset(1e-9));
    Footprint memory = estimate.memory();
    // more than the weights of G, D and the average and two moments of each
    long weights =
        estimate.config().generatorSummary().parameters() * 4
            + estimate.config().discriminatorSummary().parameters() * 3;
    assertThat(memory.players()).isGreaterThan(4 * weights);
    assertThat(memory.program()).isPositive();
    assertThat(memory.peak()).isGreaterThanOrEqualTo(memory.program() + memory.players());
    assertThat(estimate.config().architecture().sampleShape().size(1)).isEqualTo(8);
  }

  @Test
  void withoutLimitsThereIsNoEnd() {
    assertThat(Estimate.of(config("images: 0"), line -> {}).stepsInAll()).isZero();
  }
}
