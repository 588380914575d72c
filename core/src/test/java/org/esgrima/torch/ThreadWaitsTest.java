package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ThreadWaitsTest {
  private static boolean areShort(String openBlas, String openMp) {
    return ThreadWaits.areShort(
        "Linux", Map.of(ThreadWaits.OPENBLAS, openBlas, ThreadWaits.OPENMP, openMp));
  }

  @Test
  void theLauncherMakesThemShortAndTheTestsRunSo() throws IOException {
    Map<String, String> environment = new HashMap<>();
    Pattern export = Pattern.compile("export (\\w+)=\"\\$\\{\\w+:-(\\d+)}\"");
    String launcher = Files.readString(Path.of("..", "esgrima"));
    for (MatchResult found : export.matcher(launcher).results().toList()) {
      environment.put(found.group(1), found.group(2));
    }
    assertThat(ThreadWaits.areShort("Linux", environment)).isTrue();
    assertThat(ThreadWaits.areShort("Mac OS X", environment)).isFalse();

    String build = Files.readString(Path.of("..", "pom.xml"));
    for (String name : List.of(ThreadWaits.OPENBLAS, ThreadWaits.OPENMP)) {
      assertThat(build)
          .as("tests run so")
          .contains("<%s>%s<".formatted(name, environment.get(name)));
    }
  }

  @Test
  void bothPoolsMustSleepSoon() {
    assertThat(areShort("14", "10000")).isTrue();
    assertThat(areShort("4", "0")).isTrue();
    assertThat(areShort("26", "10000")).isFalse();
    assertThat(areShort("14", "300000")).isFalse();
    assertThat(areShort("14", "INFINITY")).isFalse();
    assertThat(areShort("", "10000")).isFalse();
    assertThat(ThreadWaits.areShort("Linux", Map.of())).isFalse();
    assertThat(ThreadWaits.areShort("Linux", Map.of(ThreadWaits.OPENMP, "0"))).isFalse();
  }
}
