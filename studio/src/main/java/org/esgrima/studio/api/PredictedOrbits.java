package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.esgrima.train.dirac.ClosedForm;
import org.esgrima.train.dirac.DiracJson;
import org.esgrima.train.dirac.GameText;
import org.esgrima.train.dirac.Order;
import org.esgrima.train.dirac.Play;
import org.esgrima.train.dirac.Point;

/**
 * What is predicted of the smallest game: arithmetic, done in this process at once. What is
 * measured takes the losses and gradients that networks are trained with, and so a child process.
 */
final class PredictedOrbits {
  private PredictedOrbits() {}

  /** The schema {@code Dirac} without measured orbits; empty for games without a closed form. */
  static Optional<ObjectNode> of(GameText text, double stepSize, Point start, int steps) {
    return ClosedForm.of(text.objective())
        .map(
            form ->
                DiracJson.of(
                    text.title(),
                    stepSize,
                    Stream.of(Order.SIMULTANEOUS, Order.ALTERNATING)
                        .map(order -> play(form, stepSize, start, order, steps))
                        .toList(),
                    form::field));
  }

  private static Play play(ClosedForm form, double stepSize, Point start, Order order, int steps) {
    List<Point> points = form.trajectory(start, stepSize, order, steps);
    return new Play(
        order, form.stepEigenvalues(stepSize, order), Optional.empty(), Optional.of(points));
  }
}
