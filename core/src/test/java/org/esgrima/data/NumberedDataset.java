package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.List;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/** Sample i is an image [3,2,1] of i, i + 1, …, with the labels i modulo 3 and i / 2. */
class NumberedDataset implements Dataset {
  private final long size;
  boolean closed;

  NumberedDataset(long size) {
    this.size = size;
  }

  @Override
  public String name() {
    return "numbered";
  }

  @Override
  public ElementType elementType() {
    return ElementType.U8;
  }

  @Override
  public Shape sampleShape() {
    return Shape.of(3, 2, 1);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return List.of(
        LabelColumn.classes("rest", List.of("zero", "one", "two")), LabelColumn.number("half"));
  }

  @Override
  public void read(long index, ByteBuffer target) {
    for (int i = 0; i < 6; i++) {
      target.put((byte) (index + i));
    }
  }

  @Override
  public void readLabels(long index, float[] target) {
    target[0] = (float) (index % 3);
    target[1] = (float) index / 2;
  }

  @Override
  public String fingerprint() {
    return "numbered " + size;
  }

  @Override
  public void close() {
    closed = true;
  }
}
