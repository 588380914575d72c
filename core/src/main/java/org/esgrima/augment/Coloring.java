package org.esgrima.augment;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/** Colour transforms: all that happen to an image become one affine map of its colours. */
final class Coloring {
  private Coloring() {}

  /** Draws one map for each image. */
  static ColorMatrix[] draw(Lottery lottery, Amounts amounts) {
    ColorMatrix[] maps = new ColorMatrix[lottery.images()];
    Arrays.fill(maps, ColorMatrix.IDENTITY);
    then(
        maps,
        lottery.draw(Transform.BRIGHTNESS).normal(0, n -> n * amounts.brightness()),
        ColorMatrix::translation);
    then(
        maps,
        lottery.draw(Transform.CONTRAST).normal(1, n -> Math.pow(2, n * amounts.contrast())),
        ColorMatrix::scaling);
    then(
        maps,
        lottery.draw(Transform.LUMA_FLIP).uniform(0, u -> Math.floor(2 * u)),
        flip -> flip == 1 ? ColorMatrix.lumaFlip() : ColorMatrix.IDENTITY);
    then(
        maps,
        lottery.draw(Transform.HUE).uniform(0, u -> (2 * u - 1) * Math.PI * amounts.hue()),
        ColorMatrix::hue);
    then(
        maps,
        lottery.draw(Transform.SATURATION).normal(1, n -> Math.pow(2, n * amounts.saturation())),
        ColorMatrix::saturation);
    return maps;
  }

  private static void then(
      ColorMatrix[] maps, double[] parameters, DoubleFunction<ColorMatrix> next) {
    for (int i = 0; i < maps.length; i++) {
      maps[i] = next.apply(parameters[i]).times(maps[i]);
    }
  }

  /**
   * Maps the colours of every image; a gray one becomes the mean of the three channels that its map
   * would give.
   *
   * @param images [N,C,H,W], C = 1 or 3
   * @param maps N maps
   * @return [N,C,H,W]; {@code images} itself if no map changes anything
   * @throws IllegalArgumentException for any other number of channels, unless nothing changes
   */
  static Tensor apply(Tensor images, ColorMatrix[] maps) {
    Shape shape = images.shape();
    long channels = shape.size(1);
    if (Arrays.stream(maps).allMatch(ColorMatrix::isIdentity)) {
      return images;
    }
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "colours: expected images of 1 or 3 channels, got " + shape);
    }
    boolean gray = channels == 1;
    Tensor linear =
        gray ? stack(maps, m -> new double[] {m.grayGain()}) : stack(maps, ColorMatrix::linear);
    Tensor offset =
        gray ? stack(maps, m -> new double[] {m.grayOffset()}) : stack(maps, ColorMatrix::offset);
    Tensor colors = images.reshape(shape.size(0), channels, -1);
    return linear
        .reshape(-1, channels, channels)
        .like(images)
        .matmul(colors)
        .add(offset.reshape(-1, channels, 1).like(images))
        .reshape(shape.sizes());
  }

  private static Tensor stack(ColorMatrix[] maps, Function<ColorMatrix, double[]> numbers) {
    double[] all = Arrays.stream(maps).map(numbers).flatMapToDouble(Arrays::stream).toArray();
    return Tensor.of(all, Shape.of(all.length));
  }
}
