package org.esgrima.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esgrima.train.dirac.DiracGan;
import org.esgrima.train.dirac.Order;
import org.esgrima.train.dirac.Point;

/** What is predicted of a Dirac-GAN and what was measured, for programs. */
final class DiracJson {
  private static final int ARROWS = 13;
  private static final double LEAST_REACH = 1e-3;
  private static final double MOST_REACH = 1e3;

  private DiracJson() {}

  /** One JSON object; numbers that are not finite are null. */
  static String of(String title, DiracGan game, double stepSize, DiracTable table) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("title", title).put("h", stepSize);
    ArrayNode plays = tree.putArray("plays");
    for (Order order : List.of(Order.SIMULTANEOUS, Order.ALTERNATING)) {
      plays.add(play(table.of(order)));
    }
    field(tree.putArray("field"), game, reach(table));
    return tree.toString();
  }

  private static ObjectNode play(DiracTable.Play play) {
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
    tree.set("measured", points(play.measured()));
    Optional<List<Point>> predicted = play.predicted();
    predicted.ifPresentOrElse(
        points -> tree.set("predicted", points(points)), () -> tree.putNull("predicted"));
    return tree;
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
  private static double reach(DiracTable table) {
    double reach = LEAST_REACH;
    for (Order order : Order.values()) {
      for (Point point : table.of(order).measured()) {
        double outer = Math.max(Math.abs(point.theta()), Math.abs(point.psi()));
        reach = outer < MOST_REACH ? Math.max(reach, outer) : reach;
      }
    }
    return reach;
  }

  private static void field(ArrayNode arrows, DiracGan game, double reach) {
    for (int row = 0; row < ARROWS; row++) {
      for (int column = 0; column < ARROWS; column++) {
        Point at = new Point(place(column, reach), place(row, reach));
        Point change = game.field(at);
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
