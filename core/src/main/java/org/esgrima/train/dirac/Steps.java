package org.esgrima.train.dirac;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.esgrima.InputException;

/** A map that is applied again and again. */
final class Steps {
  private Steps() {}

  /** The start and the point after each step, up to the last that is finite. */
  static List<Point> repeat(Point start, UnaryOperator<Point> step, int steps) {
    if (steps < 1 || !start.isFinite()) {
      throw new InputException(
          "unusable value",
          "steps, theta, psi",
          "at least 1 step from a finite point",
          steps + " from " + start,
          "Correct it");
    }
    List<Point> points = new ArrayList<>(List.of(start));
    for (int i = 0; i < steps; i++) {
      Point next = step.apply(points.get(i));
      if (!next.isFinite()) {
        break;
      }
      points.add(next);
    }
    return List.copyOf(points);
  }
}
