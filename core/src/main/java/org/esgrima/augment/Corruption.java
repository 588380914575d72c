package org.esgrima.augment;

import java.util.Arrays;
import org.esgrima.augment.Lottery.Ticket;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/** Noise and cutout. */
final class Corruption {
  private Corruption() {}

  /**
   * Adds white noise, of a strength of its own in each image.
   *
   * @param images [N,C,H,W]
   * @return [N,C,H,W]; {@code images} itself if this happens to none
   */
  static Tensor addNoise(Tensor images, Lottery lottery, Amounts amounts) {
    double[] deviations = lottery.draw(Transform.NOISE).halfNormal(0, n -> n * amounts.noise());
    if (Arrays.stream(deviations).allMatch(d -> d == 0)) {
      return images;
    }
    Tensor noise = lottery.noise(images.elementType(), images.shape()).like(images);
    Tensor strength = Tensor.of(deviations, Shape.of(deviations.length, 1, 1, 1)).like(images);
    return images.add(noise.mul(strength));
  }

  /**
   * Sets a rectangle to 0, whose centre is anywhere in the image.
   *
   * @param images [N,C,H,W]
   * @return [N,C,H,W]; {@code images} itself if this happens to none
   */
  static Tensor cutOut(Tensor images, Lottery lottery, Amounts amounts) {
    Ticket cutout = lottery.draw(Transform.CUTOUT);
    if (!cutout.anywhere()) {
      return images;
    }
    double[] half = cutout.uniform(0, u -> amounts.cutout() / 2);
    double[] x = cutout.uniform(0, u -> u);
    double[] y = cutout.uniform(0, u -> u);
    double height = images.shape().size(2);
    double width = images.shape().size(3);
    return Erasing.apply(
        images,
        (image, row) -> Math.abs((row + 0.5) / height - y[image]) < half[image],
        (image, column) -> Math.abs((column + 0.5) / width - x[image]) < half[image]);
  }
}
