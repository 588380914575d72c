package org.esgrima.studio.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir private Path run;

  private History history() {
    return new History(run, file());
  }

  private Path file() {
    return run.resolve("stats.jsonl");
  }

  private void append(String text) throws Exception {
    Files.write(
        file(),
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Test
  void whatGrowsIsReadAlong() throws Exception {
    History history = history();
    assertThat(history.refresh()).isFalse();
    append("{\"step\":1,\"value\":2}\n{\"step\":2,\"va");
    assertThat(history.refresh()).isTrue();
    assertThat(history.lastStep()).isEqualTo(1);
    assertThat(history.refresh()).isFalse();
    int generation = history.generation();
    append("lue\":\"NaN\",\"late\":5,\"verdicts\":\"collapsing, d-too-strong\"}\n");
    assertThat(history.refresh()).isTrue();
    assertThat(history.generation()).isEqualTo(generation);
    assertThat(history.json(-1, Set.of(), 0).toString())
        .isEqualTo(
            "{\"from\":-1,\"columns\":{\"step\":[1,2],\"value\":[2.0,null],\"late\":[null,5.0]},"
                + "\"verdicts\":[[],[\"collapsing\",\"d-too-strong\"]]}");
    assertThat(history.json(1, Set.of("value"), 0).path("columns").toString())
        .isEqualTo("{\"step\":[2],\"value\":[null]}");
  }

  @Test
  void whatWasReplacedIsReadAnew() throws Exception {
    append("{\"step\":1}\n{\"step\":2}\n{\"step\":3}\n");
    History history = history();
    history.refresh();
    int generation = history.generation();
    Path other = run.resolve("other");
    Files.writeString(other, "{\"step\":1}\n{\"step\":4}\n{\"step\":5}\n{\"step\":6}\n");
    Files.move(other, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThat(history.refresh()).isTrue();
    assertThat(history.generation()).isGreaterThan(generation);
    assertThat(history.json(-1, Set.of(), 0).path("columns").path("step").toString())
        .isEqualTo("[1,4,5,6]");
  }

  @Test
  void manyRowsAreThinnedEvenlyWithTheLast() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int step = 1; step <= 1_000; step++) {
      lines.append("{\"step\":").append(step).append(",\"value\":").append(-step).append("}\n");
    }
    append(lines.toString());
    History history = history();
    history.refresh();
    var columns = history.json(-1, Set.of(), 4).path("columns");
    assertThat(columns.path("step").toString()).isEqualTo("[1,334,667,1000]");
    assertThat(columns.path("value").toString()).isEqualTo("[-1.0,-334.0,-667.0,-1000.0]");
    assertThat(history.json(990, Set.of(), 100).path("columns").path("step").size()).isEqualTo(10);
  }

  @Test
  void aDamagedLineIsNamed() throws Exception {
    append("{\"step\":1}\n{\"value\":1}\n");
    assertThatThrownBy(() -> history().refresh())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 2");
  }
}
