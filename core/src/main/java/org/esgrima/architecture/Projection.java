package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.Function;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.LabelProduct;

/**
 * Projection discriminator: Miyato and Koyama 2018, "cGANs with Projection Discriminator", arXiv
 * 1802.05637, equation (3),
 *
 * <pre>
 * logit(x, c) = ψ(φ(x)) + ⟨c · V, φ(x)⟩
 * </pre>
 *
 * <p>where φ are the features below the last layer ψ, summed over their pixels, and V [K,F] is the
 * embedding {@code l_y.weight}. The generator has {@link org.esgrima.nn.ConditionalBatchNorm} where
 * it has batch normalisation; one without gets [z, c].
 *
 * @param label name of the data's label that is the class, or names of several joined by + ({@link
 *     org.esgrima.data.LabelProduct}); empty (default) = the first of classes
 * @param classes names of the classes; empty (default) = those of the data
 * @param frequencies of the classes, relative to each other: how often seeds give each where none
 *     is asked for; empty (default) = those of the data where the classes are empty, too, else
 *     alike
 */
public record Projection(String label, List<String> classes, List<Long> frequencies)
    implements ByClass {
  /** Copies the lists. */
  public Projection {
    classes = List.copyOf(classes);
    frequencies = List.copyOf(frequencies);
  }

  /** Without frequencies. */
  public Projection(String label, List<String> classes) {
    this(label, classes, List.of());
  }

  @JsonCreator
  static Projection of(
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
  public boolean byNormalisation() {
    return true;
  }

  @Override
  public Projection fitting(List<LabelColumn> columns, Function<LabelProduct, List<Long>> counted) {
    return of(new ClassLabels(label, classes, frequencies).fitting(columns, counted));
  }

  private static Projection of(ClassLabels labels) {
    return new Projection(labels.label(), labels.classes(), labels.frequencies());
  }
}
