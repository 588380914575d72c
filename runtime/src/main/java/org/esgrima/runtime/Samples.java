package org.esgrima.runtime;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What a generator made: images [N,C,H,W] of floats in [-1, 1], or points [N,2]. */
public final class Samples {
  private final float[] values;
  private final List<Integer> shape;
  private final int size;

  Samples(float[] values, List<Integer> shape, int size) {
    this.values = values;
    this.shape = shape;
    this.size = size;
  }

  /** N, the number of samples. */
  public int count() {
    return values.length / size;
  }

  /** Shape of one sample, {@code [C,H,W]} or {@code [2]}. */
  public List<Integer> shape() {
    return shape;
  }

  /** All numbers, sample by sample; not copied. */
  public float[] values() {
    return values;
  }

  /** The numbers of one sample, channel by channel and row by row. */
  public float[] values(int index) {
    return Arrays.copyOfRange(values, index * size, (index + 1) * size);
  }

  /**
   * One image, gray or of three colours; a value x becomes round((x + 1) · 127.5), limited to
   * [0,255].
   *
   * @throws IllegalStateException if samples are no images, or if a value is NaN
   */
  public BufferedImage image(int index) {
    if (shape.size() != 3 || (shape.get(0) != 1 && shape.get(0) != 3)) {
      throw new IllegalStateException("samples of shape " + shape + " are no pictures");
    }
    int height = shape.get(1);
    int width = shape.get(2);
    int plane = shape.get(0) == 1 ? 0 : height * width;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = index * size + y * width + x;
        image.setRGB(x, y, byteAt(at) << 16 | byteAt(at + plane) << 8 | byteAt(at + 2 * plane));
      }
    }
    return image;
  }

  private int byteAt(int at) {
    if (Float.isNaN(values[at])) {
      throw new IllegalStateException("sample " + at / size + " is not a number (NaN)");
    }
    return (int) Math.min(255, Math.max(0, Math.round((values[at] + 1.0) * 127.5)));
  }

  /** All images. */
  public List<BufferedImage> images() {
    return IntStream.range(0, count()).mapToObj(this::image).toList();
  }
}
