package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import java.util.stream.LongStream;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * Path length regularisation of the generator: a step of fixed size in w changes the image by a
 * fixed amount (Karras et al. 2020, StyleGAN2, arXiv 1912.04958, section 3.2).
 *
 * <pre>
 * y     = random image / √(H W), every value from N(0, 1)
 * len   = ‖∇_w Σ G(w) y‖ = ‖Jᵀ y‖; for styles [L,W] √(mean over L of Σ over W of the squares)
 * a     ← a + decay · (mean len − a)                      a starts at 0
 * term  = interval · weight · mean (len − a)²             with the a that has just moved
 * </pre>
 *
 * <p>This is the form of the authors' code, which also divides by √(H W), takes L layers of styles
 * and lets the gradient through the a that has just moved, by its share in this minibatch. The
 * settings are a record and a, the only state, is the caller's: a scalar tensor in a checkpoint.
 * One step is
 *
 * <pre>{@code
 * Tensor lengths = pathLength.lengths(images, styles, random);
 * Tensor moved = pathLength.mean(a, lengths);
 * terms.add("loss/g/path-length", pathLength.term(lengths, moved));
 * a.copyFrom(moved.detach());
 * }</pre>
 *
 * @param weight at least 0; 2 by default, as in the authors' code
 * @param decay share of a that is replaced each time, in (0,1]; 0.01 by default, as in their code
 * @param interval turns of the generator from one application to the next; 4 by default, as in
 *     their code
 * @param batchShrink what the minibatch is divided by for this penalty, which takes much memory; 2
 *     by default, as in their code
 */
@JsonDeserialize(builder = PathLength.Keys.class)
public record PathLength(double weight, double decay, int interval, int batchShrink)
    implements GeneratorPenalty {
  /** Checks the settings. */
  public PathLength {
    Checks.notNegative("weight", weight);
    Checks.require(decay > 0 && decay <= 1, "decay", "above 0 and at most 1", decay);
    Checks.atLeastOne("interval", interval);
    Checks.atLeastOne("batch-shrink", batchShrink);
  }

  /** The settings of the authors' code. */
  public PathLength() {
    this(2, 0.01, 4, 2);
  }

  @Override
  public String name() {
    return "path-length";
  }

  /**
   * The path length of each sample, along its own random direction y.
   *
   * @param images [N,C,H,W], computed from {@code styles}
   * @param styles [N,W] or [N,L,W], requiring gradients: w, one for each layer, or latents z
   * @return [N], differentiable; every weight of G that the images depend on takes part
   * @throws IllegalArgumentException if the styles require no gradient or shapes do not fit
   */
  public Tensor lengths(Tensor images, Tensor styles, RandomStream random) {
    return lengths(images, styles, directions(images, random));
  }

  /** Random directions y for images [N,C,H,W], not yet divided by √(H W). */
  public static Tensor directions(Tensor images, RandomStream random) {
    return random.normal(images.elementType(), images.shape(), 0, 1).like(images);
  }

  /**
   * As {@link #lengths(Tensor, Tensor, RandomStream)}, along given directions.
   *
   * @param noise [N,C,H,W] from N(0, 1), not yet divided by √(H W)
   */
  public static Tensor lengths(Tensor images, Tensor styles, Tensor noise) {
    requireFit(images, styles);
    Shape shape = images.shape();
    double pixels = (double) shape.size(2) * shape.size(3);
    Tensor product = images.mul(noise.mul(1 / Math.sqrt(pixels))).sum();
    Tensor gradient = Autograd.gradients(product, List.of(styles), true).get(0);
    boolean layered = gradient.shape().rank() == 3;
    // the norm's own gradient is 0 where all slopes are 0, that of a root would be NaN
    Tensor norm = layered ? gradient.norm(1, 2) : gradient.norm(1);
    Tensor lengths = layered ? norm.mul(1 / Math.sqrt((double) gradient.shape().size(1))) : norm;
    // weights that no slope depends on (the last bias) take part with gradient 0
    long[] perImage = LongStream.range(1, shape.rank()).toArray();
    return lengths.add(images.sum(perImage).mul(0));
  }

  private static void requireFit(Tensor images, Tensor styles) {
    int rank = styles.shape().rank();
    if (!styles.requiresGrad()
        || (rank != 2 && rank != 3)
        || images.shape().rank() != 4
        || styles.shape().size(0) != images.shape().size(0)) {
      throw new IllegalArgumentException(
          "expected images [N,C,H,W] and styles [N,W] or [N,L,W] that require gradients, got "
              + images
              + " and "
              + styles
              + (styles.requiresGrad() ? "" : " without gradients"));
    }
  }

  /**
   * The running mean after a minibatch.
   *
   * @param mean a, a scalar []
   * @param lengths [N]
   * @return a scalar [], differentiable by the lengths
   */
  public Tensor mean(Tensor mean, Tensor lengths) {
    Tensor before = mean.detach();
    return before.add(lengths.mean().sub(before).mul(decay));
  }

  /** (len − a)² for each sample, [N], without the weight; {@code mean} is that of {@link #mean}. */
  public Tensor penalties(Tensor lengths, Tensor mean) {
    return lengths.sub(mean).square();
  }

  /** What a step adds to the generator's loss where {@link #dueAt} says so, a scalar []. */
  public Tensor term(Tensor lengths, Tensor mean) {
    return penalties(lengths, mean).mean().mul(weight * interval);
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private double weight = 2;
    @JsonProperty private double decay = 0.01;
    @JsonProperty private int interval = 4;
    @JsonProperty private int batchShrink = 2;

    PathLength build() {
      return new PathLength(weight, decay, interval, batchShrink);
    }
  }
}
