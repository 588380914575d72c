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
    for (String setting : JavaProcess.ENVIRONMENT) {
      String name = setting.substring(0, setting.indexOf('='));
      String value = setting.substring(name.length() + 1);
      assertThat(launcher).contains("export " + name + "=\"${" + name + ":-" + value + "}\"");
    }
    for (String option : JavaProcess.command(getClass())) {
      if (option.startsWith("-X") || option.startsWith("-D")) {
        assertThat(launcher).contains(option);
      }
    }
  }
}
