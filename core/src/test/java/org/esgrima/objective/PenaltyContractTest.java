package org.esgrima.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every penalty promises. */
@ExtendWith(NoLeaks.class)
class PenaltyContractTest {
  private static final double STEP = 1e-5;

  static Stream<Penalty> penalties() {
    return Stream.of(
        new GradientPenalty(10),
        new GradientPenalty(3, true, 4),
        new Dragan(10),
        new Dragan(2, 0.1, 4),
        new R1(10),
        new R2(0.5, 16),
        new Consistency(10, 0, true, 4, 1),
        new Consistency(3, 2, false, 2, 4));
  }

  /** The kinds of critics, by their samples, that a penalty can be used with. */
  private static List<String> kinds(Penalty penalty) {
    return penalty instanceof Consistency ? List.of("conv") : List.of("mlp", "conv");
  }

  static Stream<Arguments> penaltiesOnCritics() {
    return penalties()
        .flatMap(penalty -> kinds(penalty).stream().map(kind -> Arguments.of(penalty, kind)));
  }

  /** A minibatch, a critic and a fresh stream of random numbers for each evaluation. */
  private record Table(CriticForTests critic, Tensor reals, Tensor fakes) {
    static Table of(String kind) {
      try (RandomStream random = RandomStream.named(3, kind)) {
        CriticForTests critic =
            kind.equals("mlp")
                ? CriticForTests.randomMlp(random)
                : CriticForTests.randomConvolution(random);
        return new Table(critic, critic.samples(random, 6), critic.samples(random, 6));
      }
    }

    static Table of(Penalty penalty) {
      return of(kinds(penalty).get(0));
    }

    Tensor value(Penalty penalty) {
      try (RandomStream random = new RandomStream(11)) {
        return penalty.value(critic.discriminator(), reals, fakes, random);
      }
    }

