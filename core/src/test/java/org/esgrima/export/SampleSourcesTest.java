package org.esgrima.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.latent.ExportedGenerator;
import org.esgrima.latent.SampleSource;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.torch.NoLeaks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class SampleSourcesTest {
  private static final Offset<Float> ROUNDING = Offset.offset(1e-4f);

  @TempDir private Path directory;

  private Path cache;
  private Path checkpoint;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void write() {
    cache = directory.resolve("cache");
    checkpoint = Untrained.checkpoint(Untrained.config("{type: mlp}", "{type: none}"), directory);
  }

  private SampleSource open() {
    return new SampleSources(new RunModels(cache), notices::add).open(checkpoint, false, 2);
  }

  private static float[] some(SampleSource source) {
    int[] classes = new int[5];
    Arrays.fill(classes, Conditions.ANY);
    return source.values(new long[] {0, 1, 7, 8, 9}, classes);
  }

  private Path kept() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.reduce((one, other) -> null).orElseThrow();
    }
  }

  @Test
  void laterCallsMakeTheSamplesOfTheFirst() {
    try (SampleSource first = open();
        SampleSource later = open();
        SampleSource trained = TrainedGenerator.open(checkpoint)) {
      assertThat(first).isInstanceOf(ExportedGenerator.class);
      assertThat(later).isInstanceOf(ExportedGenerator.class);
      assertThat(later.file()).isEqualTo(checkpoint);
      assertThat(later.name()).isEqualTo(trained.name());
      assertThat(some(later)).containsExactly(some(first));
      assertThat(some(later)).containsExactly(some(trained), ROUNDING);
    }
    assertThat(notices).isEmpty();
  }

  @Test
  void exportedAndTrainedGiveSeedsTheSameClasses() {
    checkpoint =
        Untrained.checkpoint(
            Untrained.config(
                "{type: mlp}", "{type: concatenation, classes: [a, b, c], frequencies: [3, 0, 1]}"),
            directory);
    long[] seeds = LongStream.range(0, 50).toArray();
    int[] any = new int[seeds.length];
    Arrays.fill(any, Conditions.ANY);
    try (SampleSource exported = open();
        SampleSource trained = TrainedGenerator.open(checkpoint)) {
      assertThat(exported).isInstanceOf(ExportedGenerator.class);
      assertThat(exported.values(seeds, any)).containsExactly(trained.values(seeds, any), ROUNDING);
    }
  }

  @Test
  void aDamagedFileIsMadeAgain() throws IOException {
    open().close();
    Path file = kept();
    byte[] content = Files.readAllBytes(file);
    Files.write(file, new byte[] {1});
    try (SampleSource source = open()) {
      assertThat(source).isInstanceOf(TrainedGenerator.class);
      assertThat(notices).singleElement().asString().contains("libtorch makes", file.toString());
    }
    open().close();
    assertThat(kept()).isEqualTo(file).hasBinaryContent(content);
  }

  @Test
  void whatCannotBeExportedIsLeftToLibtorch() throws IOException {
    byte[] content = Files.readAllBytes(checkpoint);
    ByteBuffer.wrap(content)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(content.length - Float.BYTES, Float.NaN);
    Files.write(checkpoint, content);
    try (SampleSource source = open()) {
      assertThat(source).isInstanceOf(TrainedGenerator.class);
      assertThat(some(source)).contains(Float.NaN);
    }
    assertThat(notices).singleElement().asString().contains("NaN", "earlier checkpoint");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void whatIsWrongWithACheckpointIsSaid() throws IOException {
    Files.writeString(checkpoint, "no checkpoint at all");
    assertThatThrownBy(this::open)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(checkpoint.toString());
    assertThat(notices).isEmpty();
  }
}
