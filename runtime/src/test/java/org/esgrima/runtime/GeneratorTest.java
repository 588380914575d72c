package org.esgrima.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest {
  @TempDir private Path directory;

  private Generator plain(int classes) throws IOException {
    return Generator.open(TinyModels.write(directory, TinyModels.plain(classes)));
  }

  @Test
  void aSeedHasOnePicture() throws IOException {
    try (Generator generator = plain(0)) {
      Samples samples = generator.samples(new long[] {7, 8, 7}, Generator.ANY, 1);
      assertThat(samples.count()).isEqualTo(3);
      assertThat(samples.shape()).containsExactly(1, 1, 2);
      assertThat(samples.values(0)).containsExactly(generator.latents(7)[0]);
      assertThat(samples.values(2)).containsExactly(samples.values(0));
      assertThat(samples.values(1)).isNotEqualTo(samples.values(0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void thePicturesOfARequestDoNotDependOnTheNumberOfThreads(int threads) throws IOException {
    long[] seeds = LongStream.range(0, 7).toArray();
    Path file = TinyModels.write(directory, TinyModels.plain(3));
    try (Generator one = Generator.open(file);
        Generator generator = Generator.open(file, new GeneratorOptions(threads, 5, 100))) {
      Samples together = generator.samples(seeds, Generator.ANY, 1);
      for (int i = 0; i < seeds.length; i++) {
        assertThat(together.values(i))
            .containsExactly(one.samples(new long[] {seeds[i]}, Generator.ANY, 1).values());
      }
    }
  }

  @Test
  void pixelsAreRoundedAndLimited() throws IOException {
    try (Generator generator = plain(0)) {
      float[][] z = {{-1.5f, 0}, {1, 0.5f}};
      Samples samples = generator.ofLatents(z, new float[2][0], 1);
      assertThat(samples.image(0).getRGB(0, 0)).isEqualTo(0xff000000);
      assertThat(samples.image(0).getRGB(1, 0)).isEqualTo(0xff808080);
      assertThat(samples.image(1).getRGB(0, 0)).isEqualTo(0xffffffff);
      assertThat(samples.image(1).getRGB(1, 0)).isEqualTo(0xffbfbfbf);
      float[][] broken = {{Float.NaN, 0}};
      assertThatThrownBy(() -> generator.ofLatents(broken, new float[1][0], 1).image(0))
          .hasMessageContaining("NaN");
    }
  }

  @Test
  void classesAreAskedForOrDecidedBySeeds() throws IOException {
    try (Generator generator = plain(3)) {
      long[] seeds = LongStream.range(0, 30).toArray();
      List<float[]> c = List.of(generator.conditions(seeds, Generator.ANY));
      assertThat(c).allSatisfy(row -> assertThat(row).contains(0, 1));
      assertThat(c).anySatisfy(row -> assertThat(row[0]).isOne());
      assertThat(c).anySatisfy(row -> assertThat(row[2]).isOne());
      float[] one = generator.samples(new long[] {4}, 1, 1).values();
      float[] two = generator.samples(new long[] {4}, 2, 1).values();
      assertThat(two[0] - one[0]).isEqualTo(10, within(1e-5f));
      assertThatThrownBy(() -> generator.images(seeds, 3, 1))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("a number from 0 to 2, got 3");
    }
  }

  @Test
  void seedsGiveClassesAsOftenAsTheyAreFrequent() throws IOException {
    try (Generator generator = Generator.open(withFrequencies("3 0 1"))) {
      float[][] c = generator.conditions(LongStream.range(0, 400).toArray(), Generator.ANY);
      assertThat(List.of(c)).allSatisfy(row -> assertThat(row[1]).isZero());
      long last = Stream.of(c).filter(row -> row[2] == 1).count();
      assertThat(last).isBetween(57L, 143L); // 100 ± 5 standard deviations
    }
    for (String wrong : List.of("3 1", "0 0 0", "1 2 x")) {
      assertThatThrownBy(() -> Generator.open(withFrequencies(wrong)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("class-frequencies")
          .hasMessageContaining(wrong);
    }
  }

  @Test
  void thereMayBeThousandsOfClasses() throws IOException {
    int classes = 5000;
    String last = "0 ".repeat(classes - 1) + "1";
    try (Generator generator = Generator.open(withFrequencies(classes, last))) {
      assertThat(generator.conditions(new long[] {7}, Generator.ANY)[0])
          .hasSize(classes)
          .endsWith(0, 1);
    }
  }

  private Path withFrequencies(String numbers) throws IOException {
    return withFrequencies(3, numbers);
  }

  private Path withFrequencies(int classes, String numbers) throws IOException {
    Map<String, String> metadata = TinyModels.metadata(classes);
    metadata.put("class-frequencies", numbers);
    ModelProto plain = TinyModels.plain(classes);
    return TinyModels.write(directory, TinyModels.model(plain.getGraph().toBuilder(), metadata));
  }

  @Test
  void stylesStandBetweenLatentsAndImages() throws IOException {
    Path file = TinyModels.write(directory, TinyModels.styled());
    try (Generator generator = Generator.open(file)) {
      float[][] z = {{2, 4}};
      float[][] c = {{}};
      assertThat(generator.meanStyles()).containsExactly(1, 1);
      assertThat(generator.styles(z, c, 1)[0]).containsExactly(3, 5);
      assertThat(generator.styles(z, c, 0.5)[0]).containsExactly(2, 3);
      assertThat(generator.ofLatents(z, c, 0.5).values()).containsExactly(6, 9);
      assertThat(generator.ofStyles(new float[][] {{0, 1}, {2, 3}}).values())
          .containsExactly(0, 3, 6, 9);
    }
  }

  @Test
  void generatorsWithoutStylesSaySo() throws IOException {
    try (Generator generator = plain(0)) {
      assertThatThrownBy(() -> generator.images(new long[] {1}, Generator.ANY, 0.7))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("it has no styles");
      assertThatThrownBy(() -> generator.ofStyles(new float[1][2]))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("this generator has no styles");
    }
  }

  @Test
  void manyThreadsGetTheirOwnPictures() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Generator generator = plain(3)) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        long seed = i;
        int cls = i % 3;
        results.add(
            threads.submit(
                () -> {
                  float[] got = generator.samples(new long[] {seed, seed + 1}, cls, 1).values();
                  float[][] z = generator.latents(seed, seed + 1);
                  return Math.abs(got[0] - z[0][0] - 10 * cls) < 1e-5
                      && Math.abs(got[3] - z[1][1] - 10 * cls) < 1e-5;
                }));
      }
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void largeRequestsAreMadeInBatches() throws IOException {
    Path file = TinyModels.write(directory, TinyModels.plain(0));
    try (Generator generator = Generator.open(file, new GeneratorOptions(1, 7, 10))) {
      long[] seeds = LongStream.range(0, 100).toArray();
      float[] values = generator.samples(seeds, Generator.ANY, 1).values();
      assertThat(SeedInputs.rows(values, 2)).isDeepEqualTo(generator.latents(seeds));
    }
  }

  @Test
  void writesAFileForEachSeed() throws IOException {
    try (Generator generator = plain(0)) {
      Path pictures = directory.resolve("a/b");
      List<Path> files = generator.write(pictures, new long[] {3, 50}, Generator.ANY, 1);
      assertThat(files)
          .containsExactly(
              pictures.resolve("seed-0000000003.png"), pictures.resolve("seed-0000000050.png"));
      assertThat(ImageIO.read(files.get(0).toFile()).getRGB(0, 0))
          .isEqualTo(generator.images(new long[] {3}, Generator.ANY, 1).get(0).getRGB(0, 0));
      try (var all = Files.list(pictures)) {
        assertThat(all).hasSize(2);
      }
    }
  }

  @Test
  void whatCannotBeOpenedIsSaidInOneLine() throws IOException {
    assertThatThrownBy(() -> Generator.open(directory.resolve("none.onnx")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("missing file");
    Path broken = Files.writeString(directory.resolve("broken.onnx"), "no model at all");
    assertThatThrownBy(() -> Generator.open(broken))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("unreadable file");
    assertThatThrownBy(() -> Generator.open(directory))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("esgrima-core on the class path, got a directory");
    Path foreign =
        TinyModels.write(directory, TinyModels.plain(0).toBuilder().clearMetadataProps().build());
    assertThatThrownBy(() -> Generator.open(foreign))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not a generator of Esgrima");
  }

  @Test
  void aClosedGeneratorSaysSo() throws IOException {
    Generator generator = plain(0);
    generator.close();
    assertThatThrownBy(() -> generator.images(new long[] {1}, Generator.ANY, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    generator.close();
  }
}
