package org.esgrima.train.dirac;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esgrima.objective.Constraint;
import org.esgrima.objective.Objective;
import org.esgrima.objective.Penalty;
import org.esgrima.objective.WeightClipping;

/**
 * What {@link DiracGan} should do, worked out by hand (Mescheder et al. 2018, arXiv 1801.04406,
 * Lemmas 2.2 to 2.4 and Section 4.1). With the slopes a, b of the losses, the penalties' p′ and γ =
 * p″(0):
 *
 * <pre>
 * θ̇ = a(θψ) ψ,  ψ̇ = −b(θψ) θ − p′(ψ)
 * field         λ = −γ/2 ± √(γ²/4 − a(0) b(0))
 * simultaneous  1 + hλ
 * alternating   1 − s/2 ± √(s²/4 − h² a(0) b(0)),  s = hγ + h² a(0) b(0)
 * </pre>
 *
 * <p>a(0) = b(0) = f′(0) gives the paper's formulas: circles, ±i f′(0), without a penalty; a spiral
 * for γ below 2|f′(0)| and a node above. If a = b everywhere and there is no penalty, a
 * simultaneous step multiplies θ² + ψ² by 1 + h² f′(θψ)²: Euler's steps always spiral out.
 */
public final class ClosedForm {
  private final LossForm loss;
  private final List<PenaltyForm> penalties;
  private final double bound;

  private ClosedForm(LossForm loss, List<PenaltyForm> penalties, double bound) {
    this.loss = loss;
    this.penalties = List.copyOf(penalties);
    this.bound = bound;
  }

  /**
   * The closed form of a game.
   *
   * @return nothing if it has a loss, a penalty or a constraint of which none is known here
   */
  public static Optional<ClosedForm> of(Objective objective) {
    Optional<LossForm> loss = LossForm.of(objective.loss());
    List<PenaltyForm> penalties = new ArrayList<>();
    for (Penalty penalty : objective.penalties()) {
      PenaltyForm.of(penalty).ifPresent(penalties::add);
    }
    double bound = Double.POSITIVE_INFINITY;
    for (Constraint constraint : objective.constraints()) {
      if (!(constraint instanceof WeightClipping clipping)) {
        return Optional.empty();
      }
      bound = Math.min(bound, clipping.bound());
    }
    if (loss.isEmpty() || penalties.size() < objective.penalties().size()) {
      return Optional.empty();
    }
    return Optional.of(new ClosedForm(loss.get(), penalties, bound));
  }

  /** a(0): how fast the generator follows the discriminator at the equilibrium. */
  public double generatorSlope() {
    return loss.generator().applyAsDouble(0);
  }

  /** b(0): how fast the discriminator turns against the generator at the equilibrium. */
  public double discriminatorSlope() {
    return loss.discriminator().applyAsDouble(0);
  }

  /**
   * Whether one player wins exactly what the other loses, so that a = b everywhere. Only then do
   * circles around the equilibrium stay circles far from it.
   */
  public boolean isZeroSum() {
    return loss.zeroSum();
  }

  /**
   * γ of which the spiral becomes a node, 2 √(a(0) b(0)) = 2|f′(0)|.
   *
   * @return nothing unless a(0) b(0) is above 0
   */
  public Optional<Double> criticalGamma() {
    return strength() > 0 ? Optional.of(2 * Math.sqrt(strength())) : Optional.empty();
  }

  /** v(θ, ψ). */
  public Point field(Point at) {
    return new Point(
        generatorVelocity(at.theta(), at.psi()), discriminatorVelocity(at.theta(), at.psi()));
  }

  /**
   * One step.
   *
   * @param stepSize h
   */
  public Point step(Point from, double stepSize, Order order) {
    double free = from.psi() + stepSize * discriminatorVelocity(from.theta(), from.psi());
    double psi = Math.max(-bound, Math.min(bound, free));
    double opponent = order == Order.ALTERNATING ? psi : from.psi();
    return new Point(from.theta() + stepSize * generatorVelocity(from.theta(), opponent), psi);
  }

  /** As {@link DiracGan#trajectory}. */
  public List<Point> trajectory(Point start, double stepSize, Order order, int steps) {
    return Steps.repeat(start, from -> step(from, stepSize, order), steps);
  }

  /**
   * Eigenvalues of the field's Jacobian at the equilibrium.
   *
   * @return nothing if a penalty has a corner there
   */
  public Optional<Eigenvalues> fieldEigenvalues() {
    double gamma = gamma();
    return smooth(Eigenvalues.around(-gamma / 2, gamma * gamma / 4, strength()));
  }

  /**
   * Eigenvalues of the Jacobian of one step at the equilibrium.
   *
   * @param stepSize h
   * @return nothing if a penalty has a corner there
   */
  public Optional<Eigenvalues> stepEigenvalues(double stepSize, Order order) {
    double gamma = stepSize * gamma();
    double strength = stepSize * stepSize * strength();
    double sum = order == Order.ALTERNATING ? gamma + strength : gamma;
    return smooth(Eigenvalues.around(1 - sum / 2, sum * sum / 4, strength));
  }

  private static Optional<Eigenvalues> smooth(Eigenvalues eigenvalues) {
    return Double.isNaN(eigenvalues.middle()) ? Optional.empty() : Optional.of(eigenvalues);
  }

  private double strength() {
    return generatorSlope() * discriminatorSlope();
  }

  private double gamma() {
    return penalties.stream().mapToDouble(PenaltyForm::curvature).sum();
  }

  private double generatorVelocity(double theta, double psi) {
    return loss.generator().applyAsDouble(theta * psi) * psi;
  }

  private double discriminatorVelocity(double theta, double psi) {
    double pull = penalties.stream().mapToDouble(p -> p.slope().applyAsDouble(psi)).sum();
    return -loss.discriminator().applyAsDouble(theta * psi) * theta - pull;
  }
}
