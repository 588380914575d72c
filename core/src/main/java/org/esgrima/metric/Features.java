package org.esgrima.metric;

import java.util.function.Consumer;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** What every measure asks of feature matrices, and how they are read: in blocks, as float64. */
final class Features {
  /** Rows of a block. */
  static final long BLOCK = 2_048;

  private Features() {}

  /**
   * Refuses features that cannot be measured.
   *
   * @param name what they are, for the message
   * @param atLeast smallest number of rows
   * @return the number of rows
   */
  static int require(String name, Tensor features, int atLeast) {
    if (features.shape().rank() != 2 || features.shape().size(1) < 1) {
      throw new IllegalArgumentException(
          "expected a matrix of " + name + " [N,F], got " + features.shape());
    }
    int rows = Math.toIntExact(features.shape().size(0));
    if (rows < atLeast) {
      throw new InputException(
          "too few samples", name, "at least " + atLeast, rows, "Measure with more samples");
    }
    requireFinite(name, features);
    return rows;
  }

  /** Refuses two matrices of different width. */
  static void requireSameWidth(Tensor reals, Tensor fakes) {
    if (reals.shape().size(1) != fakes.shape().size(1)) {
      throw new InputException(
          "features of different width",
          "fakes",
          reals.shape().size(1) + " numbers a sample, as the reals have",
          fakes.shape().size(1),
          "Describe both by the same feature network and layer");
    }
  }

  /** Refuses samples [N,…] that are not all finite. */
  static void requireFinite(String name, Tensor features) {
    long rows = features.shape().size(0);
    for (long from = 0; from < rows; from += BLOCK) {
      try (Scope scope = Scope.open()) {
        Tensor block = features.narrow(0, from, Math.min(BLOCK, rows - from));
        if (!block.isFinite()) {
          throw new InputException(
              "features that are not finite",
              name,
              "finite numbers",
              "NaN or infinity in row " + (from + firstNotFinite(block)),
              "Look at the samples: a generator that diverged gives such numbers");
        }
      }
    }
  }

  private static long firstNotFinite(Tensor block) {
    long row = 0;
    while (true) {
      try (Scope scope = Scope.open()) {
        if (!block.select(0, row).isFinite()) {
          return row;
        }
      }
      row++;
    }
  }

  /** Hands over all rows in float64, {@value #BLOCK} at a time; without graphs. */
  static void forEachBlock(Tensor features, Consumer<Tensor> use) {
    long rows = features.shape().size(0);
    for (long from = 0; from < rows; from += BLOCK) {
      try (Scope scope = Scope.open();
          Autograd.NoGrad noGrad = Autograd.noGrad()) {
        use.accept(features.narrow(0, from, Math.min(BLOCK, rows - from)).to(ElementType.F64));
      }
    }
  }
}
