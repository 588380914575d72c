package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import org.esgrima.torch.Tensor;

/**
 * RaGAN: D judges whether a sample is more real than the average sample of the other kind
 * (Jolicoeur-Martineau 2018, arXiv 1807.00734, Section 4). With r = D(x) − mean D(G(z)) and f =
 * D(G(z)) − mean D(x), differences of logits, and the cost's two sides ℓ₁ (real) and ℓ₀ (fake):
 *
 * <pre>
 * discriminator  ℓ₁(r) + ℓ₀(f)
 * generator      ℓ₁(f) + ℓ₀(r)
 * </pre>
 *
 * <p>The means are over the minibatch (each part of it, where gradients are accumulated) and carry
 * gradients.
 *
 * @param cost the sides ℓ₁ and ℓ₀; cross-entropy by default
 * @param halved whether both losses are multiplied by ½, as the author's code does and the paper
 *     does not; false by default
 */
@JsonDeserialize(builder = RelativisticAverage.Keys.class)
public record RelativisticAverage(Cost cost, boolean halved) implements AdversarialLoss {
  /** What a difference d of logits costs where it should be large, and where it should be small. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  public enum Cost {
    /** RaSGAN: −log σ(d) and −log(1 − σ(d)). */
    CROSS_ENTROPY {
      @Override
      Tensor real(Tensor difference) {
        return Logits.crossEntropyReal(difference);
      }
    },
    /** RaLSGAN: (d − 1)² and (d + 1)². */
    LEAST_SQUARES {
      @Override
      Tensor real(Tensor difference) {
        return difference.add(-1).square();
      }
    },
    /** RaHingeGAN: max(0, 1 − d) and max(0, 1 + d). */
    HINGE {
      @Override
      Tensor real(Tensor difference) {
        return difference.neg().add(1).relu();
      }
    };

    abstract Tensor real(Tensor difference);

    /** All three costs are symmetric. */
    Tensor fake(Tensor difference) {
      return real(difference.neg());
    }
  }

  /** Checks that there is a cost. */
  public RelativisticAverage {
    Checks.require(cost != null, "cost", "given", "none");
  }

  /** RaSGAN as in the paper. */
  public RelativisticAverage() {
    this(Cost.CROSS_ENTROPY, false);
  }

  @Override
  public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
    return apart(realLogits, fakeLogits);
  }

  @Override
  public Tensor generator(Tensor fakeLogits, Tensor realLogits) {
    return apart(fakeLogits, realLogits);
  }

  /** The game is symmetric: for G the two kinds of samples change sides. */
  private Tensor apart(Tensor high, Tensor low) {
    Logits.requireSameShape(high, low);
    Tensor losses = cost.real(high.sub(low.mean())).add(cost.fake(low.sub(high.mean())));
    return halved ? losses.mul(0.5) : losses;
  }

  @Override
  public boolean comparesWithReal() {
    return true;
  }

  @Override
  public boolean comparesOnly() {
    return true;
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private Cost cost = Cost.CROSS_ENTROPY;
    @JsonProperty private boolean halved = false;

    RelativisticAverage build() {
      return new RelativisticAverage(cost, halved);
    }
  }
}
