package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.torch.Threads.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ThreadsTest {
  /** A program that says how many threads OpenMP's pool and that of OpenBLAS have. */
  static final class Pools {
    private Pools() {}

    /** Sets two threads. */
    public static void main(String[] args) {
      Threads.set(2, Work.NETWORKS);
      System.out.println(torch.get_num_threads() + " " + openblas_full.openblas_get_num_threads());
    }
  }

  private final int before = Threads.count();

  @AfterEach
  void restore() {
    Threads.set(before, Work.NETWORKS);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void bothPoolsHaveThreadsInAProgramThatIsStartedWithShortWaits() throws Exception {
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Pools.class.getName());
    program.environment().put(ThreadWaits.OPENBLAS, "14");
    program.environment().put(ThreadWaits.OPENMP, "10000");
    Process started = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said.strip()).isEqualTo("2 2");
    assertThat(started.waitFor()).isZero();
  }

  @Test
  void onlyThePoolThatWorksHasThreadsElsewhere() {
    assumeFalse(Threads.bothPools(), "the tests were started with short waits");
    Threads.set(2, Work.MATRICES);
    assertThat(Threads.count()).isEqualTo(2);
    assertThat(openblas_full.openblas_get_num_threads()).isEqualTo(2);
    assertThat(torch.get_num_threads()).isEqualTo(1);

    Threads.set(2, Work.NETWORKS);
    assertThat(Threads.count()).isEqualTo(2);
    assertThat(openblas_full.openblas_get_num_threads()).isEqualTo(1);
    assertThat(torch.get_num_threads()).isEqualTo(2);
  }

  @Test
  void productsOfMatricesHaveThePoolForAWhile() {
    assumeFalse(Threads.bothPools(), "the tests were started with short waits");
    Threads.set(2, Work.NETWORKS);
    int inside = Threads.matrices(openblas_full::openblas_get_num_threads);
    assertThat(inside).isEqualTo(2);
    assertThat(openblas_full.openblas_get_num_threads()).isEqualTo(1);
    assertThat(torch.get_num_threads()).isEqualTo(2);
  }

  @Test
  void thereIsAtLeastOne() {
    assertThatThrownBy(() -> Threads.set(0, Work.MATRICES))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
