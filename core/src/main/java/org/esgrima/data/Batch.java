package org.esgrima.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * Some samples, one after the other, with their labels.
 *
 * <p>A {@link Loader} uses the memory of a batch again: what it handed out is valid until its next
 * call of {@link Loader#next}.
 */
public final class Batch {
  private final int count;
  private final ElementType elementType;
  private final Shape sampleShape;
  private final ByteBuffer data;
  private final float[] labels;

  /**
   * An empty batch.
   *
   * @param count number of samples N
   * @throws org.esgrima.InputException if the batch does not fit into a buffer of 2 GiB
   */
  Batch(Dataset dataset, int count) {
    long bytes = Math.multiplyExact((long) SampleBytes.of(dataset), count);
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new InputException(
          "batch too large",
          dataset.name(),
          "less than 2 GiB for one batch",
          bytes + " bytes for " + count + " samples of " + dataset.sampleShape(),
          "Choose a smaller batch");
    }
    this.count = count;
    this.elementType = dataset.elementType();
    this.sampleShape = dataset.sampleShape();
    this.data = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
    this.labels = new float[Math.multiplyExact(count, dataset.labelColumns().size())];
  }

  /** Number of samples N. */
  public int count() {
    return count;
  }

  /** Element type of the samples. */
  public ElementType elementType() {
    return elementType;
  }

  /** Shape of one sample, without N. */
  public Shape sampleShape() {
    return sampleShape;
  }

  /** The samples [N,...]: a direct buffer in native byte order, from position 0 to its limit. */
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.nativeOrder()).clear();
  }

  /** The labels [N * L], sample by sample; not a copy; empty for a set without labels. */
  public float[] labels() {
    return labels;
  }

  /** Reads sample {@code index} of the set into place {@code slot} of the batch. */
  void fill(int slot, Dataset dataset, long index, float[] row) {
    int bytes = data.capacity() / count;
    dataset.read(index, data.slice(slot * bytes, bytes).order(ByteOrder.nativeOrder()));
    if (row.length > 0) {
      dataset.readLabels(index, row);
      System.arraycopy(row, 0, labels, slot * row.length, row.length);
    }
  }
}
