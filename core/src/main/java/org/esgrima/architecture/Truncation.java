package org.esgrima.architecture;

/**
 * The truncation trick in the space of styles: w′ = w̄ + ψ · (w − w̄), where w̄ is the mean of the
 * styles seen in training (Karras et al. 2019, StyleGAN, arXiv 1812.04948, Section 2.2 and appendix
 * B). Less variety, more average faces.
 *
 * @param psi ψ; 1 = none, 0 = always the mean
 * @param cutoff layers, counted from the coarsest, whose styles are truncated; those of the finer
 *     ones stay as they are
 */
public record Truncation(double psi, int cutoff) {
  /** All styles as they are. */
  public static final Truncation NONE = new Truncation(1);

  /** Checks the values. */
  public Truncation {
    if (!Double.isFinite(psi) || cutoff < 0) {
      throw new IllegalArgumentException(
          "expected a finite psi and a cutoff of at least 0, got " + psi + " and " + cutoff);
    }
  }

  /** The same for all layers. */
  public Truncation(double psi) {
    this(psi, Integer.MAX_VALUE);
  }
}