    double number(Penalty penalty) {
      try (Scope scope = Scope.open()) {
        return value(penalty).item();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("penaltiesOnCritics")
  void itsGradientIsThatOfCentralDifferences(Penalty penalty, String kind) {
    try (Scope scope = Scope.open()) {
      Table table = Table.of(kind);
      List<Tensor> weights = table.critic().parameters();
      List<Tensor> gradients = Autograd.gradients(table.value(penalty), weights);
      double largest = 0;
      for (int i = 0; i < weights.size(); i++) {
        double[] exact = gradients.get(i).toDoubles();
        for (int j = 0; j < exact.length; j++) {
          double difference = centralDifference(table, penalty, weights.get(i), j);
          assertThat(exact[j])
              .as("weight %d, element %d", i, j)
              .isCloseTo(difference, Offset.offset(1e-7 * Math.max(1, Math.abs(difference))));
          largest = Math.max(largest, Math.abs(difference));
        }
      }
      assertThat(largest).as("largest slope, or the test would compare zeros").isGreaterThan(0.01);
    }
  }

  private static double centralDifference(Table table, Penalty penalty, Tensor weight, int at) {
    move(weight, at, STEP);
    double above = table.number(penalty);
    move(weight, at, -2 * STEP);
    double below = table.number(penalty);
    move(weight, at, STEP);
    return (above - below) / (2 * STEP);
  }

  private static void move(Tensor weight, int at, double by) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      weight.reshape(-1).select(0, at).addInPlace(by);
    }
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void isAScalarOfTheSamplesTypeAndTheSameForTheSameRandomNumbers(Penalty penalty) {
    try (Scope scope = Scope.open()) {
      Table table = Table.of(penalty);
      Tensor value = table.value(penalty);
      assertThat(value.shape()).isEqualTo(Shape.of());
      assertThat(value.elementType()).isEqualTo(ElementType.F64);
      assertThat(value.item()).isNotNegative().isEqualTo(table.number(penalty));
    }
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void isFiniteWithFiniteGradientsWhereTheDiscriminatorIsFlat(Penalty penalty) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      Tensor weight = Tensor.zeros(ElementType.F32, Shape.of(1, 3)).requireGrad(true);
      Tensor x = random.normal(ElementType.F32, ofThree(penalty), 0, 1);
      Tensor value = penalty.value(s -> s.reshape(4, 3).linear(weight).reshape(-1), x, x, random);
      assertThat(value.isFinite()).isTrue();
      assertThat(Autograd.gradients(value, List.of(weight)).get(0).isFinite()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void isAppliedAtIntervalsAndAsMuchStronger(Penalty penalty) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(11)) {
      Table table = Table.of(penalty);
      Tensor term =
          penalty.term(table.critic().discriminator(), table.reals(), table.fakes(), random);
      double expected = table.number(penalty) * penalty.interval();
      assertThat(term.item()).isCloseTo(expected, Offset.offset(1e-12 * expected));
      assertThat(Stream.iterate(0L, step -> step + 1).limit(48).filter(penalty::dueAt))
          .hasSize(48 / penalty.interval())
          .contains(0L);
    }
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void samplesThatRequireGradientsAreGivenToTheDiscriminatorAsTheyAre(Penalty penalty) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(11)) {
      Table table = Table.of("conv");
      double alone = table.number(penalty);
      Tensor reals = table.reals().detach().requireGrad(true);
      Tensor fakes = table.fakes().detach().requireGrad(true);
      Tensor realLogits = table.critic().discriminator().apply(reals);
      Tensor fakeLogits = table.critic().discriminator().apply(fakes);
      AtomicInteger remembered = new AtomicInteger();
      Function<Tensor, Tensor> memory =
          x -> {
            if (x != reals && x != fakes) {
              return table.critic().discriminator().apply(x);
            }
            remembered.incrementAndGet();
            return x == reals ? realLogits : fakeLogits;
          };
      Tensor value = penalty.value(memory, reals, fakes, random);
      assertThat(value.item()).isCloseTo(alone, Offset.offset(1e-12));
      assertThat(remembered.get()).isEqualTo(kindsOfSamplesJudged(penalty));
      Tensor loss = new Wasserstein().discriminator(realLogits, fakeLogits).mean().add(value);
      assertThat(Autograd.gradients(loss, table.critic().parameters())).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void refusesLogitsThatAreNotOneForEachSample(Penalty penalty) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      Tensor weight = Tensor.full(ElementType.F32, Shape.of(1, 3), 1).requireGrad(true);
      Tensor x = random.normal(ElementType.F32, ofThree(penalty), 0, 1);
      assertThatThrownBy(() -> penalty.value(s -> s.reshape(4, 3).linear(weight), x, x, random))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("logits of samples " + x.shape() + ": expected [4], got [4,1]");
    }
  }

  /** A minibatch of four samples of three numbers, as points or as images. */
  private static Shape ofThree(Penalty penalty) {
    return kinds(penalty).contains("mlp") ? Shape.of(4, 3) : Shape.of(4, 1, 1, 3);
  }

  /** How many of the two minibatches a penalty looks at as they are. */
  private static int kindsOfSamplesJudged(Penalty penalty) {
    if (penalty instanceof Consistency consistency) {
      return consistency.fakeWeight() > 0 ? 2 : 1;
    }
    return penalty instanceof R1 || penalty instanceof R2 ? 1 : 0;
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void isReadAndWrittenByName(Penalty penalty) {
    String written = Json.json(penalty);
    assertThat(written).contains("\"type\":\"" + penalty.name() + "\"");
    assertThat(read(written)).isEqualTo(penalty);
    assertThat(read("{\"type\":\"" + penalty.name() + "\"}").interval()).isEqualTo(1);
    assertThatThrownBy(() -> read("{\"type\":\"" + penalty.name() + "\",\"interval\":0}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("interval must be at least 1, got 0");
  }

  private static Penalty read(String json) {
    return Json.bind(Json.parseJson(json, "test"), Penalty.class, "test");
  }
}
