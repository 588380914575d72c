package org.esgrima.train.dirac;

/** What the players do near the equilibrium, as the eigenvalues there tell. */
public enum Behaviour {
  /** They circle it at a constant distance. */
  CIRCLES("circles"),
  /** They circle it and come nearer with each turn. */
  SPIRALS_IN("spirals in"),
  /** They come nearer without circling. */
  NODE("converges as a node"),
  /** They leave it. */
  DIVERGES("diverges"),
  /** An eigenvalue lies on the border and is real: terms of higher order decide. */
  UNDECIDED("not decided by the eigenvalues");

  private static final double BORDER = 1e-12;

  private final String words;

  Behaviour(String words) {
    this.words = words;
  }

  /** In words: {@code spirals in}. */
  public String words() {
    return words;
  }

  /** Of a vector field: it attracts where all real parts are below 0. */
  public static Behaviour ofField(Eigenvalues eigenvalues) {
    return of(eigenvalues.largestRealPart(), eigenvalues.complex());
  }

  /** Of repeated steps: they approach where all |λ| are below 1. */
  public static Behaviour ofSteps(Eigenvalues eigenvalues) {
    return of(eigenvalues.spectralRadius() - 1, eigenvalues.complex());
  }

  private static Behaviour of(double beyond, boolean complex) {
    if (Math.abs(beyond) <= BORDER) {
      return complex ? CIRCLES : UNDECIDED;
    }
    if (beyond > 0) {
      return DIVERGES;
    }
    return complex ? SPIRALS_IN : NODE;
  }
}
