package org.esgrima.latent;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.esgrima.InputException;
import org.esgrima.run.ArithmeticFigure;

/**
 * Calculates with groups of pictures and draws the figure of the DCGAN paper: exemplars, their
 * means, the result and eight neighbours (Radford, Metz, Chintala 2016, arXiv 1511.06434, section
 * 6.3.2).
 *
 * @param map where points lie
 * @param expression terms whose exemplars are named
 * @param length of means that are shown and of the result
 * @param noise neighbours have uniform noise from −noise to noise on every number
 */
public record ArithmeticSheet(
    LatentMap map, LatentExpression expression, LatentLength length, double noise) {
  /** The paper's scale of the neighbours' noise. */
  public static final double PUBLISHED_NOISE = 0.25;

  private static final int NEIGHBOURS = 8;
  private static final long NOISE_SEED = 0;

  /** Refuses terms in words, whose exemplars have to be found first. */
  public ArithmeticSheet {
    for (LatentExpression.Term term : expression.terms()) {
      if (term.inWords()) {
        throw new InputException(
            "a group in words needs exemplars",
            term.text(),
            "seeds, such as mean(3,17,42)",
            "attributes",
            "Find some by GroupSearch, or name seeds");
      }
    }
  }

  /** The point that the expression leads to. */
  public double[] result() {
    return length.of(expression.apply(means()), map.normal());
  }

  private List<double[]> means() {
    return expression.terms().stream().map(t -> LatentPoints.mean(exemplars(t))).toList();
  }

  private List<double[]> exemplars(LatentExpression.Term term) {
    return map.named(term.exemplars());
  }

  /** The figure. */
  public BufferedImage draw() {
    List<ArithmeticFigure.Group> groups = new ArrayList<>();
    for (LatentExpression.Term term : expression.terms()) {
      List<double[]> exemplars = exemplars(term);
      long[] seeds = seeds(term);
      groups.add(
          new ArithmeticFigure.Group(
              sign(term, groups.isEmpty()),
              term.text(),
              map.pictures(exemplars, seeds),
              map.pictures(List.of(length.of(LatentPoints.mean(exemplars), map.normal())), seeds[0])
                  .get(0)));
    }
    long seed = seeds(expression.terms().get(0))[0];
    return ArithmeticFigure.draw(groups, map.pictures(nine(), seed));
  }

  private static long[] seeds(LatentExpression.Term term) {
    return term.exemplars().stream().mapToLong(PointName::conditionSeed).toArray();
  }

  private static String sign(LatentExpression.Term term, boolean first) {
    return term.weight() < 0 ? "−" : first ? "" : "+";
  }

  /** The result in the middle of its neighbours. */
  private List<double[]> nine() {
    double[] result = result();
    SplittableRandom random = new SplittableRandom(NOISE_SEED);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < NEIGHBOURS; i++) {
      double[] neighbour = result.clone();
      for (int k = 0; k < neighbour.length; k++) {
        neighbour[k] += noise * (2 * random.nextDouble() - 1);
      }
      points.add(neighbour);
    }
    points.add(NEIGHBOURS / 2, result);
    return points;
  }
}
