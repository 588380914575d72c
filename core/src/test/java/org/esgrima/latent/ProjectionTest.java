package org.esgrima.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.metric.EightBit;
import org.esgrima.run.Png;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Latents of pictures, found, saved and used again. */
@ExtendWith(NoLeaks.class)
class ProjectionTest {
  private static final int STEPS = 250;
  private static final long HIDDEN = 1_000_007; // a seed that no search looks at

  @TempDir static Path runs;
  private static Path dcgan;
  private static Path styles;
  private static Path conditional;

  @TempDir Path directory;

  @BeforeAll
  static void train() {
    dcgan = TinyRuns.dcgan(runs);
    styles = TinyRuns.stylegan2(runs);
    conditional = TinyRuns.conditional(runs);
  }

  private static LatentMap map(TrainedGenerator generator, LatentSpace space) {
    return new LatentMap(generator, space, Conditions.ANY);
  }

  private static Projection.Result found(LatentMap map, boolean eachLayer) {
    double rate = Projection.usualRate(map.space());
    Projection projection = new Projection(map, STEPS, 2, 32, rate, eachLayer, 0);
    try (Scope scope = Scope.open()) {
      Tensor images = map.images(map.ofSeeds(HIDDEN), HIDDEN);
      return projection.run(EightBit.toUnit(EightBit.of(images)), (step, loss) -> {});
    }
  }

  private static void assertFound(Projection.Result result) {
    // Two levels of 255, the root mean square; other pictures of these generators are far away.
    assertThat(result.residual().rms()).isLessThan(2);
    assertThat(result.bestSeedResidual().rms()).isGreaterThan(5 * result.residual().rms());
    assertThat(result.residual().features())
        .isLessThan(0.25 * result.bestSeedResidual().features());
    assertThat(result.losses()).hasSize(2).allMatch(losses -> losses.length == STEPS);
  }

  @Test
  void aGeneratedPictureIsFoundAgainInZ() {
    try (TrainedGenerator generator = TrainedGenerator.open(dcgan)) {
      assertFound(found(map(generator, LatentSpace.Z), false));
    }
  }

  @Test
  void aGeneratedPictureIsFoundAgainInStyles() {
    try (TrainedGenerator generator = TrainedGenerator.open(styles)) {
      LatentMap map = map(generator, LatentSpace.W);
      Projection.Result result = found(map, false);
      assertFound(result);
      // One style for all layers.
      int width = (int) generator.styleShape().size(1);
      assertThat(result.point()).hasSize(map.size());
      for (int i = width; i < map.size(); i++) {
        assertThat(result.point()[i]).isEqualTo(result.point()[i % width]);
      }
      assertFound(found(map, true));
    }
  }

  @Test
  void whatIsFoundIsNeverWorseThanAStart() {
    try (TrainedGenerator generator = TrainedGenerator.open(dcgan);
        Scope scope = Scope.open()) {
      LatentMap map = map(generator, LatentSpace.Z);
      // The target is among the candidates, and one giant step leads away from it.
      Projection away = new Projection(map, 1, 1, 4, 100, false, 8);
      Tensor target = EightBit.toUnit(EightBit.of(map.images(map.ofSeeds(9), 0)));
      Projection.Result result = away.run(target, (step, loss) -> {});
      assertThat(result.bestSeed()).isEqualTo(9);
      assertThat(result.residual().rms()).isZero();
      assertThat(result.point()).containsExactly(map.ofSeeds(9).get(0));
    }
  }

  @Test
  void theSameSearchFindsTheSame() {
    try (TrainedGenerator generator = TrainedGenerator.open(dcgan);
        Scope scope = Scope.open()) {
      LatentMap map = map(generator, LatentSpace.Z);
      Projection few = new Projection(map, 3, 2, 8, 0.3, false, 5);
      Tensor target = map.images(map.ofSeeds(HIDDEN), 0);
      assertThat(few.run(target, (step, loss) -> {}).point())
          .containsExactly(few.run(target, (step, loss) -> {}).point());
    }
  }

  @Test
  void theResidualIsThatOfBytes() {
    try (TrainedGenerator generator = TrainedGenerator.open(dcgan);
        Scope scope = Scope.open()) {
      LatentMap map = map(generator, LatentSpace.Z);
      Tensor image = map.images(map.ofSeeds(1), 1).mul(0.1);
      try (var extractor =
          org.esgrima.metric.FeatureExtractors.differentiable(generator.sampleShape())) {
        Residual equal = Residual.of(image, image, extractor)[0];
        assertThat(equal.rms()).isZero();
        assertThat(equal.psnr()).isInfinite();
        Residual lighter = Residual.of(image.add(10 / 127.5), image, extractor)[0];
        assertThat(lighter.rms()).isCloseTo(10, within(1e-4));
        assertThat(lighter.psnr()).isCloseTo(20 * Math.log10(25.5), within(1e-4));
      }
    }
  }

