package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.function.Function;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * DRAGAN: slope 1 in the neighbourhood of real samples (Kodali et al. 2017, arXiv 1705.07215).
 *
 * <pre>
 * λ · mean (‖∇ D(x̂)‖ − 1)²,  x̂ = x + α c s u
 * </pre>
 *
 * <p>s is the standard deviation of all numbers of the minibatch (with divisor N), u uniform on
 * [0,1) for each feature and α uniform on [0,1) for each sample. This is the perturbation of the
 * authors' code; the paper writes x + δ with δ from N(0, cI) instead. The norm is over all features
 * of a sample; where it is 0 it is not differentiable and counts as constant.
 *
 * @param weight λ, at least 0; 10 by default, as in the authors' code
 * @param noise c, at least 0; 0.5 by default, as in the authors' code
 * @param interval steps from one application to the next; 1 by default
 */
@JsonDeserialize(builder = Dragan.Keys.class)
public record Dragan(double weight, double noise, int interval) implements Penalty {
  /** Checks the settings. */
  public Dragan {
    Checks.notNegative("weight", weight);
    Checks.notNegative("noise", noise);
    Checks.atLeastOne("interval", interval);
  }

  /** With the authors' noise, applied in every step. */
  public Dragan(double weight) {
    this(weight, 0.5, 1);
  }

  @Override
  public String name() {
    return "dragan";
  }

  @Override
  public Tensor value(
      Function<Tensor, Tensor> discriminator, Tensor reals, Tensor fakes, RandomStream random) {
    Tensor alpha = PerSample.uniform(random, reals);
    Tensor u = random.uniform(reals.elementType(), reals.shape(), 0, 1).like(reals);
    Tensor slopes = InputGradient.of(discriminator, perturb(reals, alpha, u)).norms();
    return slopes.add(-1).square().mean().mul(weight);
  }

  /** x̂ = x + α c s u, with α [N,1,…] and u [N,…]. */
  Tensor perturb(Tensor reals, Tensor alpha, Tensor u) {
    Tensor x = reals.detach();
    Tensor deviation = x.sub(x.mean()).square().mean().sqrt();
    return x.add(alpha.mul(u).mul(deviation).mul(noise));
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double weight = 10;
    @JsonProperty private double noise = 0.5;
    @JsonProperty private int interval = 1;

    Dragan build() {
      return new Dragan(weight, noise, interval);
    }
  }
}
