package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.Optional;
import java.util.function.Function;
import org.esgrima.io.Shape;
import org.esgrima.optim.Schedule;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * R₂: the discriminator shall be flat on synthetic samples (Mescheder et al. 2018, arXiv
 * 1801.04406, equation (10)).
 *
 * <pre>
 * R₂ = γ/2 · mean ‖∇ₓ D(x)‖²,  x = G(z); D(x) is the logit
 * </pre>
 *
 * <p>The norm is over all features of a sample. A lazy R₂ fails on small or low-dimensional data
 * (Huang et al. 2024, arXiv 2501.05441: every 8 steps, on StackedMNIST and in 2-D).
 *
 * @param gamma γ, at least 0, a number or a schedule; 10 by default, as in the paper's experiments.
 *     The best value depends on resolution and minibatch: R3GAN has 0.05 falling to 0.005 on
 *     CIFAR-10 and 1 on toys
 * @param interval steps from one application to the next; 1 by default
 */
@JsonDeserialize(builder = R2.Keys.class)
public record R2(Schedule gamma, int interval) implements Penalty {
  /** Checks the settings. */
  public R2 {
    Checks.notNegative("gamma", gamma);
    Checks.atLeastOne("interval", interval);
  }

  /** The same γ always. */
  public R2(double gamma, int interval) {
    this(Schedule.constant(gamma), interval);
  }

  /** The same γ always, applied in every step. */
  public R2(double gamma) {
    this(gamma, 1);
  }

  @Override
  public String name() {
    return "r2";
  }

  @Override
  public R2 after(long imagesSeen) {
    return new R2(gamma.at(imagesSeen), interval);
  }

  @Override
  public Tensor value(
      Function<Tensor, Tensor> discriminator, Tensor reals, Tensor fakes, RandomStream random) {
    return InputGradient.of(discriminator, fakes).squaredNorms().mean().mul(gamma.at(0) / 2);
  }

  @Override
  public boolean atSamples() {
    return true;
  }

  @Override
  public Optional<String> warning(Shape sample) {
    return LazyGradientPenalty.warning(this, sample);
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private Schedule gamma = Schedule.constant(10);
    @JsonProperty private int interval = 1;

    R2 build() {
      return new R2(gamma, interval);
    }
  }
}
