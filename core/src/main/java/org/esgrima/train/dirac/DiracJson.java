package org.esgrima.train.dirac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is predicted of a Dirac-GAN and what was measured, for programs. */
public final class DiracJson {
  private static final int ARROWS = 13;
  private static final double LEAST_REACH = 1e-3;
  private static final double MOST_REACH = 1e3;

  private DiracJson() {}

  /**
   * One JSON object; numbers that are not finite, and whatever is not known, are null.
   *
   * @param field how fast both players move at a place
   */
  public static ObjectNode of(
      String title, double stepSize, List<Play> plays, UnaryOperator<Point> field) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("title", title).put("h", stepSize);
    ArrayNode all = tree.putArray("plays");
    plays.forEach(play -> all.add(play(play)));
    field(tree.putArray("field"), field, reach(plays));
    return tree;
  }

  private static ObjectNode play(Play play) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("order", play.order().name().toLowerCase(Locale.ROOT));
    play.eigenvalues()
        .ifPresentOrElse(
            found -> {
              ArrayNode pairs = tree.putArray("eigenvalues");
              for (int sign : new int[] {1, -1}) {
                double offset = sign * found.offset();
                pairs
                    .addArray()
                    .add(found.complex() ? found.middle() : found.middle() + offset)
                    .add(found.complex() ? offset : 0);
              }
            },
            () -> tree.putNull("eigenvalues"));
    tree.put("verdict", play.verdict());
    put(tree, "measured", play.measured());
    put(tree, "predicted", play.predicted());
    return tree;
  }

  private static void put(ObjectNode tree, String key, Optional<List<Point>> points) {
    points.ifPresentOrElse(some -> tree.set(key, points(some)), () -> tree.putNull(key));
  }

  private static ArrayNode points(List<Point> points) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Point point : points) {
      ArrayNode pair = all.addArray();
      add(pair, point.theta());
      add(pair, point.psi());
    }
    return all;
  }

  private static void add(ArrayNode array, double value) {
    if (Double.isFinite(value)) {
      array.add(value);
    } else {
      array.addNull();
    }
  }

  /** How far the picture reaches: to the outermost point that is not out of all proportion. */
  private static double reach(List<Play> plays) {
    double reach = LEAST_REACH;
    for (Play play : plays) {
      for (Point point : play.points()) {
        double outer = Math.max(Math.abs(point.theta()), Math.abs(point.psi()));
        reach = outer < MOST_REACH ? Math.max(reach, outer) : reach;
      }
    }
    return reach;
  }

  private static void field(ArrayNode arrows, UnaryOperator<Point> field, double reach) {
    for (int row = 0; row < ARROWS; row++) {
      for (int column = 0; column < ARROWS; column++) {
        Point at = new Point(place(column, reach), place(row, reach));
        Point change = field.apply(at);
        ArrayNode arrow = arrows.addArray();
        add(arrow, at.theta());
        add(arrow, at.psi());
        add(arrow, change.theta());
        add(arrow, change.psi());
      }
    }
  }

  private static double place(int index, double reach) {
    return reach * (2.0 * index / (ARROWS - 1) - 1);
  }
}
