package org.esgrima.run.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DoubleNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandInboxTest {
  @TempDir Path directory;
  private CommandInbox inbox;

  @BeforeEach
  void open() {
    inbox = new CommandInbox(directory.resolve("commands"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("commands"))) {
      return files.toList();
    }
  }

  @Test
  void givesCommandsInTheOrderInWhichTheyWereSent() throws IOException {
    List<String> ids =
        IntStream.range(1, 50).mapToObj(i -> inbox.send(Command.Step.of(i))).toList();
    List<CommandInbox.Received> received = inbox.take();
    assertThat(received).extracting(CommandInbox.Received::id).containsExactlyElementsOf(ids);
    assertThat(received.get(4).text())
        .isEqualTo("{\"command\":\"step\",\"count\":5,\"half\":false,\"only\":\"both\"}");
    assertThat(files()).isEmpty();
    assertThat(inbox.take()).isEmpty();
  }

  @Test
  void commandsOfManyThreadsAllArrive() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(() -> IntStream.range(0, 50).forEach(n -> inbox.send(new Command.Pause())));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(inbox.take()).hasSize(200);
  }

  @Test
  void leavesFilesOfOtherNamesAlone() throws IOException {
    inbox.prepare();
    Files.writeString(directory.resolve("commands/.esgrima-x.tmp"), "half a com");
    Files.writeString(directory.resolve("commands/pause.json"), "{}");
    assertThat(inbox.take()).isEmpty();
    assertThat(files()).hasSize(2);
  }

  @Test
  void anInboxThatIsNotThereIsEmpty() {
    assertThat(inbox.take()).isEmpty();
  }

  @Test
  void aCommandCanBeTakenBackUntilItIsTakenOut() {
    String id = inbox.send(new Command.Go());
    assertThat(inbox.withdraw(id)).isTrue();
    assertThat(inbox.take()).isEmpty();
    assertThat(inbox.withdraw(id)).isFalse();
  }

  @Test
  void everyCommandIsReadAsItWasWritten() {
    for (Command command :
        List.of(
            new Command.Pause(),
            new Command.Go(),
            new Command.Stop(),
            Command.Step.halves(3),
            new Command.Step(7, false, Side.GENERATOR),
            new Command.Players(Side.DISCRIMINATOR),
            new Command.Set("discriminator-steps", DoubleNode.valueOf(2.5)),
            new Command.Pace(0.5))) {
      assertThat(Json.bind(Json.parseJson(Json.json(command), "test"), Command.class, "test"))
          .isEqualTo(command);
    }
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Command.Step.of(0)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Command.Step(1, true, Side.GENERATOR))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Command.Pace(Double.NaN)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Command.Pace(0.001)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new Command.Players(null)).isInstanceOf(InputException.class);
  }
}
