package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricLogTest {
  @TempDir Path directory;

  @Test
  void linesAreAddedBehindThoseThatAreThere() throws Exception {
    Path file = directory.resolve("metric-fid.jsonl");
    MetricLog.append(file, List.of(Map.of("value", 1), Map.of("value", 2)));
    MetricLog.append(file, List.of(Map.of("value", 3)));
    assertThat(Files.readString(file)).isEqualTo("{\"value\":1}\n{\"value\":2}\n{\"value\":3}\n");
  }

  @Test
  void aDirectoryThatIsGoneIsTheUsersTrouble() {
    assertThatThrownBy(
            () -> MetricLog.append(directory.resolve("none/metric-fid.jsonl"), List.of(1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot write file");
  }
}
