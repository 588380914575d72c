package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.esgrima.data.LabelColumn;

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
 * @param weight of the cross-entropy in both losses, default 1 (the paper adds it as it is)
 */
public record AuxiliaryClassifier(String label, List<String> classes, double weight)
    implements ByClass {
  /** Copies the names. */
  public AuxiliaryClassifier {
    classes = List.copyOf(classes);
    LatentCodes.requireWeight("weight", weight);
  }

  @JsonCreator
  static AuxiliaryClassifier of(
      @JsonProperty("label") String label,
      @JsonProperty("classes") List<String> classes,
      @JsonProperty("weight") Double weight) {
    ClassLabels labels = ClassLabels.of(label, classes);
    return new AuxiliaryClassifier(
        labels.label(), labels.classes(), Objects.requireNonNullElse(weight, 1.0));
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
  public AuxiliaryClassifier fitting(List<LabelColumn> columns) {
    ClassLabels labels = new ClassLabels(label, classes).fitting(columns);
    return new AuxiliaryClassifier(labels.label(), labels.classes(), weight);
  }
}
