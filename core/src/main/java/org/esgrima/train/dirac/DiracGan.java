package org.esgrima.train.dirac;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.objective.LossTerms;
import org.esgrima.objective.Objective;
import org.esgrima.objective.Penalty;
import org.esgrima.objective.Verdict;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The Dirac-GAN: all real samples are 0, all synthetic ones are θ, and D(x) = ψ·x is the logit
 * (Mescheder et al. 2018, arXiv 1801.04406, Definition 2.1).
 *
 * <p>Each player follows the gradient of its own loss, in float64 and through the same losses,
 * penalties, constraints and automatic differentiation that train networks. Whatever is measured
 * here is therefore true of them; {@link ClosedForm} says what it should be. Near the equilibrium
 * (0, 0) the eigenvalues of the Jacobian decide what happens ({@link Behaviour}).
 */
public final class DiracGan {
  // Forward errors are of its square, far below rounding; rounding is relative, since v(0,0) = 0.
  private static final double NEAR = 0x1p-24;
  private static final double CORNER = 1e-6;
  private static final Shape ONE_SAMPLE = Shape.of(1, 1);

  private final Objective objective;
  private final double stepSize;

  /**
   * A game.
   *
   * @param objective what both play for; its penalties are applied in every step
   * @param stepSize h, the learning rate of both players; above 0 and finite
   * @throws InputException if the step size is out of range or a penalty is lazy
   */
  public DiracGan(Objective objective, double stepSize) {
    if (!(stepSize > 0 && Double.isFinite(stepSize))) {
      throw new InputException("unusable value", "h", "above 0 and finite", stepSize, "Try 0.1");
    }
    for (Penalty penalty : objective.penalties()) {
      if (penalty.interval() != 1) {
        throw new InputException(
            "a lazy penalty makes every step another game",
            "penalty " + penalty.name(),
            "interval 1",
            penalty.interval(),
            "Leave the interval out");
      }
    }
    this.objective = objective;
    this.stepSize = stepSize;
  }

  /** v(θ, ψ): minus the gradient of each player's loss by its own number. Constraints play none. */
  public Point field(Point at) {
    return new Point(
        generatorVelocity(at.theta(), at.psi()), discriminatorVelocity(at.theta(), at.psi()));
  }

  /** Both players move once; the constraints are enforced after the discriminator's move. */
  public Point step(Point from, Order order) {
    double psi =
        constrained(from.psi() + stepSize * discriminatorVelocity(from.theta(), from.psi()));
    double opponent = order == Order.ALTERNATING ? psi : from.psi();
    return new Point(from.theta() + stepSize * generatorVelocity(from.theta(), opponent), psi);
  }

  /**
   * The start and the point after each step; shorter where the numbers leave the range of float64.
   *
   * @param steps at least 1
   */
  public List<Point> trajectory(Point start, Order order, int steps) {
    return Steps.repeat(start, from -> step(from, order), steps);
  }

  /**
   * Eigenvalues of the vector field's Jacobian at the equilibrium, by central differences.
   *
   * @return nothing if the field has no Jacobian there: a penalty has a corner at ψ = 0
   */
  public Optional<Eigenvalues> fieldEigenvalues() {
    return eigenvalues(this::field);
  }

  /**
   * Eigenvalues of the Jacobian of one step at the equilibrium, by central differences.
   *
   * @return nothing if it has none there: a penalty has a corner at ψ = 0
   */
  public Optional<Eigenvalues> stepEigenvalues(Order order) {
    return eigenvalues(from -> step(from, order));
  }

  private static Optional<Eigenvalues> eigenvalues(UnaryOperator<Point> map) {
    double[] near = jacobian(map, NEAR);
    double[] farther = jacobian(map, 2 * NEAR);
    for (int i = 0; i < near.length; i++) {
      if (Math.abs(near[i] - farther[i]) > CORNER * (1 + Math.abs(near[i]))) {
        return Optional.empty();
      }
    }
    return Optional.of(Eigenvalues.ofMatrix(near[0], near[1], near[2], near[3]));
  }

  /** Rows (∂θ/∂θ, ∂θ/∂ψ) and (∂ψ/∂θ, ∂ψ/∂ψ) at the equilibrium. */
  private static double[] jacobian(UnaryOperator<Point> map, double distance) {
    Point right = map.apply(new Point(distance, 0));
    Point left = map.apply(new Point(-distance, 0));
    Point above = map.apply(new Point(0, distance));
    Point below = map.apply(new Point(0, -distance));
    return new double[] {
      (right.theta() - left.theta()) / (2 * distance),
      (above.theta() - below.theta()) / (2 * distance),
      (right.psi() - left.psi()) / (2 * distance),
      (above.psi() - below.psi()) / (2 * distance)
    };
  }

  private double discriminatorVelocity(double theta, double psi) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      Tensor slope = number(psi).requireGrad(true);
      Tensor reals = number(0);
      Tensor fakes = number(theta);
      LossTerms terms =
          objective.discriminator(
              new Objective.Judged(
                  reals, fakes, Verdict.of(logits(reals, slope)), Verdict.of(logits(fakes, slope))),
              samples -> logits(samples, slope),
              0,
              () -> random);
      return velocity(terms, slope);
    }
  }

  private double generatorVelocity(double theta, double psi) {
    try (Scope scope = Scope.open()) {
      Tensor slope = number(psi);
      Tensor fakes = number(theta).requireGrad(true);
      return velocity(
          objective.generator(Verdict.of(logits(fakes, slope)), logits(number(0), slope)), fakes);
    }
  }

  private static double velocity(LossTerms terms, Tensor parameter) {
    return -Autograd.gradients(terms.total(), List.of(parameter)).get(0).toDoubles()[0];
  }

  private double constrained(double psi) {
    try (Scope scope = Scope.open()) {
      Tensor slope = number(psi);
      objective.constrain(List.of(slope));
      return slope.toDoubles()[0];
    }
  }

  /** D(x) = ψ·x for samples [N,1]: [N]. */
  private static Tensor logits(Tensor samples, Tensor slope) {
    return samples.linear(slope).reshape(-1);
  }

  private static Tensor number(double value) {
    return Tensor.of(new double[] {value}, ONE_SAMPLE);
  }
}
