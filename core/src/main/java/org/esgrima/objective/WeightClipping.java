package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The constraint of the first WGAN: every weight of the critic, biases too, is clipped to [−c, c]
 * after each update (Arjovsky et al. 2017, arXiv 1701.07875, Algorithm 1). It bounds the critic's
 * slope, by a value that nobody knows.
 *
 * @param bound c, above 0; 0.01 by default, as in the paper
 */
@JsonDeserialize(builder = WeightClipping.Keys.class)
public record WeightClipping(double bound) implements Constraint {
  /** Checks the bound. */
  public WeightClipping {
    Checks.positive("bound", bound);
  }

  /** With the paper's bound. */
  public WeightClipping() {
    this(0.01);
  }

  @Override
  public void enforce(List<Tensor> weights) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      weights.forEach(weight -> weight.clampInPlace(-bound, bound));
    }
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double bound = 0.01;

    WeightClipping build() {
      return new WeightClipping(bound);
    }
  }
}
