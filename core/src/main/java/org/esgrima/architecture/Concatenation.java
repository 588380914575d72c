package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.Function;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.LabelProduct;

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
 * @param frequencies of the classes, relative to each other: how often seeds give each where none
 *     is asked for; empty (default) = those of the data where the classes are empty, too, else
 *     alike
 */
public record Concatenation(String label, List<String> classes, List<Long> frequencies)
    implements ByClass {
  /** Copies the lists. */
  public Concatenation {
    classes = List.copyOf(classes);
    frequencies = List.copyOf(frequencies);
  }

  /** Without frequencies. */
  public Concatenation(String label, List<String> classes) {
    this(label, classes, List.of());
  }

  @JsonCreator
  static Concatenation of(
      @JsonProperty("label") String label,
      @JsonProperty("classes") List<String> classes,
      @JsonProperty("frequencies") List<Long> frequencies) {
    return of(ClassLabels.of(label, classes, frequencies));
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
  public Concatenation fitting(
      List<LabelColumn> columns, Function<LabelProduct, List<Long>> counted) {
    return of(new ClassLabels(label, classes, frequencies).fitting(columns, counted));
  }

  private static Concatenation of(ClassLabels labels) {
    return new Concatenation(labels.label(), labels.classes(), labels.frequencies());
  }
}
