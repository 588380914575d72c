package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.esgrima.data.RawFiles.expectRefused;
import static org.esgrima.data.RawFiles.labels;
import static org.esgrima.data.RawFiles.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.metric.ModeCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackedMnistTest {
  @TempDir Path directory;

  /** Image i is one pixel of brightness i and the digit i modulo 10. */
  private static class Digits extends NumberedDataset {
    private final int classes;

    Digits(long size, int classes) {
      super(size);
      this.classes = classes;
    }

    @Override
    public Shape sampleShape() {
      return Shape.of(1, 1, 1);
    }

    @Override
    public List<LabelColumn> labelColumns() {
      List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
      return List.of(LabelColumn.number("ink"), LabelColumn.classes("digit", names));
    }

    @Override
    public void read(long index, ByteBuffer target) {
      target.put((byte) index);
    }

    @Override
    public void readLabels(long index, float[] target) {
      target[0] = index;
      target[1] = index % classes;
    }
  }

  @Test
  void everyChannelIsADigitAndTheLabelNamesAllThree() {
    Dataset stacked = new StackedMnist(new Digits(50, 10), 1);
    for (int i = 0; i < 500; i++) {
      byte[] image = sample(stacked, i);
      assertThat(image).hasSize(3);
      int expected = 100 * (image[0] % 10) + 10 * (image[1] % 10) + image[2] % 10;
      assertThat(labels(stacked, i)).containsExactly(expected);
    }
  }

  @Test
  void digitsAreDrawnEvenlyAndIndependently() {
    Dataset stacked = new StackedMnist(new Digits(50, 10), 2);
    int samples = 100_000;
    long[] triples = new long[StackedMnist.CLASSES];
    long[] images = new long[50];
    for (int i = 0; i < samples; i++) {
      triples[(int) labels(stacked, i)[0]]++;
      images[sample(stacked, i)[1]]++;
    }
    // Chi-squared of K even cells: mean K − 1, standard deviation sqrt(2 (K − 1)).
    assertThat(chiSquared(triples)).isCloseTo(999, within(5 * Math.sqrt(2 * 999)));
    assertThat(chiSquared(images)).isCloseTo(49, within(5 * Math.sqrt(2 * 49)));
  }

  private static double chiSquared(long[] counts) {
    double expected =
        IntStream.range(0, counts.length).mapToDouble(i -> counts[i]).average().orElse(0);
    return IntStream.range(0, counts.length)
        .mapToDouble(i -> (counts[i] - expected) * (counts[i] - expected) / expected)
        .sum();
  }

  @Test
  void samplesDependOnSeedAndIndexOnlyOnAnyThread() {
    Dataset stacked = new StackedMnist(new Digits(100, 10), 3);
    List<String> serial =
        IntStream.range(0, 2000).mapToObj(i -> Arrays.toString(sample(stacked, i))).toList();
    Dataset again = new StackedMnist(new Digits(100, 10), 3);
    List<String> parallel =
        IntStream.range(0, 2000)
            .parallel()
            .mapToObj(i -> Arrays.toString(sample(again, i)))
            .toList();
    assertThat(parallel).isEqualTo(serial);
    Dataset other = new StackedMnist(new Digits(100, 10), 4);
    assertThat(IntStream.range(0, 100).filter(i -> sample(other, i)[0] == sample(stacked, i)[0]))
        .hasSizeLessThan(20);
  }

  @Test
  void theFingerprintIsThatOfTheDigitsAndTheSeed() {
    String fingerprint = new StackedMnist(new Digits(50, 10), 1).fingerprint();
    assertThat(fingerprint)
        .hasSize(64)
        .isEqualTo(new StackedMnist(new Digits(50, 10), 1).fingerprint())
        .isNotEqualTo(new StackedMnist(new Digits(50, 10), 2).fingerprint())
        .isNotEqualTo(new StackedMnist(new Digits(51, 10), 1).fingerprint());
  }

  @Test
  void describesItself() {
    Digits digits = new Digits(50, 10);
    StackedMnist stacked = new StackedMnist(digits, 0);
    assertThat(stacked.name()).isEqualTo("stacked-numbered");
    assertThat(stacked.elementType()).isEqualTo(ElementType.U8);
    assertThat(stacked.sampleShape()).isEqualTo(Shape.of(3, 1, 1));
    assertThat(stacked.size()).isEqualTo(Dataset.UNLIMITED);
    LabelColumn triple = stacked.labelColumns().get(0);
    assertThat(triple.name()).isEqualTo("triple");
    assertThat(triple.classNames()).hasSize(1000).startsWith("000", "001").endsWith("999");
    assertThat(StackedMnist.triple(4, 0, 7)).isEqualTo(407);
    assertThatThrownBy(() -> StackedMnist.triple(1, 10, 0)).hasMessageContaining("got 10");
    stacked.close();
    assertThat(digits.closed).isTrue();
  }

  @Test
  void refusesWhatIsNoDigits() {
    expectRefused(() -> new StackedMnist(Ring.of(0), 0), "cannot be stacked: ring", "F32 [2]");
    expectRefused(
        () -> new StackedMnist(new Digits(5, 9), 0), "10 classes", "[ink, digit of 9 classes]");
    expectRefused(() -> new StackedMnist(new NumberedDataset(3), 0), "rest of 3 classes");
  }

  @Test
  void isOpenedWithTheDigitsOfAnySource() throws IOException {
    Files.write(directory.resolve("train-images-idx3-ubyte"), RawFiles.idxImages(10, 4, 4));
    expectRefused(() -> open("stacked-mnist:" + directory), "images without labels");
    Path labels = directory.resolve("train-labels-idx1-ubyte");
    Files.write(labels, RawFiles.idxLabels(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    Dataset stacked = open("stacked-mnist:" + directory);
    // The first pixel of image i of this file is i.
    byte[] image = sample(stacked, 8);
    assertThat(labels(stacked, 8))
        .containsExactly(StackedMnist.triple(image[0], image[16], image[32]));

    Dataset strokes = open("stacked-mnist:strokes");
    assertThat(strokes.name()).isEqualTo("stacked-strokes");
    assertThat(strokes.sampleShape()).isEqualTo(Shape.of(3, 28, 28));
    assertThat(sample(strokes, 0)).isNotEqualTo(sample(strokes, 1));
  }

  @Test
  void takesSizeSplitAndNumberOfSamples() {
    String source = "stacked-mnist:strokes";
    DataOptions options = new DataOptions(source, 16, 0, Split.TRAIN, 0, 128_000, 7);
    Dataset train = Datasets.open(options);
    assertThat(train.sampleShape()).isEqualTo(Shape.of(3, 16, 16));
    assertThat(train.size()).isEqualTo(128_000);
    Dataset test = Datasets.open(new DataOptions(source, 16, 0, Split.TEST, 0, 128_000, 7));
    assertThat(sample(test, 0)).isNotEqualTo(sample(train, 0));
    assertThat(test.fingerprint()).isNotEqualTo(train.fingerprint());
  }

  @Test
  void whatIsMissingIsSaidInOneLine() {
    expectRefused(() -> open("stacked-mnist:no/such/place"), "unknown data set: no/such/place");
    expectRefused(() -> open("stacked-mnist:minst"), "Did you mean mnist?");
    expectRefused(() -> open("stackd-mnist"), "Did you mean stacked-mnist?");
    expectRefused(() -> open("stacked-mnist:"), "data", "a name or a path");
    expectRefused(() -> open("stacked-mnist:ring"), "cannot be stacked: ring", "images");
    expectRefused(() -> open("stacked-mnist:stacked-mnist:strokes"), "triple of 1000 classes");
  }

  @Test
  void stacksTheRealDigits() {
    Dataset stacked = open("stacked-mnist:" + RawFiles.data("mnist"));
    assertThat(stacked.name()).isEqualTo("stacked-mnist");
    assertThat(stacked.sampleShape()).isEqualTo(Shape.of(3, 28, 28));
    Dataset digits = Idx.open(RawFiles.data("mnist"), Split.TRAIN);
    double[] all = means(digits, 20_000);
    double[] some = means(stacked, 2000);
    assertThat(mean(some)).isCloseTo(mean(all), within(5 * deviation(all) / Math.sqrt(3 * 2000)));
  }

  @Test
  void theClassesOfTheRealDigitsAreNearlyEven() {
    Dataset digits = Idx.open(RawFiles.data("mnist"), Split.TRAIN);
    double[] shares = new double[10];
    for (int i = 0; i < digits.size(); i++) {
      shares[(int) labels(digits, i)[0]] += 1.0 / digits.size();
    }
    double divergence = Arrays.stream(shares).map(p -> p * Math.log(10 * p)).sum();
    assertThat(3 * divergence).isCloseTo(0.0043, within(0.00005));

    // A perfect generator's numbers: 2 N KL adds chi-squared of 999 degrees of freedom.
    int samples = 26_000;
    Dataset stacked = new StackedMnist(digits, 0);
    int[] triples = IntStream.range(0, samples).map(i -> (int) labels(stacked, i)[0]).toArray();
    ModeCoverage coverage = ModeCoverage.ofClasses(triples, StackedMnist.CLASSES);
    assertThat(coverage.covered()).isEqualTo(1000);
    assertThat(coverage.reverseKl())
        .isCloseTo(0.0043 + 999.0 / 52_000, within(5 * Math.sqrt(2 * 999) / 52_000));
  }

  /** The mean brightness of each image. */
  private static double[] means(Dataset dataset, int images) {
    return IntStream.range(0, images)
        .mapToDouble(
            i -> {
              byte[] pixels = sample(dataset, i);
              return IntStream.range(0, pixels.length).map(at -> pixels[at] & 0xff).sum()
                  / (double) pixels.length;
            })
        .toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
  }

  private static Dataset open(String source) {
    return Datasets.open(DataOptions.of(source));
  }
}
