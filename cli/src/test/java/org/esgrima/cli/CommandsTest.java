package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** A command that is described alone is the one that stands among all. */
class CommandsTest {
  private static final Terminal TERMINAL =
      new Terminal(System.out, System.err, StandardCharsets.UTF_8, false, 80, "esgrima");

  static Stream<String> names() {
    return new Commands().names().stream().filter(name -> !name.equals("help"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void isTheSameAloneAndAmongAll(String name) {
    CommandLine alone = Main.commandLine(TERMINAL, "--stacktrace", name, "--help");
    CommandLine among = Main.commandLine(TERMINAL);

    assertThat(alone.getSubcommands().keySet()).containsExactly(name);
    assertThat(alone.getSubcommands().get(name).getUsageMessage())
        .isEqualTo(among.getSubcommands().get(name).getUsageMessage());
  }

  @Test
  void allAreKnownWhereNoneIsCalled() {
    List<String> all = new Commands().names();

    for (String[] call :
        new String[][] {{}, {"--help"}, {"help", "train"}, {"trian"}, {"trian", "train"}}) {
      assertThat(Main.commandLine(TERMINAL, call).getSubcommands().keySet())
          .containsExactlyElementsOf(all);
    }
  }
}
