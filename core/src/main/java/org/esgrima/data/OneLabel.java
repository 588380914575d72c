package org.esgrima.data;

import java.util.List;
import java.util.Optional;
import org.esgrima.InputException;

/**
 * The samples of another set with nothing but their class, which may be a combination of several
 * labels of that set ({@link LabelProduct}); a view: nothing is copied.
 */
public final class OneLabel extends DatasetView {
  private final LabelColumn label;
  private final LabelProduct known;

  private OneLabel(Dataset base, LabelColumn label, LabelProduct known) {
    super(base);
    this.label = label;
    this.known = known;
  }

  /**
   * The samples with that label. Closing the view closes the set under it.
   *
   * @return empty if the set has no such classes
   */
  public static Optional<Dataset> of(Dataset base, LabelColumn label) {
    return LabelProduct.of(label, base.labelColumns())
        .map(known -> new OneLabel(base, label, known));
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return List.of(label);
  }

  /**
   * Writes the number of its class.
   *
   * @throws InputException if the sample has none
   */
  @Override
  public void readLabels(long index, float[] target) {
    float[] labels = new float[base.labelColumns().size()];
    base.readLabels(index, labels);
    target[0] = known.classOf(labels, 0).orElseThrow(() -> withoutClass(index));
  }

  private InputException withoutClass(long index) {
    return new InputException(
        "a sample without class",
        name() + ", sample " + index,
        "a class of " + label.name(),
        "none",
        "Complete the labels of the data");
  }

  /** A digest of the fingerprint of the whole set and of the label. */
  @Override
  public String fingerprint() {
    return ContentDigest.ofText(base.fingerprint() + " labelled by " + label.name());
  }
}
