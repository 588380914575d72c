package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.function.Function;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * The penalty of WGAN-GP: slope 1 on the lines between real and synthetic samples (Gulrajani et al.
 * 2017, arXiv 1704.00028, equation (3) and Algorithm 1).
 *
 * <pre>
 * λ · mean (‖∇ D(x̂)‖ − 1)²,  x̂ = ε x + (1 − ε) G(z),  ε uniform on [0,1) for each sample
 * one-sided: λ · mean max(0, ‖∇ D(x̂)‖ − 1)²
 * </pre>
 *
 * <p>The norm is over all features of a sample; where it is 0 it is not differentiable and counts
 * as constant.
 *
 * @param weight λ, at least 0; 10 by default, as in the paper
 * @param oneSided whether slopes below 1 are free (the paper's Section 4); false by default
 * @param interval steps from one application to the next; 1 by default
 */
@JsonDeserialize(builder = GradientPenalty.Keys.class)
public record GradientPenalty(double weight, boolean oneSided, int interval) implements Penalty {
  /** Checks the settings. */
  public GradientPenalty {
    Checks.notNegative("weight", weight);
    Checks.atLeastOne("interval", interval);
  }

  /** Two-sided, applied in every step. */
  public GradientPenalty(double weight) {
    this(weight, false, 1);
  }

  @Override
  public String name() {
    return "gradient-penalty";
  }

  @Override
  public Tensor value(
      Function<Tensor, Tensor> discriminator, Tensor reals, Tensor fakes, RandomStream random) {
    return at(discriminator, interpolate(reals, fakes, PerSample.uniform(random, reals)));
  }

  /** The penalty at given points x̂ [N,…]. */
  Tensor at(Function<Tensor, Tensor> discriminator, Tensor points) {
    Tensor excess = InputGradient.of(discriminator, points).norms().add(-1);
    return (oneSided ? excess.relu() : excess).square().mean().mul(weight);
  }

  /** x̂ = ε x + (1 − ε) G(z), with ε [N,1,…]. */
  static Tensor interpolate(Tensor reals, Tensor fakes, Tensor epsilon) {
    Tensor towardsReal = reals.detach().mul(epsilon);
    return towardsReal.add(fakes.detach().mul(epsilon.neg().add(1)));
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double weight = 10;
    @JsonProperty private boolean oneSided = false;
    @JsonProperty private int interval = 1;

    GradientPenalty build() {
      return new GradientPenalty(weight, oneSided, interval);
    }
  }
}
