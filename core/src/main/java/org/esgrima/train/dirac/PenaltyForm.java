package org.esgrima.train.dirac;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.esgrima.objective.Dragan;
import org.esgrima.objective.GradientPenalty;
import org.esgrima.objective.Penalty;
import org.esgrima.objective.R1;
import org.esgrima.objective.R2;

/**
 * A penalty in the Dirac-GAN. D(x) = ψ·x has the slope ψ at every sample, so a penalty on slopes is
 * a function p of ψ alone.
 *
 * <pre>
 * R1, R2                    p = γ/2 ψ²               p″(0) = γ
 * gradient penalty, DRAGAN  p = λ (|ψ| − 1)²         a corner at 0, which pushes away from it
 * one-sided                 p = λ max(0, |ψ| − 1)²   p″(0) = 0
 * </pre>
 *
 * @param slope p′; at a corner 0
 * @param curvature p″(0); NaN at a corner
 */
record PenaltyForm(DoubleUnaryOperator slope, double curvature) {
  static Optional<PenaltyForm> of(Penalty penalty) {
    if (penalty instanceof R1 r1) {
      return Optional.of(flat(r1.gamma().at(0)));
    } else if (penalty instanceof R2 r2) {
      return Optional.of(flat(r2.gamma().at(0)));
    } else if (penalty instanceof GradientPenalty gradient) {
      return Optional.of(
          gradient.oneSided() ? atMostOne(gradient.weight()) : one(gradient.weight()));
    } else if (penalty instanceof Dragan dragan) {
      return Optional.of(one(dragan.weight()));
    }
    return Optional.empty();
  }

  private static PenaltyForm flat(double gamma) {
    return new PenaltyForm(psi -> gamma * psi, gamma);
  }

  private static PenaltyForm one(double weight) {
    return new PenaltyForm(
        psi -> 2 * weight * (Math.abs(psi) - 1) * Math.signum(psi), weight == 0 ? 0 : Double.NaN);
  }

  private static PenaltyForm atMostOne(double weight) {
    return new PenaltyForm(
        psi -> 2 * weight * Math.max(0, Math.abs(psi) - 1) * Math.signum(psi), 0);
  }
}
