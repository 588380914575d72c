package org.esgrima.reproduce;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.Objective;
import org.esgrima.objective.Penalty;
import org.esgrima.train.dirac.DiracGan;
import org.esgrima.train.dirac.Eigenvalues;
import org.esgrima.train.dirac.Order;
import org.esgrima.train.dirac.Point;

/**
 * A Dirac-GAN beside its theory. Measures: {@code real-part} and {@code imaginary-part}, of the
 * vector field's eigenvalue with the larger real part at the equilibrium; {@code radius}, the
 * largest |λ| of one step; {@code growth}, what the first step from (1, 1) multiplies θ² + ψ² by.
 *
 * @param name in the table
 * @param loss what both play for
 * @param penalties of the discriminator
 * @param order of the moves
 * @param stepSize h
 * @param published the predicted values
 */
public record DiracRow(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) AdversarialLoss loss,
    @JsonProperty(required = true) List<Penalty> penalties,
    @JsonProperty(required = true) Order order,
    @JsonProperty(required = true) double stepSize,
    @JsonProperty(required = true) Map<String, Published> published)
    implements Row {
  private static final Point START = new Point(1, 1);

  @Override
  public List<Figure> play(Workshop workshop) {
    DiracGan game = new DiracGan(new Objective(loss, penalties, List.of()), stepSize);
    List<Figure> figures = new ArrayList<>();
    published.forEach(
        (measure, predicted) ->
            figures.add(Figure.exact(name, measure, predicted, measure(game, measure))));
    return figures;
  }

  private double measure(DiracGan game, String measure) {
    return switch (measure) {
      case "real-part" -> field(game).largestRealPart();
      case "imaginary-part" -> field(game).complex() ? field(game).offset() : 0;
      case "radius" -> game.stepEigenvalues(order).orElseThrow().spectralRadius();
      case "growth" -> game.step(START, order).squaredNorm() / START.squaredNorm();
      default ->
          throw new InputException(
              "unknown measure",
              name,
              "real-part, imaginary-part, radius or growth",
              measure,
              "Correct the experiment");
    };
  }

  private static Eigenvalues field(DiracGan game) {
    return game.fieldEigenvalues().orElseThrow();
  }
}
