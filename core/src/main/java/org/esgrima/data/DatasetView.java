package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.List;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * Another set as it is, for views that change some of it; nothing is copied. A view has a
 * fingerprint of its own, and closing it closes the set under it.
 */
abstract class DatasetView implements Dataset {
  final Dataset base;

  DatasetView(Dataset base) {
    this.base = base;
  }

  @Override
  public String name() {
    return base.name();
  }

  @Override
  public ElementType elementType() {
    return base.elementType();
  }

  @Override
  public Shape sampleShape() {
    return base.sampleShape();
  }

  @Override
  public long size() {
    return base.size();
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return base.labelColumns();
  }

  @Override
  public void read(long index, ByteBuffer target) {
    base.read(index, target);
  }

  @Override
  public void readLabels(long index, float[] target) {
    base.readLabels(index, target);
  }

  @Override
  public final void close() {
    base.close();
  }
}
