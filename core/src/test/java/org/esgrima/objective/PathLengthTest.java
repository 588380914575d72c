package org.esgrima.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.esgrima.Golden;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class PathLengthTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);
  private static final double STEP = 1e-5;

  private static Tensor draw(RandomStream random, long... sizes) {
    return random.normal(ElementType.F64, new Shape(sizes), 0, 1);
  }

  /** For images A w the length is ‖Aᵀ y‖ / √(H W), whatever w is. */
  @Test
  void ofALinearGeneratorItHasItsClosedForm() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      Tensor weight = draw(random, 2 * 3 * 5, 4).requireGrad(true);
      Tensor styles = draw(random, 6, 4).requireGrad(true);
      Tensor noise = draw(random, 6, 2, 3, 5);
      Tensor images = styles.linear(weight).reshape(6, 2, 3, 5);
      double[] lengths = PathLength.lengths(images, styles, noise).detach().toDoubles();
      Tensor pulled = noise.reshape(6, -1).matmul(weight.detach());
      double[] expected = pulled.square().sum(1).mul(1.0 / 15).sqrt().toDoubles();
      assertThat(lengths).containsExactly(expected, EXACT);
    }
  }

  @Test
  void overLayersOfStylesTheSquaresAreAveraged() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      Tensor styles = draw(random, 3, 2, 4).requireGrad(true);
      Tensor noise = draw(random, 3, 1, 2, 2);
      // 3 · first layer and 4 · second, each on all four pixels
      Tensor images = styles.select(1, 0).mul(3).add(styles.select(1, 1).mul(4));
      double[] lengths =
          PathLength.lengths(images.reshape(3, 1, 2, 2), styles, noise).detach().toDoubles();
      double[] norms = noise.reshape(3, -1).norm(1).toDoubles();
      for (int n = 0; n < 3; n++) {
        assertThat(lengths[n]).isCloseTo(norms[n] / 2 * Math.sqrt((9 + 16) / 2.0), EXACT);
      }
    }
  }

  /** A generator with two layers of weights, smooth and not linear. */
  private static Tensor generate(List<Tensor> weights, Tensor styles) {
    Tensor first = styles.shape().rank() == 3 ? styles.select(1, 0) : styles;
    Tensor last = styles.shape().rank() == 3 ? styles.select(1, 1) : styles;
    Tensor hidden = first.linear(weights.get(0)).tanh().mul(last.mean(1).reshape(-1, 1).add(2));
    return hidden.linear(weights.get(1), weights.get(2)).tanh().reshape(-1, 1, 3, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theGradientOfTheTermIsThatOfCentralDifferences(int rank) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(4)) {
      List<Tensor> weights =
          List.of(draw(random, 5, 4), draw(random, 6, 5), draw(random, 6)).stream()
              .map(weight -> weight.mul(0.5).requireGrad(true))
              .toList();
      Tensor styles = rank == 3 ? draw(random, 4, 2, 4) : draw(random, 4, 4);
      Tensor noise = draw(random, 4, 1, 3, 2);
      UnaryOperator<Tensor> term =
          w -> {
            Tensor lengths = PathLength.lengths(generate(weights, w), w, noise);
            return new PathLength().term(lengths, Tensor.full(ElementType.F64, Shape.of(), 0.2));
          };
      styles.requireGrad(true);
      List<Tensor> exact = Autograd.gradients(term.apply(styles), weights);
      for (int i = 0; i < weights.size(); i++) {
        double[] slopes = exact.get(i).toDoubles();
        for (int j = 0; j < slopes.length; j++) {
          double difference = centralDifference(term, styles, weights.get(i), j);
          assertThat(slopes[j])
              .as("weight %d, element %d", i, j)
              .isCloseTo(difference, Offset.offset(1e-7 * Math.max(1, Math.abs(difference))));
        }
      }
    }
  }

  private static double centralDifference(
      UnaryOperator<Tensor> term, Tensor styles, Tensor weight, int at) {
    move(weight, at, STEP);
    double above = number(term, styles);
    move(weight, at, -2 * STEP);
    double below = number(term, styles);
    move(weight, at, STEP);
    return (above - below) / (2 * STEP);
  }

  private static double number(UnaryOperator<Tensor> term, Tensor styles) {
    try (Scope scope = Scope.open()) {
      return term.apply(styles).item();
    }
  }

  private static void move(Tensor weight, int at, double by) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      weight.reshape(-1).select(0, at).addInPlace(by);
    }
  }

  @Test
  void theMeanFollowsSlowlyAndTakesPartInTheGradient() {
    try (Scope scope = Scope.open()) {
      Tensor lengths = Tensor.of(new double[] {1, 3}, Shape.of(2)).requireGrad(true);
      PathLength settings = new PathLength(2, 0.25, 4, 2);
      Tensor mean = settings.mean(Tensor.full(ElementType.F64, Shape.of(), 1), lengths);
      assertThat(mean.item()).isCloseTo(1.25, EXACT);
      assertThat(settings.penalties(lengths, mean).detach().toDoubles())
          .containsExactly(new double[] {0.0625, 3.0625}, EXACT);
      Tensor term = settings.term(lengths, mean);
      assertThat(term.item()).isCloseTo(2 * 4 * (0.0625 + 3.0625) / 2, EXACT);
      // 8 (len − a), less what moves a: each length has the share 0.25 / 2 of it
      double through = 8 * (-0.25 + 1.75) * 0.125;
      assertThat(Autograd.gradients(term, List.of(lengths)).get(0).toDoubles())
          .containsExactly(new double[] {8 * -0.25 - through, 8 * 1.75 - through}, EXACT);
    }
  }

  @Test
  void aGeneratorThatIgnoresItsStylesGivesLengthZeroAndNoNan() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      Tensor weight = Tensor.zeros(ElementType.F32, Shape.of(4, 3)).requireGrad(true);
      Tensor styles = random.normal(ElementType.F32, Shape.of(2, 3), 0, 1).requireGrad(true);
      Tensor images = styles.linear(weight).reshape(2, 1, 2, 2);
      PathLength settings = new PathLength();
      Tensor lengths = settings.lengths(images, styles, random);
      assertThat(lengths.detach().toDoubles()).containsOnly(0);
      Tensor term = settings.term(lengths, Tensor.full(ElementType.F32, Shape.of(), 1));
      assertThat(Autograd.gradients(term, List.of(weight)).get(0).isFinite()).isTrue();
    }
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      Tensor images = Tensor.zeros(ElementType.F32, Shape.of(2, 1, 2, 2));
      Tensor styles = Tensor.zeros(ElementType.F32, Shape.of(2, 3));
      assertThatThrownBy(() -> new PathLength().lengths(images, styles, random))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("F32[2,3] without gradients");
      Tensor three = Tensor.zeros(ElementType.F32, Shape.of(3, 3)).requireGrad(true);
      assertThatThrownBy(() -> new PathLength().lengths(images, three, random))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new PathLength(2, 0, 4, 2)).hasMessageContaining("decay");
    assertThatThrownBy(() -> new PathLength(-1, 0.1, 4, 2)).hasMessageContaining("weight");
    assertThatThrownBy(() -> new PathLength(2, 0.1, 0, 2)).hasMessageContaining("interval");
  }

  @Test
  void isReadAndWrittenWithTheAuthorsDefaults() {
    assertThat(
            Json.bind(
                Json.parseYaml("{type: path-length}", "test"), GeneratorPenalty.class, "test"))
        .isEqualTo(new PathLength(2, 0.01, 4, 2));
    PathLength other = new PathLength(1, 0.5, 8, 3);
    assertThat(Json.bind(Json.parseYaml(Json.yaml(other), ""), GeneratorPenalty.class, ""))
        .isEqualTo(other);
    assertThat(List.of(other.dueAt(0), other.dueAt(7), other.dueAt(8)))
        .containsExactly(true, false, true);
  }

  /**
   * The reference gives (len − a)² of each sample and a itself, but no lengths. Each is a ± the
   * root of its penalty; for one choice of signs their mean must move a to where the reference has
   * it, which it would not if penalties were taken before a moves, or a moved otherwise.
   */
  @ParameterizedTest
  @ValueSource(strings = {"stylegan2/uncond", "stylegan2/cond"})
  void penaltiesAndRunningMeanFitThoseOfTheReference(String name) {
    try (Scope scope = Scope.open();
        Golden golden = Golden.open(name)) {
      PathLength settings =
          new PathLength(
              golden.config().path("pl_weight").doubleValue(),
              golden.config().path("pl_decay").doubleValue(),
              golden.config().path("gain").path("Greg").intValue(),
              golden.config().path("pl_batch_shrink").intValue());
      Tensor start =
          Tensor.full(
              ElementType.F64, Shape.of(), golden.config().path("pl_mean_init").doubleValue());
      double mean = golden.values("Greg.pl_mean_after")[0];
      double[] penalties = golden.values("Greg.pl_penalty");
      double smallest = Double.POSITIVE_INFINITY;
      Tensor best = null;
      for (int signs = 0; signs < 1 << penalties.length; signs++) {
        Tensor lengths = lengths(mean, penalties, signs);
        double distance = Math.abs(settings.mean(start, lengths).item() - mean);
        if (distance < smallest) {
          smallest = distance;
          best = lengths;
        }
      }
      Tensor moved = settings.mean(start, best);
      golden.assertClose(moved, "Greg.pl_mean_after");
      Tensor ours = settings.penalties(best, moved);
      golden.assertClose(ours, "Greg.pl_penalty");
      golden.assertClose(ours.mul(settings.weight()), "Greg.loss_per_sample");
    }
  }

  private static Tensor lengths(double mean, double[] penalties, int signs) {
    double[] lengths = new double[penalties.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = mean + ((signs >> i & 1) == 0 ? 1 : -1) * Math.sqrt(penalties[i]);
    }
    return Tensor.of(lengths, Shape.of(lengths.length));
  }
}
