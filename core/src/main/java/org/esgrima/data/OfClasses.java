package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import org.esgrima.InputException;

/** The samples of some classes of another set, in its order, as a view: nothing is copied. */
public final class OfClasses extends DatasetView {
  /** How far a set without end is searched. */
  private static final long MOST_SEARCHED = 100_000;

  private final String choice;
  private final long[] indices;

  private OfClasses(Dataset base, String choice, long[] indices) {
    super(base);
    this.choice = choice;
    this.indices = indices;
  }

  /**
   * The samples of these classes; of a set without end, those among the first 100,000. Closing the
   * view closes the set under it.
   *
   * @param label with all classes; one of the set, or the combination of several ({@link
   *     LabelProduct})
   * @param wanted numbers of classes
   * @throws InputException if the set has no such classes, or no sample is of those wanted
   */
  public static Dataset of(Dataset base, LabelColumn label, Collection<Integer> wanted) {
    LabelProduct known =
        LabelProduct.of(label, base.labelColumns()).orElseThrow(() -> withoutClasses(base, label));
    Set<Integer> numbers = new HashSet<>(wanted);
    float[] labels = new float[base.labelColumns().size()];
    long[] found =
        LongStream.range(0, base.size() == UNLIMITED ? MOST_SEARCHED : base.size())
            .filter(
                index -> {
                  base.readLabels(index, labels);
                  OptionalInt number = known.classOf(labels, 0);
                  return number.isPresent() && numbers.contains(number.getAsInt());
                })
            .toArray();
    String choice = known.column().name() + " " + numbers.stream().sorted().toList();
    if (found.length == 0) {
      throw new InputException(
          "no samples of these classes", base.name(), choice, "none", "Choose other classes");
    }
    return new OfClasses(base, choice, found);
  }

  private static InputException withoutClasses(Dataset base, LabelColumn label) {
    return new InputException(
        "data without these classes",
        base.name(),
        "labels of the classes " + String.join(", ", label.classNames()),
        base.labelColumns().stream().map(LabelColumn::name).toList(),
        "Compare with labelled data, or leave --class out");
  }

  @Override
  public long size() {
    return indices.length;
  }

  @Override
  public void read(long index, ByteBuffer target) {
    base.read(indices[(int) index], target);
  }

  @Override
  public void readLabels(long index, float[] target) {
    base.readLabels(indices[(int) index], target);
  }

  /** A digest of the fingerprint of the whole set and of the choice. */
  @Override
  public String fingerprint() {
    return ContentDigest.ofText(base.fingerprint() + " of " + choice + " size " + size());
  }
}
