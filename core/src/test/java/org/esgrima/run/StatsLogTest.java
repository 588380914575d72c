package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.esgrima.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsLogTest {
  @TempDir Path root;
  private Path file;

  @BeforeEach
  void name() {
    file = root.resolve("stats.jsonl");
  }

  private void write(long... steps) {
    try (StatsLog log = StatsLog.create(file)) {
      for (long step : steps) {
        log.append(line(step, 0.1 * step));
      }
    }
  }

  private static Map<String, Object> line(long step, double loss) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", step);
    line.put("loss/g/adversarial", loss);
    return line;
  }

  @Test
  void writesOneObjectALineInTheGivenOrder() throws IOException {
    write(100, 200);
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {"step":100,"loss/g/adversarial":10.0}
            {"step":200,"loss/g/adversarial":20.0}
            """);
    StatsLog.Content content = StatsLog.read(file);
    assertThat(content.lines().get(1)).isEqualTo(line(200, 20));
    assertThat(content.cutLine()).isEmpty();
    assertThat(content.column("loss/g/adversarial")).containsExactly(10, 20);
    assertThat(content.column("value")).containsExactly(Double.NaN, Double.NaN);
  }

  @Test
  void canBeReadWhileItIsWritten() {
    try (StatsLog log = StatsLog.create(file)) {
      log.append(line(1, 0.5));
      assertThat(StatsLog.read(file).lines()).hasSize(1);
      log.append(line(2, 0.5));
      assertThat(StatsLog.read(file).lines()).hasSize(2);
    }
  }

  @Test
  void keepsNumbersThatAreNotFinite() throws IOException {
    try (StatsLog log = StatsLog.create(file)) {
      log.append(line(1, Double.NaN));
      log.append(line(2, Double.NEGATIVE_INFINITY));
      log.append(Map.of("step", 3, "loss/g/adversarial", Float.POSITIVE_INFINITY));
    }
    assertThat(Files.readString(file)).contains(":\"NaN\"}\n").contains(":\"-Infinity\"}\n");
    assertThat(StatsLog.read(file).column("loss/g/adversarial"))
        .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  @Test
  void aResumedRunHasNoLineTwiceAndNoneOfTheFuture() throws IOException {
    write(100, 200, 300);
    String before = Files.readString(file);
    try (StatsLog log = StatsLog.resume(file, 200)) {
      assertThat(StatsLog.read(file).column("step")).containsExactly(100, 200);
      log.append(line(300, 30));
    }
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(root.toFile().list()).containsExactly("stats.jsonl");
  }

  @Test
  void reportsACutLastLineAndRemovesItOnResume() throws IOException {
    write(100, 200);
    Files.writeString(file, "{\"step\":300,\"lo", StandardOpenOption.APPEND);
    StatsLog.Content content = StatsLog.read(file);
    assertThat(content.lines()).hasSize(2);
    assertThat(content.cutLine()).contains("{\"step\":300,\"lo");
    try (StatsLog log = StatsLog.resume(file, 300)) {
      log.append(line(300, 1));
    }
    assertThat(StatsLog.read(file).column("step")).containsExactly(100, 200, 300);
  }

  @Test
  void toleratesNoDamageElsewhere() throws IOException {
    Files.writeString(file, "{\"step\":100}\n{\"step\":2\n{\"step\":300}\n");
    assertThatThrownBy(() -> StatsLog.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> StatsLog.resume(file, 100)).isInstanceOf(InputException.class);
    assertThat(Files.readString(file)).endsWith("{\"step\":300}\n");
    for (String line : new String[] {"{\"images\":1}", "[1]", "7", "{\"step\":1,\"x\":null}", ""}) {
      Files.writeString(file, line + "\n");
      assertThatThrownBy(() -> StatsLog.read(file)).as(line).isInstanceOf(InputException.class);
    }
  }

  @Test
  void refusesToOverwriteAndToReadWhatIsNotThere() {
    assertThatThrownBy(() -> StatsLog.read(file)).hasMessageContaining("missing file");
    write(1);
    assertThatThrownBy(() -> StatsLog.create(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("output exists");
  }

  @Test
  void refusesLinesWithoutAStepOrWithOtherValues() {
    try (StatsLog log = StatsLog.create(file)) {
      assertThatThrownBy(() -> log.append(Map.of("x", 1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> log.append(Map.of("step", 1, "x", new int[1])))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(StatsLog.read(file).lines()).isEmpty();
  }
}
