package org.esgrima.augment;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.esgrima.augment.Lottery.Ticket;

/**
 * Blitting and geometric transforms: all that happen to an image become one affine map, for {@link
 * Warp}. A map says where a point of the image goes; its origin is the image's centre.
 */
final class Geometry {
  private Geometry() {}

  /** Draws one map for each image. */
  static Affine[] draw(Lottery lottery, Amounts amounts, int height, int width) {
    Affine[] maps = new Affine[lottery.images()];
    Arrays.fill(maps, Affine.IDENTITY);
    blit(maps, lottery, amounts, height, width);
    stretch(maps, lottery, amounts);
    Ticket moves = lottery.draw(Transform.FRACTIONAL_TRANSLATION);
    double[] right = moves.normal(0, n -> n * amounts.fractionalTranslation() * width);
    double[] down = moves.normal(0, n -> n * amounts.fractionalTranslation() * height);
    then(maps, i -> Affine.translation(right[i], down[i]));
    return maps;
  }

  private static void blit(Affine[] maps, Lottery lottery, Amounts amounts, int height, int width) {
    double[] flip = lottery.draw(Transform.X_FLIP).uniform(1, u -> u < 0.5 ? 1 : -1);
    then(maps, i -> Affine.scaling(flip[i], 1));
    double[] turns = lottery.draw(Transform.QUARTER_TURN).uniform(0, u -> Math.floor(4 * u));
    then(maps, i -> Affine.quarterTurns((int) turns[i]));
    Ticket moves = lottery.draw(Transform.INTEGER_TRANSLATION);
    double largest = amounts.integerTranslation();
    double[] right = moves.uniform(0, u -> Math.rint((2 * u - 1) * largest * width));
    double[] down = moves.uniform(0, u -> Math.rint((2 * u - 1) * largest * height));
    then(maps, i -> Affine.translation(right[i], down[i]));
  }

  private static void stretch(Affine[] maps, Lottery lottery, Amounts amounts) {
    double[] size =
        lottery
            .draw(Transform.ISOTROPIC_SCALING)
            .normal(1, n -> Math.pow(2, n * amounts.isotropicScaling()));
    then(maps, i -> Affine.scaling(size[i], size[i]));
    rotate(maps, Transform.PRE_ROTATION, lottery, amounts);
    double[] aspect =
        lottery
            .draw(Transform.ANISOTROPIC_SCALING)
            .normal(1, n -> Math.pow(2, n * amounts.anisotropicScaling()));
    then(maps, i -> Affine.scaling(aspect[i], 1 / aspect[i]));
    rotate(maps, Transform.POST_ROTATION, lottery, amounts);
  }

  private static void rotate(Affine[] maps, Transform rotation, Lottery lottery, Amounts amounts) {
    double[] angle =
        lottery
            .draw(rotation, rotationProbability(lottery))
            .uniform(0, u -> (2 * u - 1) * Math.PI * amounts.rotation());
    then(maps, i -> Affine.rotation(-angle[i]));
  }

  /** So that an image is rotated, before or after the anisotropic scaling, with probability p. */
  private static double rotationProbability(Lottery lottery) {
    double p = Math.min(1, lottery.probability());
    boolean both =
        lottery.chosen().contains(Transform.PRE_ROTATION)
            && lottery.chosen().contains(Transform.POST_ROTATION);
    return both ? 1 - Math.sqrt(1 - p) : p;
  }

  private static void then(Affine[] maps, IntFunction<Affine> next) {
    for (int i = 0; i < maps.length; i++) {
      maps[i] = next.apply(i).times(maps[i]);
    }
  }
}
