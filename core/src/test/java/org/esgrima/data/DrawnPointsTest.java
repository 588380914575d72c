package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.esgrima.data.RawFiles.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnPointsTest {
  private static final float[] CORNERS = {-1, -1, 1, -1, 0.5f, 1};

  @TempDir Path directory;

  private static double[] point(Dataset set, long index) {
    ByteBuffer bytes = ByteBuffer.wrap(sample(set, index)).order(ByteOrder.nativeOrder());
    ByteBuffer target = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    set.read(index, target);
    assertThat(bytes.capacity()).isEqualTo(8);
    return new double[] {target.getFloat(0), target.getFloat(4)};
  }

  private String source(String content, String rest) throws IOException {
    Path file = Files.writeString(directory.resolve("drawn, by hand.txt"), content);
    return DrawnPoints.PREFIX + file + rest;
  }

  private Dataset open(String content, String rest) throws IOException {
    return Datasets.open(DataOptions.of(source(content, rest)));
  }

  @Test
  void everySampleIsOneOfThePointsMovedByTheJitter() {
    DrawnPoints set = new DrawnPoints(CORNERS, 0.05, 3);
    int samples = 30_000;
    int[] counts = new int[3];
    double squares = 0;
    for (int i = 0; i < samples; i++) {
      double[] point = point(set, i);
      int corner = point[1] > 0 ? 2 : point[0] > 0 ? 1 : 0;
      counts[corner]++;
      squares += Math.pow(point[0] - CORNERS[2 * corner], 2);
      squares += Math.pow(point[1] - CORNERS[2 * corner + 1], 2);
    }
    for (int count : counts) {
      assertThat(count).isCloseTo(samples / 3, within((int) (5 * Math.sqrt(samples * 2 / 9.0))));
    }
    double variance = 0.05 * 0.05;
    assertThat(squares / (2 * samples))
        .isCloseTo(variance, within(5 * variance / Math.sqrt(samples)));
    assertThat(set.size()).isEqualTo(Dataset.UNLIMITED);
  }

  @Test
  void withoutJitterTheSamplesAreThePointsInTheirOrder() throws IOException {
    try (Dataset set = open("0.25,-1\n3,4\n", ",jitter=0")) {
      assertThat(set.size()).isEqualTo(2);
      assertThat(point(set, 0)).containsExactly(0.25, -1);
      assertThat(point(set, 1)).containsExactly(3, 4);
      assertThatThrownBy(() -> point(set, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void readsBothFormsOfFiles() throws IOException {
    for (String content :
        List.of(
            "x,y\n# a remark\n\n0.5, -0.25\r\n-1;1\n2\t3\n",
            "[[0.5,-0.25],[-1,1],[2,3]]",
            "[{\"x\":0.5,\"y\":-0.25},{\"y\":1,\"x\":-1},[2,3]]",
            "{\"name\":\"hand\",\"points\":[[0.5,-0.25],[-1,1],[2,3]]}")) {
      try (Dataset set = open(content, ",jitter=0")) {
        assertThat(set.size()).as(content).isEqualTo(3);
        assertThat(point(set, 0)).containsExactly(0.5, -0.25);
        assertThat(point(set, 1)).containsExactly(-1, 1);
        assertThat(point(set, 2)).containsExactly(2, 3);
      }
    }
  }

  @Test
  void whatIsNoPointIsRefusedWithItsPlace() throws IOException {
    String[][] wrong = {
      {"", "at least one point"},
      {"x,y\n", "at least one point"},
      {"1,2\n3\n", "line 2"},
      {"1,2\n3,4,5\n", "line 2"},
      {"1,2\nx,y\n", "line 2"},
      {"1,NaN\n", "finite"},
      {"1,1e300\n", "finite"},
      {"[[1,2],[3]]", "point 2"},
      {"[[1,2],[3,\"4\"]]", "point 2"},
      {"[[1,2],{\"x\":3}]", "point 2"},
      {"[1,2", "JSON"},
      {"{\"point\":[[1,2]]}", "\"points\""},
    };
    for (String[] one : wrong) {
      assertThatThrownBy(() -> open(one[0], ""))
          .as(one[0])
          .isInstanceOf(InputException.class)
          .hasMessageContaining(one[1]);
    }
    for (String jitter : List.of("-1", "NaN", "much", "")) {
      assertThatThrownBy(() -> open("1,2", ",jitter=" + jitter))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("jitter");
    }
    assertThatThrownBy(() -> Datasets.open(DataOptions.of("points:" + directory.resolve("no"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("missing file");
  }

  @Test
  void theFingerprintIsThatOfPointsJitterAndSeed() {
    List<String> prints = new ArrayList<>();
    prints.add(new DrawnPoints(CORNERS, 0.05, 3).fingerprint());
    prints.add(new DrawnPoints(CORNERS, 0.06, 3).fingerprint());
    prints.add(new DrawnPoints(CORNERS, 0.05, 4).fingerprint());
    prints.add(new DrawnPoints(CORNERS, 0, 3).fingerprint());
    prints.add(new DrawnPoints(new float[] {-1, -1, 1, -1, 0.5f, 2}, 0.05, 3).fingerprint());
    assertThat(prints).doesNotHaveDuplicates();
    assertThat(new DrawnPoints(CORNERS, 0.05, 3).fingerprint()).isEqualTo(prints.get(0));
    assertThat(new DrawnPoints(CORNERS, 0, 9).fingerprint()).isEqualTo(prints.get(3));
  }

  @Test
  void heldOutSamplesAreOfAnotherSeed() throws IOException {
    DataOptions options = DataOptions.of(source("1,2\n3,4\n", ""));
    try (Dataset train = Datasets.open(options);
        Dataset test = HeldOut.open(options, train).orElseThrow()) {
      assertThat(test.fingerprint()).isNotEqualTo(train.fingerprint());
    }
    DataOptions given = DataOptions.of(source("1,2\n3,4\n", ",jitter=0"));
    try (Dataset train = Datasets.open(given)) {
      assertThat(HeldOut.open(given, train)).isEmpty();
    }
  }

  @Test
  void pointsThatReachTooFarAreRemarked() throws IOException {
    List<String> notices = new ArrayList<>();
    Datasets.open(DataOptions.of(source("100,400\n", "")), notices::add).close();
    assertThat(notices).hasSize(1);
    assertThat(notices.get(0)).contains("400");
    Datasets.open(DataOptions.of(source("1,-1\n", "")), notices::add).close();
    assertThat(notices).hasSize(1);
  }

  @Test
  void inspectionFindsPointsThatWereDrawnTwice() throws IOException {
    try (Dataset set = open("1,2\n3,4\n1,2\n", "")) {
      Inspection inspection = Inspection.of(set);
      assertThat(inspection.size()).isEqualTo(3);
      assertThat(inspection.identical()).hasSize(1);
      assertThat(inspection.readyToTrain()).isTrue();
    }
  }
}
