package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.torch.Threads.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  private final int before = Threads.count();

  @AfterEach
  void restore() {
    Threads.set(before, Work.NETWORKS);
  }

  @Test
  void onlyThePoolThatWorksHasThreads() {
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
