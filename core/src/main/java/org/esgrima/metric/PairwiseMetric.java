package org.esgrima.metric;

import java.util.List;
import org.esgrima.torch.Tensor;

/** A measure of the distances of all pairs. Several of them can be taken in one pass. */
interface PairwiseMetric extends Metric {
  /**
   * Begins to measure.
   *
   * @return to be shown all tiles, within the caller's scope
   */
  PairVisitor visitor(Tensor reals, Tensor fakes);

  /** Whether {@link #measure} has a quicker way than a pass that is made for it alone. */
  default boolean quickerAlone() {
    return false;
  }

  @Override
  default List<Measurement> measure(Tensor reals, Tensor fakes) {
    return PairwiseMetrics.pass(List.of(this), reals, fakes).get(0);
  }
}
