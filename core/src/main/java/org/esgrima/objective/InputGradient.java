package org.esgrima.objective;

import java.util.List;
import java.util.function.Function;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Tensor;

/**
 * The gradient ∇ₓ D(x) of each logit with respect to its sample, to be differentiated again.
 *
 * @param gradients [N,F], one row of F features for each sample
 * @param nothing [N], zeros that keep weights which no gradient depends on (the last bias) in the
 *     graph: autograd refuses to differentiate by a tensor that took no part
 */
record InputGradient(Tensor gradients, Tensor nothing) {
  /** Of a discriminator at samples [N,…]. */
  static InputGradient of(Function<Tensor, Tensor> discriminator, Tensor samples) {
    Tensor x = samples.requiresGrad() ? samples : samples.detach().requireGrad(true);
    Tensor logits = Logits.of(discriminator, x);
    // each logit depends on its own sample only, so the sum's gradient holds them all
    Tensor gradients = Autograd.gradients(logits.sum(), List.of(x), true).get(0);
    return new InputGradient(gradients.reshape(x.shape().size(0), -1), logits.mul(0));
  }

  /** ‖∇ₓ D(x)‖² for each sample, [N]. */
  Tensor squaredNorms() {
    return gradients.square().sum(1).add(nothing);
  }

  /** ‖∇ₓ D(x)‖ for each sample, [N]; where it is 0 it has the gradient 0. */
  Tensor norms() {
    return gradients.norm(1).add(nothing);
  }
}