  @Test
  void aSavedPointTakesThePlaceOfASeed() {
    Path file = directory.resolve("found.safetensors");
    try (TrainedGenerator generator = TrainedGenerator.open(styles)) {
      LatentMap z = map(generator, LatentSpace.Z);
      LatentMap w = map(generator, LatentSpace.W);
      List<PointName> names = List.of(new PointName.Saved(file), new PointName.Seed(3));
      LatentFile.write(file, z, z.ofSeeds(3).get(0), Map.of("image", "x.png"));
      assertThat(z.named(names).get(0)).containsExactly(z.named(names).get(1));
      assertThat(w.named(names).get(0)).containsExactly(w.ofSeeds(3).get(0)); // through the mapping
      LatentFile.write(file, w, w.ofSeeds(3).get(0), Map.of());
      assertThat(w.named(names).get(0)).containsExactly(w.ofSeeds(3).get(0));
      assertThatThrownBy(() -> z.named(names))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Use --space w");
    }
    try (TrainedGenerator other = TrainedGenerator.open(dcgan)) {
      LatentMap z = map(other, LatentSpace.Z);
      assertThatThrownBy(() -> LatentFile.read(other.checkpoint(), z))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("no point of a latent space");
    }
  }

  @Test
  void aPointInZBelongsToItsClass() {
    Path file = directory.resolve("found.safetensors");
    try (TrainedGenerator generator = TrainedGenerator.open(conditional);
        Scope scope = Scope.open()) {
      LatentMap free = map(generator, LatentSpace.Z);
      assertThatThrownBy(() -> new Projection(free))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("--class man");
      LatentMap women = new LatentMap(generator, LatentSpace.Z, 1);
      Projection few = new Projection(women, 2, 1, 3, 0.3, false, 0);
      Tensor target = women.images(women.ofSeeds(HIDDEN), HIDDEN);
      LatentFile.write(file, women, few.run(target, (step, loss) -> {}).point(), Map.of());
      assertThat(LatentFile.read(file, women)).hasSize(women.size());
      assertThatThrownBy(() -> LatentFile.read(file, new LatentMap(generator, LatentSpace.Z, 0)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Give --class woman");
    }
  }

  @Test
  void theNextPictureIsThatOfItsSeed() throws Exception {
    try (TrainedGenerator generator = TrainedGenerator.open(styles)) {
      NextPicture pictures = new NextPicture(generator, Conditions.ANY, directory.resolve("next"));
      NextPicture.Made made = pictures.next();
      new SampleWriter(generator, made.seed(), 1, List.of(), 1, 1, false, done -> {})
          .directory(directory.resolve("again"));
      Path again = directory.resolve("again").resolve(made.file().getFileName().toString());
      assertThat(made.file()).hasSameBinaryContentAs(again);
      assertThat(pictures.next().seed()).isNotEqualTo(made.seed()); // once in 10⁹ it is
      Path file = Files.writeString(directory.resolve("file"), "");
      assertThatThrownBy(() -> new NextPicture(generator, Conditions.ANY, file).next())
          .isInstanceOf(InputException.class)
          .hasMessageContaining("a directory, or nothing");
    }
  }

  @Test
  void aPictureOfAnySizeIsBroughtToThatOfTheGenerator() {
    try (TrainedGenerator generator = TrainedGenerator.open(dcgan);
        Scope scope = Scope.open()) {
      LatentMap map = map(generator, LatentSpace.Z);
      Path file = directory.resolve("picture.png");
      Png.write(file, map.pictures(map.ofSeeds(4), 4).get(0));
      Tensor read = PictureReader.read(file, generator.sampleShape());
      Tensor image = EightBit.toUnit(EightBit.of(map.images(map.ofSeeds(4), 4)));
      assertThat(read.contentEquals(image)).isTrue();
      Png.write(file, new java.awt.image.BufferedImage(40, 30, 10));
      assertThat(PictureReader.read(file, generator.sampleShape()).shape())
          .isEqualTo(generator.sampleShape().batched(1));
      assertThatThrownBy(() -> PictureReader.read(directory, generator.sampleShape()))
          .isInstanceOf(InputException.class);
    }
  }
}
