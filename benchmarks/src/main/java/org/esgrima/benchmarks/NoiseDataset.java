package org.esgrima.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.esgrima.data.Dataset;
import org.esgrima.data.LabelColumn;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * Colour images of noise, as many and as large as wanted: data whose content does not matter.
 *
 * @param resolution side in pixels
 */
record NoiseDataset(int resolution, long size) implements Dataset {
  @Override
  public String name() {
    return "noise";
  }

  @Override
  public ElementType elementType() {
    return ElementType.U8;
  }

  @Override
  public Shape sampleShape() {
    return Shape.of(3, resolution, resolution);
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return List.of();
  }

  @Override
  public void read(long index, ByteBuffer target) {
    byte[] pixels = new byte[3 * resolution * resolution];
    new SplittableRandom(index).nextBytes(pixels);
    target.put(pixels);
  }

  @Override
  public void readLabels(long index, float[] target) {}

  @Override
  public String fingerprint() {
    return "noise " + resolution + " " + size;
  }

  @Override
  public void close() {}
}
