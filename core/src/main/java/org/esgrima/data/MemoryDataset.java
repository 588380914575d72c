package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/** Images held in memory: what the readers of small published sets return. */
final class MemoryDataset implements Dataset {
  private final String name;
  private final Shape sampleShape;
  private final ByteBlocks samples;
  private final List<LabelColumn> labelColumns;
  private final float[] labels;
  private final int sampleBytes;
  private final long size;
  private String fingerprint = "";

  /**
   * A set of the samples in {@code samples}.
   *
   * @param where the file or directory they come from, for messages
   * @param sampleShape [C,H,W]
   * @param labels [N * L], sample by sample
   */
  MemoryDataset(
      Object where,
      String name,
      Shape sampleShape,
      ByteBlocks samples,
      List<LabelColumn> labelColumns,
      float[] labels) {
    this.name = name;
    this.sampleShape = sampleShape;
    this.samples = samples;
    this.labelColumns = List.copyOf(labelColumns);
    this.labels = labels.clone();
    if (sampleShape.elements() == 0 || samples.size() == 0) {
      throw new InputException(
          "empty data set",
          where,
          "at least one image of at least one pixel",
          samples.size() == 0 ? "no image" : "images of shape " + sampleShape,
          "Give a file with images");
    }
    this.sampleBytes = SampleBytes.of(this);
    this.size = samples.size() / sampleBytes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ElementType elementType() {
    return ElementType.U8;
  }

  @Override
  public Shape sampleShape() {
    return sampleShape;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return labelColumns;
  }

  @Override
  public void read(long index, ByteBuffer target) {
    samples.read(Objects.checkIndex(index, size) * sampleBytes, sampleBytes, target);
  }

  @Override
  public void readLabels(long index, float[] target) {
    int columns = labelColumns.size();
    int from = (int) Objects.checkIndex(index, size) * columns;
    System.arraycopy(labels, from, target, 0, columns);
  }

  @Override
  public synchronized String fingerprint() {
    if (fingerprint.isEmpty()) {
      fingerprint = ContentDigest.of(this);
    }
    return fingerprint;
  }

  @Override
  public void close() {
    // Memory needs no closing.
  }
}
