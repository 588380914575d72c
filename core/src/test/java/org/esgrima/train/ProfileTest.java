package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.io.Json;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.RunDirectory;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.train.Profile.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class ProfileTest {
  private static final String RING =
      "{batch: 8, images: 0, steps: 6, tick-steps: 3, checkpoint-ticks: 1, preview: 4,"
          + " best-samples: 20, threads: 1, architecture: {generator-widths: [8],"
          + " discriminator-widths: [8]}}";
  // penalties of both kinds, and both players' lazy ones
  private static final String STYLES =
      "{data: strokes, resolution: 8, channels: 1, conditioning: {type: none},"
          + " architecture: {latent: 4, styles: 4, capacity: 32, max-width: 4}, batch: 4,"
          + " minutes: 0, steps: 4, tick-steps: 2, preview: 4,"
          + " best-samples: 4, threads: 1, penalties: [{type: r1, interval: 2}, {type: r2}],"
          + " generator-penalties: [{type: path-length, interval: 2}]}";

  private static final String FITTED =
      "{architecture: {width: 2, resolution: 28, channels: 1}, batch: 10, ";

  @TempDir Path runs;

  private static TrainingConfig config(String preset, String changes) {
    ObjectNode tree = Presets.tree(preset);
    Presets.overlay(tree, Json.parseYaml(changes, "test"));
    return TrainingConfig.of(tree, "test");
  }

  private Outcome train(TrainingConfig config, List<Profile> profiles) {
    try (Trainer trainer = Trainer.start(config, runs)) {
      trainer.profile();
      return trainer.run(told(profiles));
    }
  }

  private static TrainingListener told(List<Profile> profiles) {
    return new TrainingListener() {
      @Override
      public void profiled(Profile profile) {
        profiles.add(profile);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"ring", "stylegan2-avatars64"})
  void weightsAreTheSameWithAndWithoutAProfileBitForBit(String preset) {
    TrainingConfig config = config(preset, preset.equals("ring") ? RING : STYLES);
    Outcome plain;
    try (Trainer trainer = Trainer.start(config, runs)) {
      plain = trainer.run(TrainingListener.NONE);
    }
    Outcome profiled = train(config, new ArrayList<>());
    assertThat(plain.run().profileFile()).doesNotExist();
    try (Scope scope = Scope.open();
        Checkpoint expected = Checkpoint.open(plain.checkpoint().orElseThrow());
        Checkpoint actual = Checkpoint.open(profiled.checkpoint().orElseThrow())) {
      assertThat(actual.sections()).isEqualTo(expected.sections()).contains("G", "D", "random");
      for (String section : expected.sections()) {
        for (String name : expected.names(section)) {
          assertThat(actual.tensor(section, name).toBytes())
              .as(section + "/" + name)
              .isEqualTo(expected.tensor(section, name).toBytes());
        }
      }
    }
  }

  @Test
  void allPartsAddUpToTheWholeAndStandInTheFile() throws IOException {
    List<Profile> profiles = new ArrayList<>();
    Outcome outcome = train(config("stylegan2-avatars64", STYLES), profiles);
    Profile profile = profiles.get(0);
    assertThat(profiles).hasSize(1);
    assertThat(profile.steps()).isEqualTo(4);
    assertThat(profile.parts()).containsOnlyKeys(Part.values());
    // every part occurs in this game
    assertThat(profile.parts().values()).allSatisfy(seconds -> assertThat(seconds).isPositive());
    double shares = 0;
    for (Part part : Part.values()) {
      shares += profile.share(part);
    }
    assertThat(shares).isCloseTo(1, Offset.offset(1e-9));
    assertThat(profile.loaderWaitSeconds()).isBetween(0.0, profile.parts().get(Part.DATA));
    assertThat(profile.peakGigaflopsPerSecond()).isPositive();

    Path file = outcome.run().profileFile();
    JsonNode tree = Json.parseJson(Files.readString(file), file);
    assertThat(tree.get("steps").asLong()).isEqualTo(4);
    assertThat(tree.get("parts").get("d-forward").asDouble())
        .isEqualTo(profile.parts().get(Part.D_FORWARD));
    assertThat(Json.bind(tree, Profile.class, file)).isEqualTo(profile);
  }

  @Test
  void aGameWithoutPenaltiesSpendsNothingOnThem() {
    List<Profile> profiles = new ArrayList<>();
    train(config("ring", RING), profiles);
    assertThat(profiles.get(0).parts()).containsEntry(Part.PENALTIES, 0.0);
  }

  @Test
  void aResumedSessionIsProfiledByItself() {
    Outcome first = train(config("ring", RING), new ArrayList<>());
    List<Profile> profiles = new ArrayList<>();
    RunDirectory run = first.run();
    ObjectNode later = (ObjectNode) Json.parseYaml("{steps: 8}", "test");
    try (Trainer trainer = Trainer.resume(run, later, notice -> {})) {
      trainer.profile();
      trainer.run(told(profiles));
    }
    assertThat(profiles.get(0).steps()).isEqualTo(2);
  }

  @Test
  void operationsOfAStepAreThoseOfTheRule() {
    TrainingConfig once =
        config("digits", FITTED + "reuse-latents: false, order: discriminator-first}");
    double g = once.generatorSummary().multiplyAdds();
    double d = once.discriminatorSummary().multiplyAdds();
    // D: G forward 2, D forward 2 and backward 4 on 2 N. G: G 2 + 4, D forward 2, through it 2.
    assertThat(StepWork.flops(once)).isEqualTo(10 * (2 * g + 12 * d + 6 * g + 4 * d));

    TrainingConfig many =
        config(
            "digits",
            FITTED
                + "reuse-latents: true, order: discriminator-first, discriminator-steps: 3,"
                + " generator-steps: 2, loss: {type: relativistic-pairing}}");
    // 3 + 2 minibatches of G, of which one serves both; D judges real samples again for G
    assertThat(StepWork.flops(many))
        .isEqualTo(10 * (4 * 2 * g + 3 * 12 * d + 2 * (4 * g + 2 * 2 * d + 2 * d)));
  }
}
