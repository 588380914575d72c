package org.esgrima.data;

import java.nio.ByteBuffer;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/** The images of another set in another size or number of channels, converted as they are read. */
final class Reshaped extends DatasetView {
  private final Shape sampleShape;
  private final Conversion conversion;
  private final int baseBytes;

  /** Changes the shape of one image. */
  @FunctionalInterface
  interface Conversion {
    /**
     * Converts.
     *
     * @param image of shape {@code from}, [C,H,W]
     * @return a new image of shape {@code to}
     */
    byte[] convert(byte[] image, Shape from, Shape to);
  }

  Reshaped(Dataset base, Shape sampleShape, Conversion conversion) {
    super(base);
    this.sampleShape = sampleShape;
    this.conversion = conversion;
    this.baseBytes = SampleBytes.of(base);
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
  public void read(long index, ByteBuffer target) {
    byte[] image = new byte[baseBytes];
    base.read(index, ByteBuffer.wrap(image));
    target.put(conversion.convert(image, base.sampleShape(), sampleShape));
  }

  /** A digest of the fingerprint of the set as stored and of the shape. */
  @Override
  public String fingerprint() {
    return ContentDigest.ofText(base.fingerprint() + " as " + sampleShape);
  }
}
