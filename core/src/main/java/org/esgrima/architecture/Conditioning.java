package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.function.Function;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.LabelProduct;

/**
 * What the generator is told beside its noise, so that a user can ask for it later, and how the
 * discriminator sees to it that the generator obeys.
 *
 * <p>The condition c of one sample is a row of numbers, one-hot for a class; all rows make [N,K].
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Unconditional.class, name = "none"),
  @JsonSubTypes.Type(value = Concatenation.class, name = "concatenation"),
  @JsonSubTypes.Type(value = AuxiliaryClassifier.class, name = "auxiliary-classifier"),
  @JsonSubTypes.Type(value = Projection.class, name = "projection"),
  @JsonSubTypes.Type(value = LatentCodes.class, name = "latent-codes")
})
public sealed interface Conditioning permits Unconditional, ByClass, LatentCodes {
  /** Nothing is told and nothing asked. */
  static Conditioning none() {
    return new Unconditional();
  }

  /** K, numbers that the generator is told; 0 = none. */
  int toldGenerator();

  /** Numbers that the discriminator is told with each sample: K or 0. */
  int toldDiscriminator();

  /** Numbers that the discriminator says of each sample beside its logit, about its condition. */
  int answers();

  /** Names of the classes that can be asked for, in the order of their numbers; else empty. */
  List<String> classes();

  /**
   * How often seeds give each class where none is asked for, relative to each other; empty = alike.
   */
  default List<Long> frequencies() {
    return List.of();
  }

  /** Whether the generator is told by its normalisation instead of beside its latents. */
  default boolean byNormalisation() {
    return false;
  }

  /**
   * This conditioning for data of such labels.
   *
   * @param columns what is known about each sample
   * @param counted how many samples of the data there are of each class of a label
   * @throws org.esgrima.InputException if the data do not know what this needs
   */
  Conditioning fitting(List<LabelColumn> columns, Function<LabelProduct, List<Long>> counted);
}
