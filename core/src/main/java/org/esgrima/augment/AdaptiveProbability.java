package org.esgrima.augment;

import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The probability p of adaptive augmentation: it rises while the discriminator is too sure about
 * the real images, a sign of overfitting, and falls otherwise (Karras et al. 2020, arXiv
 * 2006.06676, Section 3).
 *
 * <pre>
 * r = mean sign(D(x)),  x real as D sees them, over the last minibatches
 * p ← max(0, p + sign(r − target) · images / rampImages)
 * </pre>
 *
 * <p>images are the real ones since the last change. As published, p has no upper limit; from 1 on
 * every transform happens to every image.
 */
public final class AdaptiveProbability {
  private final double target;
  private final int interval;
  private final long rampImages;
  private State state;

  /**
   * Everything that changes, for a checkpoint.
   *
   * @param probability p
   * @param signs sum of the signs of logits since the last change of p
   * @param logits number of logits since then
   * @param minibatches number of minibatches since then
   */
  public record State(double probability, double signs, long logits, int minibatches) {}

  /**
   * Starts.
   *
   * @param start p at the beginning
   * @param target r that is aimed at; 0.6 in the paper
   * @param interval minibatches from one change of p to the next; 4 in the paper
   * @param rampImages real images in which p can rise from 0 to 1; 500,000 in the paper
   */
  public AdaptiveProbability(double start, double target, int interval, long rampImages) {
    this.target = target;
    this.interval = interval;
    this.rampImages = rampImages;
    this.state = new State(start, 0, 0, 0);
  }

  /** p, at least 0. */
  public double value() {
    return state.probability();
  }

  /**
   * Takes notice of the discriminator's logits on real images, before they are updated upon.
   *
   * @param realLogits [n], of a minibatch or of a part of it
   */
  public void observe(Tensor realLogits) {
    double signs;
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor above = realLogits.greaterThan(0).to(realLogits.elementType());
      Tensor below = realLogits.neg().greaterThan(0).to(realLogits.elementType());
      signs = above.sub(below).sum().item();
    }
    state =
        new State(
            state.probability(),
            state.signs() + signs,
            state.logits() + realLogits.shape().elements(),
            state.minibatches());
  }

  /** Says that a minibatch has ended; after {@code interval} of them p changes. */
  public void endMinibatch() {
    int minibatches = state.minibatches() + 1;
    if (minibatches >= interval && state.logits() > 0) {
      change(state.signs() / state.logits(), state.logits());
    } else {
      state = new State(state.probability(), state.signs(), state.logits(), minibatches);
    }
  }

  void change(double r, long images) {
    double p = state.probability() + Math.signum(r - target) * images / rampImages;
    state = new State(Math.max(0, p), 0, 0, 0);
  }

  /** The state, to be saved. */
  public State state() {
    return state;
  }

  /** Goes on from a saved state. */
  public void restore(State saved) {
    state = saved;
  }
}
