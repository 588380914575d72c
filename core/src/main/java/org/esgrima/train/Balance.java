package org.esgrima.train;

import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.run.control.Side;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * A {@link BalanceRule} at work: the running mean of the discriminator's accuracy, and whose turn
 * it is.
 *
 * <pre>
 * mean ← mean + (accuracy − mean) / min(t, window)      in observation t = 1, 2, …
 * </pre>
 *
 * <p>That is the plain mean of the first {@code window} observations and an exponential one after
 * them. The accuracy must be observed in every step, also where D waits: only then is it seen that
 * G has caught up.
 */
public final class Balance implements AutoCloseable {
  private static final String MEAN = "accuracy";
  private static final String COUNT = "observed";

  private final BalanceRule rule;
  private final NamedTensors state = new NamedTensors();

  /** Before the first observation. */
  public Balance(BalanceRule rule) {
    this.rule = rule;
    try (Scope scope = Scope.open()) {
      state.put(MEAN, Tensor.zeros(ElementType.F64, Shape.of()));
      state.put(COUNT, Tensor.zeros(ElementType.I64, Shape.of()));
    }
  }

  /**
   * Takes in what D said of a minibatch: the mean of its accuracies on real and on synthetic
   * samples, where a logit above 0 says real and any other synthetic.
   *
   * @param realLogits [N], of real samples
   * @param fakeLogits [M], of synthetic samples
   */
  public void observe(Tensor realLogits, Tensor fakeLogits) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      double real = StepReport.shareAboveZero(realLogits);
      observe((real + 1 - StepReport.shareAboveZero(fakeLogits)) / 2);
    }
  }

  /**
   * Takes in an accuracy.
   *
   * @param accuracy in [0,1]
   */
  public void observe(double accuracy) {
    try (Scope scope = Scope.open()) {
      double count = state.get(COUNT).addInPlace(1L).item();
      Tensor mean = state.get(MEAN);
      mean.addInPlace((accuracy - mean.item()) / Math.min(count, rule.window()));
    }
  }

  /** Who is trained next; both before the first observation. */
  public Side turn() {
    try (Scope scope = Scope.open()) {
      return state.get(COUNT).item() == 0 ? Side.BOTH : rule.turn(state.get(MEAN).item());
    }
  }

  /**
   * {@code accuracy}, the running mean in float64, and {@code observed}, the number of observations
   * in int64; both scalars. Owned by this object; copy into it to restore.
   */
  public NamedTensors state() {
    return state;
  }

  @Override
  public void close() {
    state.close();
  }
}
