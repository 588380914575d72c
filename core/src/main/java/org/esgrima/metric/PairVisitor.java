package org.esgrima.metric;

import java.util.List;
import org.esgrima.torch.Tensor;

/**
 * One measure on its way through the distances of all pairs: first those of reals with each other,
 * then of fakes with each other, on and above the diagonal only, then of reals (rows) with fakes
 * (columns).
 *
 * <p>A tile below the diagonal is the transpose of the one above it and is not shown. Tiles are
 * gone when the call returns.
 */
interface PairVisitor {
  /** A tile of squared distances [r,c] of reals; {@code column} is at least {@code row}. */
  void reals(int row, int column, Tensor squared);

  /** A tile of squared distances [r,c] of fakes; {@code column} is at least {@code row}. */
  void fakes(int row, int column, Tensor squared);

  /** All tiles of reals and of fakes were shown; tensors made here live as long as the pass. */
  default void withinDone() {}

  /** A tile of squared distances [r,c] of reals to fakes. */
  void between(int row, int column, Tensor squared);

  /** The figures, once every tile was shown. */
  List<Measurement> result();
}
