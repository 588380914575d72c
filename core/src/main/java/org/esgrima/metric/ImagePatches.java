package org.esgrima.metric;

import org.esgrima.io.Shape;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** Square pieces of images as rows of a matrix, for {@link LaplacianSwd}. */
final class ImagePatches {
  private ImagePatches() {}

  /**
   * Random centres whose patches lie inside the images, uniform.
   *
   * @param images [N,C,H,W]
   * @return [N·perImage][y, x]; those of image 0 come first
   */
  static int[][] centres(Shape images, int perImage, int size, MersenneTwister random) {
    int radius = size / 2;
    int height = (int) images.size(2) - 2 * radius;
    int width = (int) images.size(3) - 2 * radius;
    int[][] centres = new int[Math.toIntExact(images.size(0) * perImage)][];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = new int[] {radius + random.below(height), radius + random.below(width)};
    }
    return centres;
  }

  /**
   * Cuts patches out.
   *
   * @param images [N,C,H,W]
   * @param centres [P][y, x], P a multiple of N; the first P/N are of image 0
   * @param size pixels each way, odd
   * @return [P, C·size·size], ordered by channel, then column, then row, as the reference does
   */
  static Tensor cut(Tensor images, int[][] centres, int size) {
    Shape shape = images.shape();
    int channels = (int) shape.size(1);
    int perImage = centres.length / (int) shape.size(0);
    int radius = size / 2;
    long[] indices = new long[centres.length * channels * size * size];
    int next = 0;
    for (int p = 0; p < centres.length; p++) {
      for (int c = 0; c < channels; c++) {
        long plane = ((long) (p / perImage) * channels + c) * shape.size(2);
        for (int dx = -radius; dx <= radius; dx++) {
          for (int dy = -radius; dy <= radius; dy++) {
            long row = plane + centres[p][0] + dy;
            indices[next++] = row * shape.size(3) + centres[p][1] + dx;
          }
        }
      }
    }
    return images.reshape(-1).indexSelect(0, indices).reshape(centres.length, -1);
  }

  /**
   * Gives every channel mean 0 and standard deviation 1 over all patches and pixels, in place; a
   * channel without variation becomes 0.
   */
  static void normalise(Tensor patches, long channels) {
    long size = patches.shape().size(1) / channels;
    for (long c = 0; c < channels; c++) {
      try (Scope scope = Scope.open()) {
        Tensor channel = patches.narrow(1, c * size, size);
        channel.addInPlace(-channel.mean().item());
        double deviation = Math.sqrt(channel.square().mean().item());
        channel.mulInPlace(deviation > 0 ? 1 / deviation : 0);
      }
    }
  }
}
