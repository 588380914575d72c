package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.data.Avatars;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.Split;
import org.esgrima.data.Subset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers of several attributes, trained on a few faces and kept. */
@ExtendWith(NoLeaks.class)
class AttributeClassifiersTest {
  private static final Shape IMAGES = Shape.of(3, 3, 16, 16);

  @TempDir Path directory;
  private final List<String> notices = new ArrayList<>();

  private AttributeClassifier of(DataOptions options, int images) {
    return new AttributeClassifiers(Optional.of(directory.resolve("attributes")), images, 40)
        .of(options, notices::add);
  }

  private static DataOptions avatars(Split split) {
    return new DataOptions("avatars", 16, 0, split, 5, 10, 0);
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("attributes"))) {
      return files.toList();
    }
  }

  @Test
  void tellsAllAttributesAndItsAccuracyOnImagesThatWereHeldBack() {
    try (AttributeClassifier judge = of(avatars(Split.TRAIN), 60);
        Dataset test = Subset.of(new Avatars(~0L, 16), 0, 40);
        Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      assertThat(judge.columns())
          .extracting(LabelColumn::name)
          .containsExactly("person", "glasses", "hair", "beard", "earrings", "frame", "clothes");
      assertThat(judge.offsets()).startsWith(0, 2, 4, 18);
      Tensor images = random.uniform(ElementType.F32, IMAGES, -1, 1);
      float[] p = judge.probabilities(images).toFloats();
      int[][] classes = judge.classes(images);
      int width = p.length / 3;
      for (int i = 0; i < 3; i++) {
        for (int c = 0; c < 7; c++) {
          int from = i * width + judge.offsets()[c];
          int count = judge.columns().get(c).classNames().size();
          float[] own = Arrays.copyOfRange(p, from, from + count);
          double sum = 0;
          for (float one : own) {
            sum += one;
            assertThat(one).isLessThanOrEqualTo(own[classes[i][c]]);
          }
          assertThat(sum).isCloseTo(1, within(1e-5));
        }
      }
      assertThat(judge.heldOutAccuracy()).isEqualTo(judge.accuracy(test)).hasSize(7);
    }
  }

  @Test
  void learnsEachAttributeFromItsOwnColumn() {
    try (AttributeClassifier judge =
        new AttributeTraining(
                new Flags(300),
                new Flags(60),
                new ClassifierSettings(List.of(4, 8), 8, 20, 1e-2, 0, 0, 0))
            .run(directory.resolve("flags"), Map.of("key", "x"), (epoch, loss) -> {})) {
      assertThat(judge.heldOutAccuracy()).allMatch(share -> share.value() > 0.9);
      assertThat(judge.metadata()).containsEntry("key", "x");
      assertThat(judge.columns()).extracting(LabelColumn::name).containsExactly("stripes", "light");
    }
  }

  /** Gray or bright images with stripes down, across or none; and a number that is no class. */
  private record Flags(long size) implements Dataset {
    private static final int SIDE = 8;

    @Override
    public String name() {
      return "flags";
    }

    @Override
    public ElementType elementType() {
      return ElementType.U8;
    }

    @Override
    public Shape sampleShape() {
      return Shape.of(1, SIDE, SIDE);
    }

    @Override
    public List<LabelColumn> labelColumns() {
      return List.of(
          LabelColumn.classes("stripes", List.of("none", "down", "across")),
          LabelColumn.number("index"),
          LabelColumn.classes("light", List.of("gray", "bright")));
    }

    @Override
    public void read(long index, ByteBuffer target) {
      for (int at = 0; at < SIDE * SIDE; at++) {
        int place = index % 3 == 1 ? at % SIDE : at / SIDE;
        int stripe = index % 3 == 0 ? 0 : 60 * (place % 2);
        target.put((byte) (20 + stripe + (index / 3 % 2 == 1 ? 90 : 0) + index % 7));
      }
    }

    @Override
    public void readLabels(long index, float[] target) {
      target[0] = index % 3;
      target[1] = index;
      target[2] = index / 3 % 2;
    }

    @Override
    public String fingerprint() {
      return "flags " + size;
    }

    @Override
    public void close() {}
  }

  @Test
  void isTrainedOnceAndAnewWhereItsFileIsDamaged() throws Exception {
    of(avatars(Split.TRAIN), 60).close();
    String hash;
    try (AttributeClassifier again = of(avatars(Split.TRAIN), 60)) {
      hash = again.hash();
    }
    assertThat(notices).hasSize(1);
    Files.writeString(files().get(0), "broken");
    try (AttributeClassifier anew = of(avatars(Split.TRAIN), 60)) {
      assertThat(anew.hash()).isEqualTo(hash);
    }
    assertThat(notices).hasSize(2);
    of(avatars(Split.TRAIN), 61).close();
    of(avatars(Split.TEST), 60).close(); // no half is left: the last tenth of it is held back
    assertThat(files()).hasSize(3);
  }

  @Test
  void whatCannotBeKeptIsStillTrained() throws Exception {
    Files.writeString(directory.resolve("attributes"), "a file in the way");
    of(avatars(Split.TRAIN), 60).close();
    assertThat(notices).hasSize(2).last().asString().startsWith("not kept");
  }

  @Test
  void nothingIsKeptWhereNothingShallBe() {
    AttributeClassifiers none = AttributeClassifiers.ofUser().with(10).unkept();
    assertThat(none.heldOut()).isEqualTo(10);
    none.of(avatars(Split.TRAIN), notices::add).close();
    none.of(avatars(Split.TRAIN), notices::add).close();
    assertThat(notices).hasSize(2);
  }

  @Test
  void refusesDataWithoutClasses() {
    assertThatThrownBy(() -> of(DataOptions.of("ring"), 60))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no images to classify");
    assertThat(directory).isEmptyDirectory();
  }
}
