package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class NativeHeapTest {
  private static final int PIECES = 1000;
  private static final long PIECE = 64 * 1024; // small enough to come from the heap, not from mmap
  private static final long FREED = PIECES * PIECE / 2;

  /** Every second tensor is freed, so that the heap cannot shrink by its end. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void whatIsFreeGoesBackToTheSystem() {
    try (Scope scope = Scope.open()) {
      List<Tensor> kept = new ArrayList<>();
      try (Scope inner = Scope.open()) {
        for (int i = 0; i < PIECES; i++) {
          Tensor piece = Tensor.full(ElementType.F32, Shape.of(PIECE / 4), i);
          if (i % 2 == 0) {
            kept.add(inner.keep(piece));
          }
        }
      }
      long before = Scope.residentBytes();
      assumeTrue(NativeHeap.trim(), "this Java does not know how");
      assertThat(before - Scope.residentBytes()).isGreaterThan(FREED / 2);
      assertThat(kept.get(PIECES / 4).toFloats()).containsOnly(PIECES / 2f);
    }
  }
}
