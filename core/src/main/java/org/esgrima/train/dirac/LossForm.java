package org.esgrima.train.dirac;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.Hinge;
import org.esgrima.objective.LeastSquares;
import org.esgrima.objective.Minimax;
import org.esgrima.objective.NonSaturating;
import org.esgrima.objective.RelativisticAverage;
import org.esgrima.objective.RelativisticPairing;
import org.esgrima.objective.Wasserstein;

/**
 * The slopes of a loss in the Dirac-GAN, as functions of the synthetic sample's logit t = θψ; the
 * real sample's logit is always ψ·0 = 0.
 *
 * <pre>
 * a(t) = −∂(generator's loss)/∂t,  b(t) = ∂(discriminator's loss)/∂t
 * θ̇ = a(θψ) ψ,  ψ̇ = −b(θψ) θ
 * </pre>
 *
 * <p>Mescheder et al. 2018 write the game with one function f, so that a = b = f′ everywhere:
 * minimax and Wasserstein, the zero-sum games. The others are different games, but where a(0) =
 * b(0) they have the same Jacobian at the equilibrium, with f′(0) = a(0). Farther out θ² + ψ²
 * changes at the rate 2t (a(t) − b(t)): for the non-saturating loss −2t tanh(t/2), which pulls
 * inwards, but in the fourth order only.
 *
 * @param generator a
 * @param discriminator b
 * @param zeroSum whether a = b everywhere
 */
record LossForm(DoubleUnaryOperator generator, DoubleUnaryOperator discriminator, boolean zeroSum) {
  static Optional<LossForm> of(AdversarialLoss loss) {
    if (loss instanceof Minimax) {
      // The target for real samples does not matter: their logit has no slope here.
      return zeroSum(LossForm::sigmoid);
    } else if (loss instanceof NonSaturating || loss instanceof RelativisticPairing) {
      return form(t -> sigmoid(-t), LossForm::sigmoid);
    } else if (loss instanceof Wasserstein) {
      return zeroSum(t -> 1);
    } else if (loss instanceof Hinge) {
      return form(t -> 1, t -> t > -1 ? 1 : 0);
    } else if (loss instanceof LeastSquares squares) {
      return form(t -> squares.generatorTarget() - t, t -> t - squares.fakeTarget());
    } else if (loss instanceof RelativisticAverage average) {
      return relativistic(average);
    }
    return Optional.empty();
  }

  private static Optional<LossForm> zeroSum(DoubleUnaryOperator slope) {
    return Optional.of(new LossForm(slope, slope, true));
  }

  private static Optional<LossForm> form(DoubleUnaryOperator a, DoubleUnaryOperator b) {
    return Optional.of(new LossForm(a, b, false));
  }

  // With one sample of each kind both of its sides are the same difference: twice one of them.
  private static Optional<LossForm> relativistic(RelativisticAverage average) {
    DoubleUnaryOperator slope =
        switch (average.cost()) {
          case CROSS_ENTROPY -> LossForm::sigmoid;
          case LEAST_SQUARES -> t -> 2 * (t + 1);
          case HINGE -> t -> t > -1 ? 1 : 0;
        };
    double factor = average.halved() ? 1 : 2;
    return form(t -> factor * slope.applyAsDouble(-t), t -> factor * slope.applyAsDouble(t));
  }

  private static double sigmoid(double t) {
    return 1 / (1 + Math.exp(-t));
  }
}
