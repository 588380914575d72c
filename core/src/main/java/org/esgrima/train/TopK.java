package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.esgrima.io.Shape;
import org.esgrima.optim.Schedule;
import org.esgrima.torch.Tensor;

/**
 * Top-k training: the generator learns only from those samples of a minibatch that the
 * discriminator finds most real (Sinha et al. 2020, arXiv 2002.06224).
 *
 * <pre>
 * k = ⌈max(share, decayᵗ) · N⌉,  t = ⌊images seen / decayImages⌋
 * </pre>
 *
 * <p>At the start k = N, since an untrained D knows nothing of realism; each epoch k is multiplied
 * by {@code decay} until it reaches its final share of the minibatch.
 *
 * @param share smallest k / N, in (0,1]; 0.5 by default
 * @param decay factor of one epoch, in (0,1]; 0.99 by default. Both defaults are those of
 *     stylegan2-pytorch (P. Wang), which implements the paper
 * @param decayImages real images of an epoch, at least 1; 50,000 by default, the size of CIFAR-10.
 *     Give that of your data
 */
@JsonDeserialize(builder = TopK.Keys.class)
public record TopK(double share, double decay, long decayImages) implements Treatment {
  private static final double ROUNDING = 1e-9; // 0.07 · 100 is 7.000000000000001

  /** Checks the settings. */
  public TopK {
    require(share > 0 && share <= 1, "share", "above 0 and at most 1", share);
    require(decay > 0 && decay <= 1, "decay", "above 0 and at most 1", decay);
    require(decayImages >= 1, "decay-images", "at least 1", decayImages);
  }

  private static void require(boolean fulfilled, String key, String range, Object value) {
    if (!fulfilled) {
      throw new IllegalArgumentException(key + " must be " + range + ", got " + value);
    }
  }

  /**
   * The number of samples that G learns from.
   *
   * @param batch N, at least 1
   * @param imagesSeen real images seen before the step
   */
  public int count(int batch, long imagesSeen) {
    double part = new Schedule.Exponential(1, 1 / decay, decayImages, share).at(imagesSeen);
    return Math.min(batch, (int) Math.ceil(part * batch - ROUNDING));
  }

  /**
   * The losses of the k samples with the largest logits, to be averaged instead of all; of equal
   * logits the first count as larger. Waits for the device.
   *
   * @param losses [N], what G minimises for each sample
   * @param fakeLogits [N], of its samples
   * @param imagesSeen real images seen before the step
   * @return [k], with the graph of {@code losses}; largest logit first
   * @throws IllegalArgumentException if the shapes differ
   */
  public Tensor select(Tensor losses, Tensor fakeLogits, long imagesSeen) {
    if (losses.shape().rank() != 1 || !losses.shape().equals(fakeLogits.shape())) {
      throw new IllegalArgumentException(
          "expected losses [N] and logits [N], got "
              + losses.shape()
              + " and "
              + fakeLogits.shape());
    }
    double[] logits = fakeLogits.detach().toDoubles();
    int count = count(logits.length, imagesSeen);
    long[] best =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> logits[i]).reversed())
            .limit(count)
            .mapToLong(Integer::longValue)
            .toArray();
    return losses.takeAlong(0, Tensor.of(best, Shape.of(count)));
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double share = 0.5;
    @JsonProperty private double decay = 0.99;
    @JsonProperty private long decayImages = 50_000;

    TopK build() {
      return new TopK(share, decay, decayImages);
    }
  }
}
