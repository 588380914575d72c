package org.esgrima.train.dirac;

import java.util.List;
import java.util.Optional;

/**
 * A Dirac-GAN played out in one order of moves.
 *
 * @param order who moves when
 * @param eigenvalues of one step at the equilibrium; empty where it has no Jacobian there
 * @param measured the points of {@link DiracGan#trajectory}; empty where nobody has played yet
 * @param predicted the points of {@link ClosedForm#trajectory}; empty where there is no closed form
 */
public record Play(
    Order order,
    Optional<Eigenvalues> eigenvalues,
    Optional<List<Point>> measured,
    Optional<List<Point>> predicted) {
  private static final String STAYS_AWAY = "does not converge to (0, 0)";

  /** What both players do near the equilibrium, in words. */
  public String verdict() {
    return eigenvalues.map(e -> Behaviour.ofSteps(e).words()).orElse(STAYS_AWAY);
  }

  /** The measured points, or the predicted ones, or none. */
  List<Point> points() {
    return measured.or(() -> predicted).orElse(List.of());
  }
}
