package org.esgrima.train.dirac;

/**
 * Where both players stand, or how fast they move.
 *
 * @param theta θ, the generator: where its only sample lies
 * @param psi ψ, the discriminator: the slope of D(x) = ψ·x
 */
public record Point(double theta, double psi) {
  /** The equilibrium: the sample lies on the data, and D says the same of everything. */
  public static final Point EQUILIBRIUM = new Point(0, 0);

  /** θ² + ψ², the squared distance from the equilibrium. */
  public double squaredNorm() {
    return theta * theta + psi * psi;
  }

  /** Whether both numbers are finite. */
  public boolean isFinite() {
    return Double.isFinite(theta) && Double.isFinite(psi);
  }
}
