package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.Arrays;
import java.util.function.Function;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * Consistency regularisation: what leaves the meaning of an image as it is shall leave its logit as
 * it is (CR, Zhang et al. 2020, arXiv 1910.12027; balanced, bCR, Zhao et al. 2021, arXiv
 * 2002.04724).
 *
 * <pre>
 * CR   λ · mean (D(x) − D(T(x)))²
 * bCR  λ · mean (D(x) − D(T(x)))² + λ_fake · mean (D(G(z)) − D(T(G(z))))²
 * </pre>
 *
 * <p>D(·) is the logit; gradients flow through both of its values. T moves every image by its own
 * random shift and mirrors half of them, which are the transformations of the first paper's main
 * results; it shifts by "a few pixels", and 4 with reflection at the borders is the choice here.
 * Where synthetic images are left out, G may learn to show traces of T, says the second paper.
 *
 * <p>Samples must be images [N,C,H,W]. Logits may depend on other samples of the minibatch.
 *
 * @param weight λ, at least 0; 10 by default, as in the first paper
 * @param fakeWeight λ_fake, at least 0; 0 by default, which is CR. 10 beside λ = 10 is bCR as the
 *     comparisons of StyleGAN2 with adaptive augmentation run it (arXiv 2006.06676, their code)
 * @param flip whether T mirrors; true by default. Wrong for digits and letters, whose mirror images
 *     mean something else
 * @param shift largest shift in pixels, at least 0 (at most the side − 1 is used); 4 by default
 * @param interval steps from one application to the next; 1 by default
 */
@JsonDeserialize(builder = Consistency.Keys.class)
public record Consistency(double weight, double fakeWeight, boolean flip, int shift, int interval)
    implements Penalty {
  /** Checks the settings. */
  public Consistency {
    Checks.notNegative("weight", weight);
    Checks.notNegative("fake-weight", fakeWeight);
    Checks.notNegative("shift", shift);
    Checks.atLeastOne("interval", interval);
  }

  /** The settings of the first paper (CR). */
  public Consistency() {
    this(10, 0, true, 4, 1);
  }

  @Override
  public String name() {
    return "consistency";
  }

  @Override
  public boolean perSample() {
    return false;
  }

  @Override
  public void requireSuits(Shape sample) {
    if (sample.rank() != 3) {
      throw new InputException(
          "no images to shift and flip",
          "penalties: consistency",
          "images [channels,height,width]",
          "samples of shape " + sample,
          "Leave the penalty out; gradient-penalty, r1 and r2 suit points as well");
    }
  }

  @Override
  public Tensor value(
      Function<Tensor, Tensor> discriminator, Tensor reals, Tensor fakes, RandomStream random) {
    Tensor real = distance(discriminator, reals, random).mul(weight);
    return fakeWeight == 0
        ? real
        : real.add(distance(discriminator, fakes, random).mul(fakeWeight));
  }

  private Tensor distance(
      Function<Tensor, Tensor> discriminator, Tensor samples, RandomStream random) {
    long[] sizes = samples.shape().sizes();
    requireSuits(new Shape(Arrays.copyOfRange(sizes, 1, sizes.length)));
    Tensor moved = new ShiftAndFlip(shift, flip).apply(samples, random);
    Tensor logits = Logits.of(discriminator, samples);
    return logits.sub(Logits.of(discriminator, moved)).square().mean();
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double weight = 10;
    @JsonProperty private double fakeWeight = 0;
    @JsonProperty private boolean flip = true;
    @JsonProperty private int shift = 4;
    @JsonProperty private int interval = 1;

    Consistency build() {
      return new Consistency(weight, fakeWeight, flip, shift, interval);
    }
  }
}
