package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.esgrima.data.RawFiles.sample;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.esgrima.data.avatars.FacePainter;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;

class AvatarsTest {
  private static final int FACES = 8000;

  /** Five standard deviations of a share among {@link #FACES}. */
  private static final double SHARE = 2.5 / Math.sqrt(FACES);

  private final Avatars avatars = new Avatars(0);

  /**
   * Runs on disk name the data by {@link Avatars#fingerprint}; it must not stay when the faces
   * change. If this fails after a deliberate change of the drawing, raise {@link
   * FacePainter#VERSION} and store both new values; on another platform it is a defect.
   */
  @Test
  void firstHundredSamplesOfSeedZeroStay() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < 100; i++) {
      sha256.update(sample(avatars, i));
      ByteBuffer bytes = ByteBuffer.allocate(4 * avatars.labelColumns().size());
      bytes.asFloatBuffer().put(labels(i));
      sha256.update(bytes.array());
    }
    assertThat(FacePainter.VERSION).isEqualTo(1);
    assertThat(HexFormat.of().formatHex(sha256.digest()))
        .isEqualTo("00254da5697490bd24cb4bd368d2fac2ab329ed0e27b4ce29be886c365fa5c76");
  }

  @Test
  void fingerprintKnowsSeedAndSide() {
    assertThat(new Avatars(1).fingerprint())
        .matches("[0-9a-f]{64}")
        .isEqualTo(new Avatars(1, 64).fingerprint())
        .isNotEqualTo(new Avatars(1, 32).fingerprint())
        .isNotEqualTo(avatars.fingerprint());
  }

  @Test
  void describesItself() {
    assertThat(avatars.name()).isEqualTo("avatars");
    assertThat(avatars.elementType()).isEqualTo(ElementType.U8);
    assertThat(avatars.sampleShape()).isEqualTo(Shape.of(3, 64, 64));
    assertThat(avatars.size()).isEqualTo(Dataset.UNLIMITED);
    assertThat(avatars.labelColumns())
        .startsWith(
            LabelColumn.classes("person", List.of("man", "woman")),
            LabelColumn.classes("glasses", List.of("no glasses", "glasses")))
        .contains(LabelColumn.number("smile"), LabelColumn.number("skin"));
  }

  @Test
  void everyColumnAndClassHasANameOfItsOwn() {
    assertThat(avatars.labelColumns().stream().map(LabelColumn::name)).doesNotHaveDuplicates();
    assertThat(avatars.labelColumns().stream().flatMap(c -> c.classNames().stream()))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyClassOccursAndGlassesAreWornByHalfOfAll() {
    for (LabelColumn column : avatars.labelColumns()) {
      for (String name : column.classNames()) {
        assertThat(share(name, null)).as(name).isBetween(0.01, 0.75);
      }
    }
    assertThat(share("man", null)).isCloseTo(0.5, within(SHARE));
    for (String other : List.of("man", "woman", "long", "full beard", "shirt")) {
      assertThat(share("glasses", other))
          .as("glasses of %s", other)
          .isCloseTo(0.5, within(0.5 * 5 / Math.sqrt(FACES * share(other, null))));
    }
  }

  @Test
  void hairAndBeardTellMenFromWomenWithOverlap() {
    assertThat(share("clean shaven", "woman")).isEqualTo(1);
    assertThat(share("clean shaven", "man")).isCloseTo(0.42, within(2 * SHARE));
    assertThat(share("earrings", "man")).isZero();
    for (String style : List.of("side part", "quiff", "curly", "crop")) {
      assertThat(share(style, "man")).as(style).isGreaterThan(3 * share(style, "woman"));
      assertThat(share(style, "woman")).as(style).isPositive();
    }
    for (String style : List.of("long", "wavy", "bun", "pixie")) {
      assertThat(share(style, "woman")).as(style).isGreaterThan(2.5 * share(style, "man"));
      assertThat(share(style, "man")).as(style).isPositive();
    }
  }

  /** The ranges that the records of {@code data.avatars} document. */
  @Test
  void numbersKeepTheirDocumentedRanges() {
    Map<String, double[]> ranges =
        Map.ofEntries(
            Map.entry("undertone", new double[] {-1, 1}),
            Map.entry("hair-volume", new double[] {-1, 1}),
            Map.entry("hair-length", new double[] {-1, 1}),
            Map.entry("parting", new double[] {-1, 1}),
            Map.entry("light", new double[] {-1, 1}),
            Map.entry("frame-size", new double[] {0.79, 1.21}),
            Map.entry("face-width", new double[] {0.84, 1.14}),
            Map.entry("face-length", new double[] {0.86, 1.15}),
            Map.entry("eye-size", new double[] {0.75, 1.25}),
            Map.entry("eye-slant", new double[] {-1.8, 1.8}),
            Map.entry("gaze", new double[] {-1.3, 1.3}),
            Map.entry("brow-thickness", new double[] {0.9, 3.7}),
            Map.entry("brow-arch", new double[] {-0.2, 1.3}),
            Map.entry("brow-raise", new double[] {-1.8, 1.8}),
            Map.entry("nose-width", new double[] {1.8, 5}),
            Map.entry("nose-length", new double[] {7.9, 12.1}),
            Map.entry("lip-fullness", new double[] {0.4, 1.6}),
            Map.entry("mouth-width", new double[] {0.79, 1.21}),
            Map.entry("turn", new double[] {-28, 28}),
            Map.entry("tilt", new double[] {-9.1, 9.1}),
            Map.entry("scale", new double[] {0.89, 1.11}),
            Map.entry("x", new double[] {-3.9, 3.9}),
            Map.entry("y", new double[] {-3.2, 3.2}));
    List<LabelColumn> columns = avatars.labelColumns();
    assertThat(columns.stream().map(LabelColumn::name)).containsAll(ranges.keySet());
    for (int c = 0; c < columns.size(); c++) {
      if (!columns.get(c).isClass()) {
        double[] range = ranges.getOrDefault(columns.get(c).name(), new double[] {0, 1});
        int column = c;
        double[] values =
            LongStream.range(0, FACES).mapToDouble(i -> ROWS[(int) i][column]).sorted().toArray();
        assertThat(values[0]).as(columns.get(c).name()).isGreaterThanOrEqualTo((float) range[0]);
        assertThat(values[FACES - 1])
            .as(columns.get(c).name())
            .isLessThanOrEqualTo((float) range[1]);
        assertThat(values[FACES * 9 / 10] - values[FACES / 10])
            .as("spread of %s", columns.get(c).name())
            .isGreaterThan(0.1 * (range[1] - range[0]));
      }
    }
  }

  @Test
  void samplesDependOnSeedAndIndexOnly() {
    assertThat(sample(avatars, 7)).isEqualTo(sample(new Avatars(0), 7));
    assertThat(sample(avatars, 7)).isNotEqualTo(sample(new Avatars(1), 7));
    assertThat(sample(avatars, 7)).isNotEqualTo(sample(avatars, 8));
    assertThat(sample(new Avatars(-3), Dataset.UNLIMITED - 1)).hasSize(3 * 64 * 64);
    assertThatThrownBy(() -> sample(avatars, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new Avatars(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsAtTheBuffersPosition() {
    int bytes = 3 * 16 * 16;
    Avatars small = new Avatars(0, 16);
    ByteBuffer two = ByteBuffer.allocateDirect(2 * bytes);
    small.read(3, two);
    small.read(4, two);
    assertThat(two.remaining()).isZero();
    byte[] second = new byte[bytes];
    two.get(bytes, second);
    assertThat(second).isEqualTo(sample(small, 4));
  }

  @Test
  void parallelReadingEqualsSerialReading() {
    List<byte[]> serial = LongStream.range(0, 100).mapToObj(i -> sample(avatars, i)).toList();
    List<byte[]> parallel =
        LongStream.range(0, 100).parallel().mapToObj(i -> sample(avatars, i)).toList();
    for (int i = 0; i < serial.size(); i++) {
      assertThat(parallel.get(i)).isEqualTo(serial.get(i));
    }
  }

  @Test
  void openedByNameTheyAreDrawnInTheSizeAskedFor() {
    DataOptions options = new DataOptions("avatars", 32, 0, Split.TRAIN, 0, 5, 7);
    try (Dataset set = Datasets.open(options)) {
      assertThat(set.sampleShape()).isEqualTo(Shape.of(3, 32, 32));
      assertThat(sample(set, 2)).isEqualTo(sample(new Avatars(7, 32), 2));
    }
    DataOptions gray = new DataOptions("avatars", 0, 1, Split.TEST, 0, 5, 7);
    try (Dataset set = Datasets.open(gray)) {
      assertThat(set.sampleShape()).isEqualTo(Shape.of(1, 64, 64));
    }
    DataOptions huge = new DataOptions("avatars", 1100, 1, Split.TRAIN, 0, 1, 7);
    try (Dataset set = Datasets.open(huge)) {
      assertThat(set.sampleShape()).isEqualTo(Shape.of(1, 1100, 1100));
    }
  }

  private static final float[][] ROWS = rows();

  private static float[][] rows() {
    Avatars avatars = new Avatars(11);
    float[][] rows = new float[FACES][avatars.labelColumns().size()];
    for (int i = 0; i < FACES; i++) {
      avatars.readLabels(i, rows[i]);
    }
    return rows;
  }

  /** Share of a class, among all faces or those of another class. */
  private double share(String name, String given) {
    long all = Arrays.stream(ROWS).filter(row -> is(row, given)).count();
    return Arrays.stream(ROWS).filter(row -> is(row, given) && is(row, name)).count()
        / (double) all;
  }

  private boolean is(float[] row, String name) {
    for (int c = 0; c < row.length && name != null; c++) {
      int number = avatars.labelColumns().get(c).classNames().indexOf(name);
      if (number >= 0) {
        return row[c] == number;
      }
    }
    return true;
  }

  private float[] labels(long index) {
    float[] labels = new float[avatars.labelColumns().size()];
    avatars.readLabels(index, labels);
    return labels;
  }
}
