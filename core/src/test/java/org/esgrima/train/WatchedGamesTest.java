package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.esgrima.run.EventLog;
import org.esgrima.run.GameEvent;
import org.esgrima.run.StatsLog;
import org.esgrima.torch.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small games that are made to go wrong, each in its way; see RecordedGamesTest for larger ones.
 */
@ExtendWith(NoLeaks.class)
class WatchedGamesTest {
  private static final String SMALL =
      "threads: 1, batch: 32, preview: 4, sample-ticks: 100, checkpoint-ticks: 100, architecture:"
          + " {latent: 4, generator-widths: [16, 16], discriminator-widths: [16, 16]}, ";

  @TempDir Path runs;

  private List<GameEvent> play(String changes) {
    try (Trainer trainer = Trainer.start(Presets.config("ring", "{" + changes + "}"), runs)) {
      Outcome outcome = trainer.run(TrainingListener.NONE);
      assertThat(outcome.reason()).isEqualTo(Outcome.Reason.FINISHED);
      assertThat(StatsLog.read(outcome.run().statsFile()).lines())
          .allSatisfy(line -> assertThat(line).containsKeys("ranking/fake", "diversity"));
      return EventLog.read(outcome.run().eventsFile());
    }
  }

  private static List<String> begun(List<GameEvent> events) {
    return events.stream()
        .filter(event -> event.kind() == GameEvent.Kind.BEGINS)
        .map(GameEvent::verdict)
        .toList();
  }

  @Test
  void ratesThatAreFarTooHighDiverge() {
    List<GameEvent> events =
        play(
            SMALL
                + "steps: 300, generator-optimizer: {learning-rate: 10},"
                + " discriminator-optimizer: {learning-rate: 10}");
    assertThat(begun(events)).containsExactly("diverging");
    assertThat(events.get(0).step()).isEqualTo(300);
  }

  @Test
  void aDiscriminatorThatDoesNotLearnIsBeaten() {
    List<GameEvent> events =
        play(SMALL + "steps: 1500, discriminator-optimizer: {learning-rate: 1e-9}");
    assertThat(begun(events)).contains("g-too-strong");
  }

  @Test
  void aGeneratorThatHardlyLearnsIsSeenThrough() {
    List<GameEvent> events =
        play(
            SMALL
                + "steps: 1500, generator-optimizer: {learning-rate: 5e-6},"
                + " discriminator-optimizer: {learning-rate: 5e-2}");
    assertThat(begun(events)).contains("d-too-strong").doesNotContain("g-too-strong", "balanced");
  }

  // All reals are one point, so that D is a slope and G a place: the Dirac-GAN of Mescheder et al.
  // 2018 in more dimensions. Its circles stay small, so rounding decides nothing.
  @Test
  void aGameOverOnePointGoesRoundInCircles() {
    List<GameEvent> events =
        play(
            SMALL
                + "steps: 3000, seed: 1, take: 1,"
                + " generator-optimizer: {type: sgd, learning-rate: 2e-2},"
                + " discriminator-optimizer: {type: sgd, learning-rate: 2e-2}");
    assertThat(begun(events)).contains("oscillating").doesNotContain("balanced");
  }

  @Test
  void sixteenImagesAreLearntByHeart() {
    List<GameEvent> events =
        play(
            "threads: 1, batch: 32, preview: 4, sample-ticks: 100, checkpoint-ticks: 100,"
                + " steps: 1500, data: strokes, take: 16, architecture: {latent: 8, output: tanh,"
                + " generator-widths: [32], discriminator-widths: [64, 64]}");
    assertThat(begun(events)).contains("memorising").doesNotContain("balanced", "g-too-strong");
    assertThat(events)
        .filteredOn(event -> event.verdict().equals("memorising"))
        .first()
        .satisfies(event -> assertThat(event.remedy()).contains("--augmentation adaptive"));
  }
}
