package org.esgrima.metric;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.esgrima.data.Batch;
import org.esgrima.io.Shape;

/**
 * Moves every image by up to some pixels in both directions, drawn uniformly; where that leaves a
 * gap, the pixels of the border are repeated.
 */
final class RandomShift {
  private final int most;
  private final SplittableRandom random;

  RandomShift(int most, long seed) {
    this.most = most;
    this.random = new SplittableRandom(seed);
  }

  /** Changes the images of a batch, U8 [C,H,W] each, in place. */
  void apply(Batch batch) {
    ByteBuffer data = batch.data();
    byte[] image = new byte[Math.toIntExact(batch.sampleShape().elements())];
    for (int i = 0; i < batch.count(); i++) {
      data.get(i * image.length, image);
      data.put(i * image.length, moved(image, batch.sampleShape(), draw(), draw()));
    }
  }

  private int draw() {
    return random.nextInt(-most, most + 1);
  }

  /** Pixel (y, x) comes from (y + down, x + right) or, outside, from the nearest one. */
  static byte[] moved(byte[] image, Shape shape, int down, int right) {
    int height = (int) shape.size(1);
    int width = (int) shape.size(2);
    byte[] moved = new byte[image.length];
    for (int at = 0; at < image.length; at++) {
      int plane = at / (height * width);
      int y = Math.min(height - 1, Math.max(0, at / width % height + down));
      int x = Math.min(width - 1, Math.max(0, at % width + right));
      moved[at] = image[(plane * height + y) * width + x];
    }
    return moved;
  }
}
