package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.openblas.global.openblas_full;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void matrixProductsUseNoMoreThreadsThanTheRest() {
    int before = Threads.count();
    try {
      Threads.set(2);
      assertThat(openblas_full.openblas_get_num_threads()).isEqualTo(2);
      Threads.set(1);
      assertThat(Threads.count()).isEqualTo(1);
      assertThat(openblas_full.openblas_get_num_threads()).isEqualTo(1);
    } finally {
      Threads.set(before);
    }
  }

  @Test
  void thereIsAtLeastOne() {
    assertThatThrownBy(() -> Threads.set(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
