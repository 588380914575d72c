package org.esgrima.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.optim.Schedule;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Closed forms of single penalties and of what goes with them. */
@ExtendWith(NoLeaks.class)
class PenaltyTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  private static double value(Penalty penalty, Function<Tensor, Tensor> discriminator) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(5)) {
      Tensor reals = Tensor.of(new double[] {1, 2, -1, 0}, Shape.of(2, 2));
      Tensor fakes = Tensor.of(new double[] {3, 0, 0, -2}, Shape.of(2, 2));
      return penalty.value(discriminator, reals, fakes, random).item();
    }
  }

  /** A plane of slope 5. */
  private static Tensor plane(Tensor x) {
    Tensor weight = Tensor.of(new double[] {3, -4}, Shape.of(1, 2)).requireGrad(true);
    return x.linear(weight).reshape(-1);
  }

  @Test
  void onAPlaneEveryPenaltyHasItsClosedForm() {
    assertThat(value(new R1(3), PenaltyTest::plane)).isCloseTo(1.5 * 25, EXACT);
    assertThat(value(new R2(3), PenaltyTest::plane)).isCloseTo(1.5 * 25, EXACT);
    assertThat(value(new GradientPenalty(10), PenaltyTest::plane)).isCloseTo(160, EXACT);
    assertThat(value(new GradientPenalty(10, true, 1), PenaltyTest::plane)).isCloseTo(160, EXACT);
    assertThat(value(new Dragan(10), PenaltyTest::plane)).isCloseTo(160, EXACT);
  }

  @Test
  void onlyTheOneSidedPenaltyLeavesAFlatDiscriminatorAlone() {
    Function<Tensor, Tensor> flat = x -> plane(x).mul(0.1);
    assertThat(value(new GradientPenalty(10), flat)).isCloseTo(2.5, EXACT);
    assertThat(value(new GradientPenalty(10, true, 1), flat)).isZero();
  }

  @Test
  void r1LooksAtRealAndR2AtSyntheticSamples() {
    // D(x) = |x|², so the slope is 2|x|: mean 4|x|² is 12 for the reals and 26 for the fakes
    Function<Tensor, Tensor> bowl = x -> x.square().sum(1);
    assertThat(value(new R1(2), bowl)).isCloseTo(12, EXACT);
    assertThat(value(new R2(2), bowl)).isCloseTo(26, EXACT);
  }

  @Test
  void draganPerturbsByAShareOfTheStandardDeviation() {
    try (Scope scope = Scope.open()) {
      Tensor reals = Tensor.of(new double[] {1, 3, 1, 3}, Shape.of(2, 2)); // mean 2, deviation 1
      Tensor alpha = Tensor.of(new double[] {1, 0.5}, Shape.of(2, 1));
      Tensor u = Tensor.of(new double[] {0, 1, 1, 0.5}, Shape.of(2, 2));
      assertThat(new Dragan(10).perturb(reals, alpha, u).toDoubles())
          .containsExactly(1, 3.5, 1.25, 3.125);
    }
  }

  @Test
  void interpolatesLieBetweenEachRealAndItsSyntheticSample() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor zeros = Tensor.zeros(ElementType.F32, Shape.of(64, 1, 2, 2));
      Tensor ones = Tensor.full(ElementType.F32, Shape.of(64, 1, 2, 2), 1);
      Tensor epsilon = PerSample.uniform(random, ones);
      assertThat(epsilon.shape()).isEqualTo(Shape.of(64, 1, 1, 1));
      float[] points = GradientPenalty.interpolate(ones, zeros, epsilon).toFloats();
      float[] drawn = epsilon.toFloats();
      for (int i = 0; i < points.length; i++) {
        assertThat(points[i]).isEqualTo(drawn[i / 4]).isBetween(0f, 1f);
      }
      assertThat(drawn).doesNotHaveDuplicates();
    }
  }

  @Test
  void clippingHoldsEveryWeightAndSaysNoToNonsense() {
    try (Scope scope = Scope.open()) {
      Tensor weight = Tensor.of(new double[] {-3, -0.005, 0, 7}, Shape.of(2, 2)).requireGrad(true);
      Tensor bias = Tensor.of(new double[] {0.02}, Shape.of(1)).requireGrad(true);
      Constraint clipping =
          Json.bind(Json.parseYaml("type: weight-clipping", "test"), Constraint.class, "test");
      clipping.enforce(List.of(weight, bias));
      assertThat(weight.detach().toDoubles()).containsExactly(-0.01, -0.005, 0, 0.01);
      assertThat(bias.detach().toDoubles()).containsExactly(0.01);
      assertThat(weight.requiresGrad()).isTrue();
    }
    String text = "{type: weight-clipping, bound: 0}";
    assertThatThrownBy(() -> Json.bind(Json.parseYaml(text, "test"), Constraint.class, "test"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bound must be above 0 and finite, got 0.0");
  }

  @Test
  void badWeightsAreRefused() {
    assertThatThrownBy(() -> new R1(-1)).hasMessageContaining("gamma must be at least 0");
    assertThatThrownBy(() -> new R2(Double.NaN)).hasMessageContaining("finite, got NaN");
    assertThatThrownBy(() -> new GradientPenalty(-1)).hasMessageContaining("weight must be");
    assertThatThrownBy(() -> new Dragan(1, -1, 1)).hasMessageContaining("noise must be");
  }

  private static final Schedule FALLING = new Schedule.Cosine(0.05, 0.005, 0, 1_000);

  @Test
  void gammaFallsWithTheImagesSeen() {
    for (Penalty penalty : List.of(new R1(FALLING, 1), new R2(FALLING, 1))) {
      assertThat(value(penalty, PenaltyTest::plane)).isCloseTo(0.025 * 25, EXACT);
      assertThat(value(penalty.after(500), PenaltyTest::plane)).isCloseTo(0.01375 * 25, EXACT);
      assertThat(value(penalty.after(9_999), PenaltyTest::plane)).isCloseTo(0.0025 * 25, EXACT);
    }
    assertThat(new R1(3, 8).after(500)).isEqualTo(new R1(3, 8));
    Penalty unchanging = new Dragan(10);
    assertThat(unchanging.after(500)).isSameAs(unchanging);
  }

  @Test
  void theObjectiveTellsPenaltiesTheImagesSeen() {
    Objective objective =
        new Objective(new Wasserstein(), List.of(new R1(FALLING, 4), new R2(8)), List.of());
    assertThat(lazily(objective, 8, 0)).isEqualTo(Map.of("loss/d/r1", 4 * 0.025 * 25));
    assertThat(lazily(objective, 8, 500).get("loss/d/r1")).isCloseTo(4 * 0.01375 * 25, EXACT);
    assertThat(atOnce(objective, 500).get("loss/d/r2")).isCloseTo(4 * 25, EXACT);
  }

  @Test
  void lazyPenaltiesAreNoPartOfTheLossAndOnlySometimesDue() {
    Objective objective =
        new Objective(new Wasserstein(), List.of(new R1(1, 4), new R2(8)), List.of());
    assertThat(atOnce(objective, 0)).containsOnlyKeys("loss/d/adversarial", "loss/d/r2");
    for (long update = 0; update < 9; update++) {
      assertThat(objective.lazyDueAt(update)).isEqualTo(update % 4 == 0);
      assertThat(lazily(objective, update, 0).containsKey("loss/d/r1")).isEqualTo(update % 4 == 0);
    }
  }

  private static Map<String, Double> lazily(Objective objective, long update, long imagesSeen) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(5)) {
      Tensor x = samples();
      return objective.lazily(x, x, PenaltyTest::plane, update, imagesSeen, () -> random).values();
    }
  }

  private static Map<String, Double> atOnce(Objective objective, long imagesSeen) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(5)) {
      Tensor x = samples();
      Verdict verdict = Verdict.of(plane(x));
      return objective
          .discriminator(
              new Objective.Judged(x, x, verdict, verdict),
              PenaltyTest::plane,
              imagesSeen,
              () -> random)
          .values();
    }
  }

  private static Tensor samples() {
    return Tensor.of(new double[] {1, 2, -1, 0}, Shape.of(2, 2));
  }

  @Test
  void gammaIsANumberOrASchedule() {
    assertThat(read("{type: r1, gamma: 0.5}")).isEqualTo(new R1(0.5));
    assertThat(read("{type: r2}")).isEqualTo(new R2(10));
    assertThat(Json.json(new R1(0.5))).contains("\"gamma\":0.5,");
    String schedule = "{type: cosine, from: 0.05, to: 0.005, start-images: 0, end-images: 1000}";
    Penalty falling = read("{type: r2, gamma: " + schedule + ", interval: 4}");
    assertThat(falling).isEqualTo(new R2(FALLING, 4));
    assertThat(read(Json.json(falling))).isEqualTo(falling);
    assertThatThrownBy(() -> read("{type: r1, gamma: -1}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("gamma must be at least 0");
    assertThatThrownBy(() -> read("{type: r1, gamma: " + schedule.replace("0.05,", "-1,") + "}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("gamma must be at least 0");
  }

  private static Penalty read(String yaml) {
    return Json.bind(Json.parseYaml(yaml, "test"), Penalty.class, "test");
  }

  @Test
  void lazyCorrectionIsThatOfStyleGan2() {
    LazyCorrection correction = new LazyCorrection(16);
    assertThat(correction.factor()).isCloseTo(16.0 / 17, EXACT);
    // training_loop.py of StyleGAN2: lr 0.002, β 0 and 0.99, interval 16
    assertThat(correction.learningRate(0.002)).isCloseTo(0.0018823529411764706, EXACT);
    assertThat(correction.beta(0)).isZero();
    assertThat(correction.beta(0.99)).isCloseTo(0.9905854573074332, EXACT);
    assertThatThrownBy(() -> new LazyCorrection(0)).hasMessageContaining("interval");
  }

  @Test
  void lazySlopesOnSmallOrLowDimensionalDataAreWarnedOf() {
    Shape point = Shape.of(2);
    Shape small = Shape.of(3, 32, 32);
    Shape large = Shape.of(3, 64, 64);
    for (Penalty lazy : List.of(new R1(1, 8), new R2(1, 8))) {
      assertThat(lazy.warning(small).orElseThrow())
          .startsWith(lazy.name() + " is applied in every 8th step only")
          .contains("here [3,32,32]", "2501.05441", "interval: 1")
          .doesNotContain("\n");
      assertThat(lazy.warning(point)).isPresent();
      assertThat(lazy.warning(large)).isEmpty();
    }
    for (Penalty penalty : List.of(new R1(1), new R2(1), new GradientPenalty(10, false, 8))) {
      assertThat(penalty.warning(small)).isEmpty();
    }
  }
}
