package org.esgrima.train;

import java.util.List;
import org.esgrima.objective.LossTerms;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** The mean of gradients over the parts of a minibatch. */
final class GradientSum {
  private final int parts;
  private final StepClock clock;
  private final Profile.Part part;
  private List<Tensor> sum = List.of();

  /**
   * Nothing yet.
   *
   * @param parts of the minibatch
   * @param clock by which the time is {@code part}'s
   */
  GradientSum(int parts, StepClock clock, Profile.Part part) {
    this.parts = parts;
    this.clock = clock;
    this.part = part;
  }

  /** Adds the gradients of one part; the sum is kept in the scope around {@code scope}. */
  void add(Scope scope, LossTerms terms, List<Tensor> weights) {
    try (StepClock.Span span = clock.in(part)) {
      addGradients(scope, terms, weights);
    }
  }

  private void addGradients(Scope scope, LossTerms terms, List<Tensor> weights) {
    Tensor total = terms.total();
    List<Tensor> gradients =
        Autograd.gradients(parts == 1 ? total : total.mul(1.0 / parts), weights);
    if (sum.isEmpty()) {
      sum = gradients.stream().map(scope::keep).toList();
      return;
    }
    for (int i = 0; i < sum.size(); i++) {
      sum.get(i).addInPlace(gradients.get(i), 1);
    }
  }

  List<Tensor> sum() {
    return sum;
  }
}
