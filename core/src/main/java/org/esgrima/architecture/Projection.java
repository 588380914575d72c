package org.esgrima.architecture;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.esgrima.data.LabelColumn;

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
 */
public record Projection(String label, List<String> classes) implements ByClass {
  /** Copies the names. */
  public Projection {
    classes = List.copyOf(classes);
  }

  @JsonCreator
  static Projection of(
      @JsonProperty("label") String label, @JsonProperty("classes") List<String> classes) {
    ClassLabels labels = ClassLabels.of(label, classes);
    return new Projection(labels.label(), labels.classes());
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
  public Projection fitting(List<LabelColumn> columns) {
    ClassLabels labels = new ClassLabels(label, classes).fitting(columns);
    return new Projection(labels.label(), labels.classes());
  }
}
