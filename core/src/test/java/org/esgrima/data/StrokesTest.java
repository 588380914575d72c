package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.esgrima.data.strokes.DigitPainter;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;

class StrokesTest {
  private static final int SAMPLES = 5000;
  private static final int PIXELS = 28 * 28;

  private final Strokes strokes = new Strokes(0);

  /**
   * Runs on disk name the data by {@link Strokes#fingerprint}; it must not stay when the digits
   * change. If this fails after a deliberate change of the drawing, raise {@link
   * DigitPainter#VERSION} and store both new values; on another platform it is a defect.
   */
  @Test
  void firstHundredSamplesOfSeedZeroStay() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < 100; i++) {
      sha256.update(image(strokes, i));
      ByteBuffer bytes = ByteBuffer.allocate(4 * 9);
      bytes.asFloatBuffer().put(labels(i));
      sha256.update(bytes.array());
    }
    assertThat(DigitPainter.VERSION).isEqualTo(1);
    assertThat(HexFormat.of().formatHex(sha256.digest()))
        .isEqualTo("6ad422872349173031ba35078a3e399bb6608317fccf5b297969d6369f25345a");
  }

  @Test
  void fingerprintKnowsTheSeed() {
    assertThat(new Strokes(1).fingerprint())
        .matches("[0-9a-f]{64}")
        .isEqualTo(new Strokes(1).fingerprint())
        .isNotEqualTo(strokes.fingerprint());
  }

  @Test
  void describesItself() {
    assertThat(strokes.name()).isEqualTo("strokes");
    assertThat(strokes.elementType()).isEqualTo(ElementType.U8);
    assertThat(strokes.sampleShape()).isEqualTo(Shape.of(1, 28, 28));
    assertThat(strokes.size()).isEqualTo(Dataset.UNLIMITED);
    assertThat(strokes.labelColumns().get(0))
        .isEqualTo(
            LabelColumn.classes(
                "digit", List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")));
    assertThat(strokes.labelColumns().stream().skip(1).map(LabelColumn::name))
        .containsExactly(
            "slant", "width", "curvature", "jitter", "aspect", "rotation", "pressure", "style");
  }

  @Test
  void classesAreBalanced() {
    int[] counts = new int[10];
    int n = 20_000;
    for (int i = 0; i < n; i++) {
      counts[(int) labels(i)[0]]++;
    }
    // Five standard deviations of a binomial share.
    assertThat(IntStream.of(counts).boxed()).allSatisfy(c -> assertThat(c).isBetween(1788, 2212));
  }

  @Test
  void labelsKeepTheirDocumentedRanges() {
    for (int i = 0; i < SAMPLES; i++) {
      float[] labels = labels(i);
      assertThat(labels[1]).isBetween(-36f, 52f);
      assertThat(labels[2]).isBetween(0.9f, 6.5f);
      assertThat(labels[3]).isBetween(0.6f, 1.3f);
      assertThat(labels[4]).isBetween(0.004f, 0.03f);
      assertThat(labels[5]).isBetween(0.6f, 1.9f);
      assertThat(labels[6]).isBetween(-14f, 14f);
      assertThat(labels[7]).isBetween(0.02f, 0.2f);
      assertThat(labels[8]).isBetween(0f, 6f);
    }
  }

  @Test
  void inkIsCentredByItsMassInABoxOfTwentyPixels() {
    int offCentre = 0;
    for (int i = 0; i < SAMPLES; i++) {
      Moments ink = Moments.of(image(strokes, i));
      // By whole pixels, as in MNIST: up to half a pixel from index 14 stays.
      double off = Math.max(Math.abs(ink.meanX - 14), Math.abs(ink.meanY - 14));
      offCentre += off > 0.5001 ? 1 : 0;
      assertThat(off).isLessThan(1.5);
      assertThat(Math.max(ink.right - ink.left, ink.bottom - ink.top) + 1).isBetween(19, 20);
    }
    // A lopsided digit would leave the image; it stops at the border instead.
    assertThat(offCentre).isLessThan(SAMPLES / 500);
  }

  @Test
  void inkIsAsMuchAndAsDarkAsInMnist() {
    double mean = 0;
    double bold = 0;
    double none = 0;
    for (int i = 0; i < SAMPLES; i++) {
      int most = 0;
      for (byte pixel : image(strokes, i)) {
        int value = Byte.toUnsignedInt(pixel);
        mean += value / 255.0;
        bold += value > 127 ? 1 : 0;
        none += value == 0 ? 1 : 0;
        most = Math.max(most, value);
      }
      assertThat(most).isGreaterThan(180);
    }
    double pixels = (double) SAMPLES * PIXELS;
    // The training set of MNIST has 0.131, 0.133 and 0.808.
    assertThat(mean / pixels).isCloseTo(0.131, within(0.006));
    assertThat(bold / pixels).isCloseTo(0.133, within(0.006));
    assertThat(none / pixels).isCloseTo(0.808, within(0.015));
  }

  @Test
  void slantLeansTheInkAndWidthThickensIt() {
    for (int digit = 0; digit < 10; digit++) {
      Correlation lean = new Correlation();
      Correlation thickness = new Correlation();
      for (int i = 0; i < SAMPLES; i++) {
        float[] labels = labels(i);
        if (labels[0] == digit) {
          Moments ink = Moments.of(image(strokes, i));
          lean.add(labels[1], ink.lean());
          thickness.add(labels[2], ink.mass);
        }
      }
      assertThat(lean.coefficient()).as("lean of %d", digit).isGreaterThan(0.7);
      assertThat(thickness.coefficient()).as("ink of %d", digit).isGreaterThan(0.7);
    }
  }

  @Test
  void everyStyleOfEveryDigitIsDrawn() {
    boolean[][] seen = new boolean[10][7];
    for (int i = 0; i < SAMPLES; i++) {
      float[] labels = labels(i);
      seen[(int) labels[0]][(int) labels[8]] = true;
    }
    for (boolean[] styles : seen) {
      assertThat(styles).startsWith(true, true, true);
    }
  }

  @Test
  void samplesDependOnSeedAndIndexOnly() {
    assertThat(image(strokes, 7)).isEqualTo(image(new Strokes(0), 7));
    assertThat(image(strokes, 7)).isNotEqualTo(image(new Strokes(1), 7));
    assertThat(image(strokes, 7)).isNotEqualTo(image(strokes, 8));
    assertThat(image(new Strokes(-3), Dataset.UNLIMITED - 1)).hasSize(PIXELS);
    assertThatThrownBy(() -> image(strokes, -1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void readsAtTheBuffersPosition() {
    ByteBuffer two = ByteBuffer.allocateDirect(2 * PIXELS);
    strokes.read(3, two);
    strokes.read(4, two);
    assertThat(two.remaining()).isZero();
    byte[] second = new byte[PIXELS];
    two.get(PIXELS, second);
    assertThat(second).isEqualTo(image(strokes, 4));
  }

  @Test
  void parallelReadingEqualsSerialReading() {
    List<byte[]> serial = LongStream.range(0, 1000).mapToObj(i -> image(strokes, i)).toList();
    List<byte[]> parallel =
        LongStream.range(0, 1000).parallel().mapToObj(i -> image(strokes, i)).toList();
    for (int i = 0; i < serial.size(); i++) {
      assertThat(parallel.get(i)).isEqualTo(serial.get(i));
    }
  }

  private static byte[] image(Dataset set, long index) {
    byte[] image = new byte[PIXELS];
    set.read(index, ByteBuffer.wrap(image));
    return image;
  }

  private float[] labels(long index) {
    float[] labels = new float[9];
    strokes.readLabels(index, labels);
    return labels;
  }

  /** Mass, mean, box and shear of an image's ink. */
  private static final class Moments {
    private double mass;
    private double meanX;
    private double meanY;
    private double xy;
    private double yy;
    private int left = 28;
    private int right = -1;
    private int top = 28;
    private int bottom = -1;

    static Moments of(byte[] image) {
      Moments m = new Moments();
      double xy = 0;
      double yy = 0;
      for (int i = 0; i < PIXELS; i++) {
        int value = Byte.toUnsignedInt(image[i]);
        int x = i % 28;
        int y = i / 28;
        m.mass += value;
        m.meanX += value * x;
        m.meanY += value * y;
        xy += (double) value * x * y;
        yy += (double) value * y * y;
        if (value > 0) {
          m.left = Math.min(m.left, x);
          m.right = Math.max(m.right, x);
          m.top = Math.min(m.top, y);
          m.bottom = Math.max(m.bottom, y);
        }
      }
      m.meanX /= m.mass;
      m.meanY /= m.mass;
      m.xy = xy / m.mass - m.meanX * m.meanY;
      m.yy = yy / m.mass - m.meanY * m.meanY;
      return m;
    }

    /** Shear to the right per pixel upwards. */
    double lean() {
      return -xy / yy;
    }
  }

  private static final class Correlation {
    private double n;
    private double a;
    private double b;
    private double aa;
    private double bb;
    private double ab;

    void add(double first, double second) {
      n++;
      a += first;
      b += second;
      aa += first * first;
      bb += second * second;
      ab += first * second;
    }

    double coefficient() {
      double covariance = n * ab - a * b;
      return covariance / Math.sqrt((n * aa - a * a) * (n * bb - b * b));
    }
  }
}
