package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.esgrima.data.LabelColumn;

/**
 * Conditional GAN: both players get the class beside their input (Mirza and Osindero 2014, arXiv
 * 1411.1784, Section 3.2).
 *
 * <p>The generator sees [z, c]; the discriminator sees [x, c], where for images every number of c
 * becomes a plane, as in DCGANs with classes.
 *
 * @param label name of the data's label that is the class, or names of several joined by + ({@link
 *     org.esgrima.data.LabelProduct}); empty (default) = the first of classes
 * @param classes names of the classes; empty (default) = those of the data
 */
public record Concatenation(String label, List<String> classes) implements ByClass {
  /** Copies the names. */
  public Concatenation {
    classes = List.copyOf(classes);
  }

  @JsonCreator
  static Concatenation of(
      @JsonProperty("label") String label, @JsonProperty("classes") List<String> classes) {
    ClassLabels labels = ClassLabels.of(label, classes);
    return new Concatenation(labels.label(), labels.classes());
  }

  @Override
  public int toldDiscriminator() {
    return classes.size();
  }

  @Override
  public int answers() {
    return 0;
  }

  @Override
  public Concatenation fitting(List<LabelColumn> columns) {
    ClassLabels labels = new ClassLabels(label, classes).fitting(columns);
    return new Concatenation(labels.label(), labels.classes());
  }
}
