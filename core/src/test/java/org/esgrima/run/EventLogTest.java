package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.esgrima.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final GameEvent COLLAPSE =
      new GameEvent(
          900,
          GameEvent.Kind.BEGINS,
          "collapsing",
          500,
          "modes 3 and 5 of 8 are gone",
          "try --packing 2",
          new TreeMap<>(Map.of("kind", "modes-gone", "modes", List.of("3", "5"), "known", 8)));
  private static final GameEvent BACK =
      new GameEvent(900, GameEvent.Kind.ROLLED_BACK, "collapsing", 500, "back to step 400", "");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("events.jsonl");
  }

  @Test
  void givesBackWhatWasAppended() {
    EventLog.append(file, List.of(COLLAPSE));
    EventLog.append(file, List.of(BACK));
    assertThat(EventLog.read(file)).containsExactly(COLLAPSE, BACK);
  }

  @Test
  void isReadableByOtherPrograms() throws IOException {
    EventLog.append(file, List.of(COLLAPSE, BACK));
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "{\"step\":900,\"event\":\"begins\",\"verdict\":\"collapsing\",\"since\":500,"
                + "\"evidence\":\"modes 3 and 5 of 8 are gone\",\"remedy\":\"try --packing 2\","
                + "\"measured\":{\"kind\":\"modes-gone\",\"known\":8,\"modes\":[\"3\",\"5\"]}}",
            "{\"step\":900,\"event\":\"rolled-back\",\"verdict\":\"collapsing\",\"since\":500,"
                + "\"evidence\":\"back to step 400\"}");
  }

  @Test
  void aRunWithoutEventsHasNoFile() {
    EventLog.append(file, List.of());
    assertThat(file).doesNotExist();
    assertThat(EventLog.read(file)).isEmpty();
  }

  @Test
  void forgetsWhatHappenedAfterACheckpoint() {
    EventLog.append(file, List.of(COLLAPSE, BACK));
    EventLog.keepFirst(file, 2);
    assertThat(EventLog.read(file)).hasSize(2);
    EventLog.keepFirst(file, 1);
    assertThat(EventLog.read(file)).containsExactly(COLLAPSE);
  }

  @Test
  void namesTheLineThatIsDamaged() throws IOException {
    EventLog.append(file, List.of(COLLAPSE));
    Files.writeString(file, Files.readString(file) + "{\"step\":1}\n");
    assertThatThrownBy(() -> EventLog.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("event");
  }
}
