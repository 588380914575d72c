package org.esgrima.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JavaProcessTest {
  @Test
  void whatIsMeasuredRunsAsTheLauncherRunsIt() throws IOException {
    String launcher = Files.readString(Path.of("..", "esgrima"));
    JavaProcess.LAUNCHER_ENVIRONMENT.forEach(
        (name, value) ->
            assertThat(launcher).contains("export %s=\"${%s:-%s}\"".formatted(name, name, value)));
    for (String option : JavaProcess.command(getClass())) {
      if (option.startsWith("-X") || option.startsWith("-D")) {
        assertThat(launcher).contains(option);
      }
    }
  }
}
