package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.esgrima.InputException;

/** A range of the samples of another set, as a view: nothing is copied. */
public final class Subset extends DatasetView {
  private final long from;
  private final long size;

  private Subset(Dataset base, long from, long size) {
    super(base);
    this.from = from;
    this.size = size;
  }

  /**
   * The samples from {@code skip} on. Closing the view closes the set under it.
   *
   * @param skip number of samples left out in front, at least 0
   * @param take number of samples of the view; 0 for all that follow
   * @return {@code base} itself if nothing is left out
   * @throws InputException if there are not that many samples
   */
  public static Dataset of(Dataset base, long skip, long take) {
    if (skip < 0 || take < 0) {
      throw new IllegalArgumentException("skip " + skip + ", take " + take);
    }
    if (skip == 0 && (take == 0 || take == base.size())) {
      return base;
    }
    long left = base.size() == UNLIMITED ? UNLIMITED : base.size() - skip;
    if (left <= 0 || take > left) {
      throw new InputException(
          "too few samples",
          base.name(),
          "at least " + (take == 0 ? skip + 1 : Math.addExact(skip, take)) + " samples",
          base.size(),
          "Skip or take fewer samples");
    }
    return new Subset(base, skip, take == 0 ? left : take);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long index, ByteBuffer target) {
    base.read(from + Objects.checkIndex(index, size), target);
  }

  @Override
  public void readLabels(long index, float[] target) {
    base.readLabels(from + Objects.checkIndex(index, size), target);
  }

  /** A digest of the fingerprint of the whole set and of the range. */
  @Override
  public String fingerprint() {
    return ContentDigest.ofText(base.fingerprint() + " from " + from + " size " + size);
  }
}
