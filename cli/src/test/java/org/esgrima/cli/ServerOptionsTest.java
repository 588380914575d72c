package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the studio starts runs as what the launcher starts. */
class ServerOptionsTest {
  @Test
  void childProcessesHaveTheLaunchersJava() throws IOException {
    String launcher = Files.readString(Path.of("..", "esgrima"));
    String start = launcher.substring(launcher.indexOf("exec \"$java\""));
    List<String> given =
        Stream.of(start.split("[\\s\\\\]+"))
            .filter(word -> word.startsWith("-X") || word.startsWith("-D"))
            .filter(word -> !word.startsWith("-Desgrima."))
            .toList();

    assertThat(ServerOptions.JAVA).isNotEmpty().containsExactlyElementsOf(given);
  }
}
