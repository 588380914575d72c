package org.esgrima.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.esgrima.objective.Objective;
import org.esgrima.train.dirac.Behaviour;
import org.esgrima.train.dirac.ClosedForm;
import org.esgrima.train.dirac.DiracGan;
import org.esgrima.train.dirac.Eigenvalues;
import org.esgrima.train.dirac.Order;
import org.esgrima.train.dirac.Play;
import org.esgrima.train.dirac.Point;

/** What is predicted of a Dirac-GAN beside what was measured. */
final class DiracTable {
  private static final String NONE = "–";
  private static final String STAYS_AWAY = "does not converge to (0, 0)";
  private static final String CORNER = "none: a corner at ψ = 0";

  private final Optional<ClosedForm> form;
  private final double stepSize;
  private final Optional<Eigenvalues> field;
  private final Play simultaneous;
  private final Play alternating;

  DiracTable(Objective objective, double stepSize, Point start, int steps) {
    DiracGan game = new DiracGan(objective, stepSize);
    this.form = ClosedForm.of(objective);
    this.stepSize = stepSize;
    this.field = game.fieldEigenvalues();
    Function<Order, Play> play =
        order ->
            new Play(
                order,
                game.stepEigenvalues(order),
                Optional.of(game.trajectory(start, order, steps)),
                form.map(f -> f.trajectory(start, stepSize, order, steps)));
    this.simultaneous = play.apply(Order.SIMULTANEOUS);
    this.alternating = play.apply(Order.ALTERNATING);
  }

  Play of(Order order) {
    return order == Order.SIMULTANEOUS ? simultaneous : alternating;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("near (0, 0)                predicted                  measured");
    String verdict = field.map(e -> Behaviour.ofField(e).words()).orElse(STAYS_AWAY);
    lines.add("tiny steps: " + verdict);
    lines.add(row("eigenvalues", form.map(f -> words(f.fieldEigenvalues())), words(field)));
    add(lines, "both at once: ", simultaneous);
    add(lines, "D first, then G: ", alternating);
    lines.add("");
    form.ifPresentOrElse(
        f -> lines.addAll(notes(f)), () -> lines.add("There is no closed form of this game."));
    return lines;
  }

  private void add(List<String> lines, String heading, Play play) {
    lines.add(heading + play.verdict());
    Optional<Eigenvalues> expected = form.flatMap(f -> f.stepEigenvalues(stepSize, play.order()));
    lines.add(row("eigenvalues", form.map(f -> words(expected)), words(play.eigenvalues())));
    lines.add(row("largest |λ|", radius(expected), radius(play.eigenvalues())));
    lines.add(
        row(
            "θ² + ψ², first step",
            play.predicted().map(DiracTable::firstGrowth),
            firstGrowth(play.measured().orElseThrow())));
    int steps = play.measured().orElseThrow().size() - 1;
    lines.add(
        row(
            "θ² + ψ², " + Words.count(steps) + " steps",
            play.predicted().map(DiracTable::growth),
            growth(play.measured().orElseThrow())));
  }

  private static List<String> notes(ClosedForm known) {
    double a = known.generatorSlope();
    double b = known.discriminatorSlope();
    List<String> notes = new ArrayList<>();
    if (a != b || a == 0) {
      notes.add(
          "Not of the paper's form: at (0, 0) G's loss has the slope %s and D's %s."
              .formatted(number(a), number(b)));
    } else {
      notes.add(
          "f′(0) = %s: with R1 or R2 a spiral for γ below %s, a node from there on."
              .formatted(number(a), number(known.criticalGamma().orElseThrow())));
    }
    if (!known.isZeroSum()) {
      notes.add("No zero-sum game: farther out both may come nearer or leave even so.");
    }
    return notes;
  }

  private static String row(String what, Optional<String> predicted, String measured) {
    return row(what, predicted.orElse(NONE), measured);
  }

  private static String row(String what, String predicted, String measured) {
    return String.format(Locale.ROOT, "  %-24s %-26s %s", what, predicted, measured)
        .stripTrailing();
  }

  private static String words(Optional<Eigenvalues> eigenvalues) {
    return eigenvalues.map(DiracTable::words).orElse(CORNER);
  }

  private static String words(Eigenvalues e) {
    if (e.complex()) {
      String middle = Math.abs(e.middle()) < 1e-12 ? "" : number(e.middle()) + " ";
      return middle + (middle.isEmpty() ? "±" : "± ") + number(e.offset()) + "i";
    }
    return e.offset() == 0
        ? number(e.middle()) + ", twice"
        : number(e.middle() + e.offset()) + " and " + number(e.middle() - e.offset());
  }

  private static String radius(Optional<Eigenvalues> eigenvalues) {
    return eigenvalues.map(e -> number(e.spectralRadius())).orElse(NONE);
  }

  private static String firstGrowth(List<Point> points) {
    return points.size() < 2 ? NONE : ratio(points.get(0), points.get(1));
  }

  private static String growth(List<Point> points) {
    return ratio(points.get(0), points.get(points.size() - 1));
  }

  private static String ratio(Point from, Point to) {
    return "× " + number(to.squaredNorm() / from.squaredNorm());
  }

  /** Up to seven significant digits, as short as it can be, with a true minus sign. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    String text =
        size >= 1e-4 && size < 1e7
            ? new BigDecimal(value).round(new MathContext(7)).stripTrailingZeros().toPlainString()
            : String.format(Locale.ROOT, "%.3e", value);
    return text.replace("-", "−");
  }
}
