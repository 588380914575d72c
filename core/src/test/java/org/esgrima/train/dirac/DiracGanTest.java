package org.esgrima.train.dirac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.Constraint;
import org.esgrima.objective.Dragan;
import org.esgrima.objective.GradientPenalty;
import org.esgrima.objective.Hinge;
import org.esgrima.objective.LeastSquares;
import org.esgrima.objective.Minimax;
import org.esgrima.objective.NonSaturating;
import org.esgrima.objective.Objective;
import org.esgrima.objective.Penalty;
import org.esgrima.objective.R1;
import org.esgrima.objective.R2;
import org.esgrima.objective.RelativisticAverage;
import org.esgrima.objective.RelativisticPairing;
import org.esgrima.objective.Wasserstein;
import org.esgrima.objective.WeightClipping;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Measured through tensors and automatic differentiation = predicted by hand. */
@ExtendWith(NoLeaks.class)
class DiracGanTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-9);
  private static final double STEP = 0.125;

  /** Each loss with f′(0), the slope of both players at the equilibrium. */
  static Stream<Arguments> lossesOfThePapersForm() {
    return Stream.of(
        Arguments.of(new Minimax(), 0.5),
        Arguments.of(new Minimax(0.9), 0.5),
        Arguments.of(new NonSaturating(), 0.5),
        Arguments.of(new NonSaturating(0.9), 0.5),
        Arguments.of(new LeastSquares(-1, 1, 1), 1.0),
        Arguments.of(new Wasserstein(), 1.0),
        Arguments.of(new Hinge(), 1.0),
        Arguments.of(new RelativisticPairing(), 0.5),
        Arguments.of(new RelativisticAverage(), 1.0),
        Arguments.of(cost(RelativisticAverage.Cost.CROSS_ENTROPY, true), 0.5),
        Arguments.of(cost(RelativisticAverage.Cost.LEAST_SQUARES, false), 4.0),
        Arguments.of(cost(RelativisticAverage.Cost.HINGE, false), 2.0));
  }

  private static AdversarialLoss cost(RelativisticAverage.Cost cost, boolean halved) {
    return new RelativisticAverage(cost, halved);
  }

  private static Objective objective(AdversarialLoss loss, Penalty... penalties) {
    return new Objective(loss, List.of(penalties), List.of());
  }

  private static void assertSame(Eigenvalues measured, Eigenvalues predicted) {
    assertThat(measured.complex()).as(measured + " " + predicted).isEqualTo(predicted.complex());
    assertThat(measured.middle()).isCloseTo(predicted.middle(), EXACT);
    assertThat(measured.offset()).isCloseTo(predicted.offset(), EXACT);
  }

  private static void assertSame(Point measured, Point predicted) {
    double scale = 1 + Math.sqrt(predicted.squaredNorm());
    assertThat(measured.theta()).isCloseTo(predicted.theta(), Offset.offset(1e-9 * scale));
    assertThat(measured.psi()).isCloseTo(predicted.psi(), Offset.offset(1e-9 * scale));
  }

  @ParameterizedTest
  @MethodSource("lossesOfThePapersForm")
  void withoutPenaltyEveryLossCircles(AdversarialLoss loss, double slope) {
    DiracGan game = new DiracGan(objective(loss), STEP);
    Eigenvalues field = game.fieldEigenvalues().orElseThrow();
    assertSame(field, new Eigenvalues(0, slope, true));
    assertThat(Behaviour.ofField(field)).isEqualTo(Behaviour.CIRCLES);

    Eigenvalues simultaneous = game.stepEigenvalues(Order.SIMULTANEOUS).orElseThrow();
    assertSame(simultaneous, new Eigenvalues(1, STEP * slope, true));
    assertThat(simultaneous.spectralRadius())
        .isCloseTo(Math.sqrt(1 + STEP * STEP * slope * slope), EXACT);
    assertThat(Behaviour.ofSteps(simultaneous)).isEqualTo(Behaviour.DIVERGES);

    // Lemma 2.4 with α = h f′(0) and one update each
    double alpha = STEP * slope;
    double middle = 1 - alpha * alpha / 2;
    Eigenvalues alternating = game.stepEigenvalues(Order.ALTERNATING).orElseThrow();
    assertSame(alternating, new Eigenvalues(middle, Math.sqrt(1 - middle * middle), true));
    assertThat(alternating.spectralRadius()).isCloseTo(1, EXACT);
    assertThat(Behaviour.ofSteps(alternating)).isEqualTo(Behaviour.CIRCLES);
  }

  @ParameterizedTest
  @MethodSource("lossesOfThePapersForm")
  void gammaTurnsTheCircleIntoASpiralAndANode(AdversarialLoss loss, double slope) {
    double critical = 2 * slope;
    assertThat(ClosedForm.of(objective(loss)).orElseThrow().criticalGamma()).contains(critical);
    assertGamma(loss, slope, 0.5 * critical, Behaviour.SPIRALS_IN);
    assertGamma(loss, slope, critical, Behaviour.NODE);
    assertGamma(loss, slope, 1.5 * critical, Behaviour.NODE);
  }

  private static void assertGamma(
      AdversarialLoss loss, double slope, double gamma, Behaviour expected) {
    double discriminant = gamma * gamma / 4 - slope * slope;
    double offset = Math.sqrt(Math.abs(discriminant));
    Eigenvalues predicted = new Eigenvalues(-gamma / 2, offset, discriminant < 0);
    for (Penalty penalty : List.of(new R1(gamma), new R2(gamma))) {
      DiracGan game = new DiracGan(objective(loss, penalty), STEP);
      Eigenvalues field = game.fieldEigenvalues().orElseThrow();
      assertSame(field, predicted);
      assertThat(Behaviour.ofField(field)).isEqualTo(expected);
      assertSame(
          game.stepEigenvalues(Order.SIMULTANEOUS).orElseThrow(),
          new Eigenvalues(1 - STEP * gamma / 2, STEP * offset, discriminant < 0));
    }
    Penalty half = new R1(gamma / 2);
    assertSame(
        new DiracGan(objective(loss, half, new R2(gamma / 2)), STEP)
            .fieldEigenvalues()
            .orElseThrow(),
        predicted);
  }

  /** Games of every kind; the closed form is told the same. */
  static Stream<Objective> games() {
    List<List<Penalty>> penalties =
        List.of(
            List.of(),
            List.of(new R1(0.5), new R2(0.25)),
            List.of(new GradientPenalty(0.5)),
            List.of(new GradientPenalty(0.5, true, 1)),
            List.of(new Dragan(0.5), new R1(0.5)));
    Stream<AdversarialLoss> losses =
        Stream.concat(
            lossesOfThePapersForm().map(a -> (AdversarialLoss) a.get()[0]),
            Stream.of(new LeastSquares(), new LeastSquares(-1, 1, 0), new LeastSquares(0.5, 1, 1)));
    List<Constraint> clipping = List.of(new WeightClipping(0.7));
    return Stream.concat(
        losses.flatMap(
            loss -> penalties.stream().map(list -> new Objective(loss, list, List.of()))),
        penalties.stream().map(list -> new Objective(new Wasserstein(), list, clipping)));
  }

  @ParameterizedTest
  @MethodSource("games")
  void fieldEigenvaluesAndWayAreAsPredicted(Objective objective) {
    DiracGan game = new DiracGan(objective, STEP);
    ClosedForm form = ClosedForm.of(objective).orElseThrow();
    for (Point at : List.of(new Point(0.8, -1.5), new Point(-2, 0.3), new Point(1.2, 1.1))) {
      assertSame(game.field(at), form.field(at));
    }
    assertThat(game.fieldEigenvalues().isPresent()).isEqualTo(form.fieldEigenvalues().isPresent());
    form.fieldEigenvalues()
        .ifPresent(predicted -> assertSame(game.fieldEigenvalues().orElseThrow(), predicted));
    for (Order order : Order.values()) {
      form.stepEigenvalues(STEP, order)
          .ifPresent(predicted -> assertSame(game.stepEigenvalues(order).orElseThrow(), predicted));
      Point start = new Point(0.9, -0.4);
      List<Point> measured = game.trajectory(start, order, 8);
      List<Point> predicted = form.trajectory(start, STEP, order, 8);
      assertThat(measured).hasSize(9).hasSameSizeAs(predicted);
      for (int i = 0; i < measured.size(); i++) {
        assertSame(measured.get(i), predicted.get(i));
      }
    }
  }

  @Test
  void simultaneousStepsOfTheLinearGameGrowByExactlyOnePlusHSquared() {
    List<Point> points =
        new DiracGan(objective(new Wasserstein()), STEP)
            .trajectory(new Point(0.5, -1.25), Order.SIMULTANEOUS, 50);
    for (int i = 1; i < points.size(); i++) {
      double growth = points.get(i).squaredNorm() / points.get(i - 1).squaredNorm();
      assertThat(growth).isCloseTo(1 + STEP * STEP, Offset.offset(1e-13));
    }
  }

  @Test
  void simultaneousStepsOfTheMinimaxGameGrowByItsSlope() {
    List<Point> points =
        new DiracGan(objective(new Minimax()), STEP)
            .trajectory(new Point(1, 1), Order.SIMULTANEOUS, 50);
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      double slope = 1 / (1 + Math.exp(-from.theta() * from.psi()));
      assertThat(points.get(i).squaredNorm() / from.squaredNorm())
          .isCloseTo(1 + STEP * STEP * slope * slope, EXACT);
    }
  }

  @Test
  void onlyTheZeroSumGamesKeepTheirDistanceFarFromTheEquilibrium() {
    Point at = new Point(1.5, 0.8);
    double t = at.theta() * at.psi();
    assertThat(outwards(new Minimax(), at)).isCloseTo(0, EXACT);
    assertThat(outwards(new Wasserstein(), at)).isCloseTo(0, EXACT);
    // a − b = σ(−t) − σ(t) = −tanh(t/2): the players come nearer, with a rate of fourth order
    assertThat(outwards(new NonSaturating(), at)).isCloseTo(-2 * t * Math.tanh(t / 2), EXACT);
    assertThat(ClosedForm.of(objective(new Minimax())).orElseThrow().isZeroSum()).isTrue();
    assertThat(ClosedForm.of(objective(new NonSaturating())).orElseThrow().isZeroSum()).isFalse();
  }

  /** The rate of θ² + ψ² in continuous time. */
  private static double outwards(AdversarialLoss loss, Point at) {
    Point v = new DiracGan(objective(loss), STEP).field(at);
    return 2 * (at.theta() * v.theta() + at.psi() * v.psi());
  }

  @Test
  void theRegularisedGameArrivesAndTheOthersDoNot() {
    Point start = new Point(1, 1);
    Objective regularised = objective(new NonSaturating(), new R1(1));
    for (Order order : Order.values()) {
      assertThat(last(new DiracGan(regularised, 0.1), start, order)).isLessThan(1e-4);
      Objective plain = objective(new Minimax());
      assertThat(last(new DiracGan(plain, 0.1), start, order)).isGreaterThan(1);
      Objective penalty = objective(new Wasserstein(), new GradientPenalty(1));
      assertThat(last(new DiracGan(penalty, 0.1), start, order)).isGreaterThan(0.1);
    }
  }

  private static double last(DiracGan game, Point start, Order order) {
    List<Point> points = game.trajectory(start, order, 200);
    return points.get(points.size() - 1).squaredNorm();
  }

  @Test
  void aCornerAtTheEquilibriumHasNoEigenvalues() {
    DiracGan game = new DiracGan(objective(new Wasserstein(), new GradientPenalty(10)), STEP);
    assertThat(game.fieldEigenvalues()).isEmpty();
    assertThat(game.stepEigenvalues(Order.ALTERNATING)).isEmpty();
  }

  @Test
  void leastSquaresIsOfThePapersFormOnlyIfBothTargetsAreOppositeAndNotZero() {
    // The 0-1 coding wants D to say ½ at the equilibrium, and ψ·x has no bias to do so.
    assertField(new LeastSquares(), new Eigenvalues(0, 0, false), Behaviour.UNDECIDED);
    assertField(new LeastSquares(-1, 1, 0), new Eigenvalues(0, 0, false), Behaviour.UNDECIDED);
    assertField(new LeastSquares(-1, 1, 4), new Eigenvalues(0, 2, true), Behaviour.CIRCLES);
    assertField(new LeastSquares(0.25, 1, 1), new Eigenvalues(0, 0.5, false), Behaviour.DIVERGES);
  }

  private static void assertField(AdversarialLoss loss, Eigenvalues expected, Behaviour behaviour) {
    Eigenvalues field = new DiracGan(objective(loss), STEP).fieldEigenvalues().orElseThrow();
    assertSame(field, expected);
    assertThat(Behaviour.ofField(field)).isEqualTo(behaviour);
  }

  @Test
  void aLossOfOnesOwnIsMeasured() {
    AdversarialLoss tripled =
        new AdversarialLoss() {
          @Override
          public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
            return fakeLogits.sub(realLogits).mul(3);
          }

          @Override
          public Tensor generator(Tensor fakeLogits, Tensor realLogits) {
            return fakeLogits.mul(-3);
          }
        };
    assertThat(ClosedForm.of(objective(tripled))).isEmpty();
    assertField(tripled, new Eigenvalues(0, 3, true), Behaviour.CIRCLES);
  }

  @Test
  void stopsWhereNumbersEnd() {
    List<Point> points =
        new DiracGan(objective(new Wasserstein()), 1e100)
            .trajectory(new Point(1, 1), Order.SIMULTANEOUS, 10);
    assertThat(points).hasSize(4).allMatch(Point::isFinite);
  }

  @Test
  void refusesWhatItCannotPlay() {
    Objective lazy = objective(new Minimax(), new R1(1, 16));
    assertThatThrownBy(() -> new DiracGan(lazy, 0.1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("r1")
        .hasMessageContaining("16");
    assertThatThrownBy(() -> new DiracGan(objective(new Minimax()), 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("above 0");
  }
}
