package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.esgrima.io.ElementType;

/** Compares what was computed in float32 with the same in float64, element by element. */
final class SinglePrecision {
  private static final double ROUNDING = 2e-5; // of the root mean square

  private SinglePrecision() {}

  static void assertRounded(List<Tensor> exact, List<Tensor> single) {
    assertThat(single).hasSameSizeAs(exact);
    for (int i = 0; i < exact.size(); i++) {
      Tensor expected = exact.get(i).detach();
      Tensor found = single.get(i).detach();
      assertThat(found.elementType()).isEqualTo(ElementType.F32);
      assertThat(found.shape()).isEqualTo(expected.shape());
      double size = expected.square().mean().sqrt().item();
      Tensor difference = found.to(ElementType.F64).sub(expected).mul(1 / size).abs();
      assertThat(difference.reshape(-1).max(0).item()).as("tensor %d", i).isLessThan(ROUNDING);
    }
  }
}
