package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.torch.Threads.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** In processes of their own, since the pools read the environment while they are loaded. */
class ThreadsTest {
  /**
   * A program that says how many threads there are, and how many in OpenMP's and OpenBLAS's pool.
   */
  static final class Pools {
    private Pools() {}

    /** Two threads for networks, for matrices, for matrices in between, and for networks again. */
    public static void main(String[] args) {
      Threads.set(2, Work.NETWORKS);
      say(pools());
      Threads.set(2, Work.MATRICES);
      say(pools());
      Threads.set(2, Work.NETWORKS);
      say(Threads.matrices(Pools::pools));
      say(pools());
    }

    private static String pools() {
      return "%d: %d+%d"
          .formatted(
              Threads.count(), torch.get_num_threads(), openblas_full.openblas_get_num_threads());
    }

    private static void say(String text) {
      System.out.println(text);
    }
  }

  private static String[] poolsWith(Map<String, String> waits) throws Exception {
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Pools.class.getName());
    program.environment().keySet().removeAll(Set.of(ThreadWaits.OPENBLAS, ThreadWaits.OPENMP));
    program.environment().putAll(waits);
    Process started = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor()).isZero();
    return said.lines().toArray(String[]::new);
  }

  @Test
  void onlyThePoolThatWorksHasThreads() throws Exception {
    assertThat(poolsWith(Map.of())).containsExactly("2: 2+1", "2: 1+2", "2: 1+2", "2: 2+1");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void bothPoolsHaveThemWhereTheyWaitShortly() throws Exception {
    Map<String, String> shortly = Map.of(ThreadWaits.OPENBLAS, "14", ThreadWaits.OPENMP, "10000");
    assertThat(poolsWith(shortly)).containsExactly("2: 2+2", "2: 2+2", "2: 2+2", "2: 2+2");
  }

  @Test
  void thereIsAtLeastOne() {
    int before = Threads.count();
    assertThatThrownBy(() -> Threads.set(0, Work.MATRICES))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Threads.count()).isEqualTo(before);
  }
}
