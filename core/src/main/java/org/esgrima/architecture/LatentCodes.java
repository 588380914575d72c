package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.LabelProduct;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * InfoGAN: latent codes whose meaning the game finds without labels. Chen et al. 2016, arXiv
 * 1606.03657, Sections 4 and 5.
 *
 * <p>The generator sees [z, c], where c holds one categorical code, one-hot and uniformly drawn,
 * and continuous ones from U(−1, 1). The discriminator's features feed a second head Q that guesses
 * c; both players raise the lower bound of the mutual information between code and sample (equation
 * (5)) by minimising −log Q(c | x) on synthetic samples. Continuous codes are guessed by a Gaussian
 * of variance 1.
 *
 * @param categories values of the categorical code, default 10
 * @param continuous number of continuous codes, default 2
 * @param weight λ of the categorical code, default 1 (appendix C.1)
 * @param continuousWeight λ of the continuous codes, default 0.1
 * @param hidden units of the layer before Q's answers, default 128 (appendix C.1)
 */
public record LatentCodes(
    int categories, int continuous, double weight, double continuousWeight, int hidden)
    implements Conditioning {
  /** Checks the values. */
  public LatentCodes {
    require(categories >= 0, "categories", "at least 0", categories);
    require(continuous >= 0, "continuous", "at least 0", continuous);
    require(
        categories + continuous > 0, "categories, continuous", "one of them above 0", "0 for both");
    require(hidden >= 1, "hidden", "at least 1", hidden);
    requireWeight("weight", weight);
    requireWeight("continuous-weight", continuousWeight);
  }

  private static void require(boolean fits, String key, String expected, Object got) {
    if (!fits) {
      throw new InputException(
          "unusable setting", "conditioning." + key, expected, got, "Correct the value");
    }
  }

  static void requireWeight(String key, double weight) {
    require(weight >= 0 && Double.isFinite(weight), key, "a number of at least 0", weight);
  }

  @JsonCreator
  static LatentCodes of(
      @JsonProperty("categories") Integer categories,
      @JsonProperty("continuous") Integer continuous,
      @JsonProperty("weight") Double weight,
      @JsonProperty("continuous-weight") Double continuousWeight,
      @JsonProperty("hidden") Integer hidden) {
    return new LatentCodes(
        Objects.requireNonNullElse(categories, 10),
        Objects.requireNonNullElse(continuous, 2),
        Objects.requireNonNullElse(weight, 1.0),
        Objects.requireNonNullElse(continuousWeight, 0.1),
        Objects.requireNonNullElse(hidden, 128));
  }

  @Override
  public int toldGenerator() {
    return categories + continuous;
  }

  @Override
  public int toldDiscriminator() {
    return 0;
  }

  @Override
  public int answers() {
    return categories + continuous;
  }

  /** The values of the categorical code: they can be asked for, but nobody named them. */
  @Override
  public List<String> classes() {
    return IntStream.range(0, categories).mapToObj(Integer::toString).toList();
  }

  @Override
  public LatentCodes fitting(
      List<LabelColumn> columns, Function<LabelProduct, List<Long>> counted) {
    return this;
  }

  /** Draws codes [count,K]: the one-hot category first, then the continuous ones. */
  public Tensor draw(RandomStream random, ElementType type, int count) {
    if (categories == 0) {
      return drawContinuous(random, type, count);
    }
    Tensor category = Conditions.oneHot(Conditions.draw(random, count, categories), categories);
    return continuous == 0
        ? category.to(type)
        : Tensor.concat(List.of(category.to(type), drawContinuous(random, type, count)), 1);
  }

  /** Draws the continuous codes alone, [count,continuous]. */
  Tensor drawContinuous(RandomStream random, ElementType type, int count) {
    return random.uniform(type, Shape.of(count, continuous), -1, 1);
  }
}
