package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.LabelProduct;

/**
 * Auxiliary classifier GAN: Odena, Olah, Shlens 2017, arXiv 1610.09585, Section 3.
 *
 * <p>The generator sees [z, c]. The discriminator is not told the class: beside its logit it names
 * the class of every sample, real or synthetic. Both players minimise the cross-entropy of that
 * answer, on the samples that each of them learns from.
 *
 * @param label name of the data's label that is the class, or names of several joined by + ({@link
 *     org.esgrima.data.LabelProduct}); empty (default) = the first of classes
 * @param classes names of the classes; empty (default) = those of the data
 * @param frequencies of the classes, relative to each other: how often seeds give each where none
 *     is asked for; empty (default) = those of the data where the classes are empty, too, else
 *     alike
 * @param weight of the cross-entropy in both losses, default 1 (the paper adds it as it is)
 */
public record AuxiliaryClassifier(
    String label, List<String> classes, List<Long> frequencies, double weight) implements ByClass {
  /** Copies the lists. */
  public AuxiliaryClassifier {
    classes = List.copyOf(classes);
    frequencies = List.copyOf(frequencies);
    LatentCodes.requireWeight("weight", weight);
  }

  /** Without frequencies. */
  public AuxiliaryClassifier(String label, List<String> classes, double weight) {
    this(label, classes, List.of(), weight);
  }

  @JsonCreator
  static AuxiliaryClassifier of(
      @JsonProperty("label") String label,
      @JsonProperty("classes") List<String> classes,
      @JsonProperty("frequencies") List<Long> frequencies,
      @JsonProperty("weight") Double weight) {
    return of(ClassLabels.of(label, classes, frequencies), Objects.requireNonNullElse(weight, 1.0));
  }

  @Override
  public int toldDiscriminator() {
    return 0;
  }

  @Override
  public int answers() {
    return classes.size();
  }

  @Override
  public AuxiliaryClassifier fitting(
      List<LabelColumn> columns, Function<LabelProduct, List<Long>> counted) {
    return of(new ClassLabels(label, classes, frequencies).fitting(columns, counted), weight);
  }

  private static AuxiliaryClassifier of(ClassLabels labels, double weight) {
    return new AuxiliaryClassifier(labels.label(), labels.classes(), labels.frequencies(), weight);
  }
}
