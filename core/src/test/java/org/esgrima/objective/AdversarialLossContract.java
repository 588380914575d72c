package org.esgrima.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every adversarial loss promises; each one supplies itself and its values at logits 0. */
@ExtendWith(NoLeaks.class)
abstract class AdversarialLossContract {
  /** The loss under test. */
  abstract AdversarialLoss loss();

  /** What the discriminator minimises where both logits are 0, in closed form. */
  abstract double discriminatorAtZero();

  /** What the generator minimises where both logits are 0, in closed form. */
  abstract double generatorAtZero();

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void hasItsClosedFormAtLogitsZeroForEachSample(ElementType type) {
    try (Scope scope = Scope.open()) {
      Tensor zero = Tensor.zeros(type, Shape.of(5));
      assertEach(loss().discriminator(zero, zero), type, discriminatorAtZero());
      assertEach(loss().generator(zero, zero), type, generatorAtZero());
    }
  }

  private static void assertEach(Tensor values, ElementType type, double expected) {
    assertThat(values.shape()).isEqualTo(Shape.of(5));
    assertThat(values.elementType()).isEqualTo(type);
    double tolerance = type == ElementType.F64 ? 1e-14 : 1e-6;
    for (double value : values.toDoubles()) {
      assertThat(value).isCloseTo(expected, Offset.offset(tolerance));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void isFiniteWithFiniteGradientsAtExtremeLogits(ElementType type) {
    try (Scope scope = Scope.open()) {
      double[] real = {-200, -200, 200, 200, -1e4, 1e4, 0, 20.5};
      double[] fake = {-200, 200, -200, 200, 1e4, -1e4, 0, -20.5};
      assertFinite(loss()::discriminator, logits(real, type), logits(fake, type));
      assertFinite(loss()::generator, logits(fake, type), logits(real, type));
    }
  }

  private static void assertFinite(BinaryOperator<Tensor> loss, Tensor first, Tensor second) {
    Tensor values = loss.apply(first, second);
    assertThat(values.isFinite()).isTrue();
    // the zero terms let both take part, as autograd asks for
    Tensor sum = values.sum().add(first.mul(0).sum()).add(second.mul(0).sum());
    for (Tensor gradient : Autograd.gradients(sum, List.of(first, second))) {
      assertThat(gradient.isFinite()).isTrue();
    }
  }

  @Test
  void generatorGivesRealLogitsAGradientOnlyIfItComparesThem() {
    try (Scope scope = Scope.open()) {
      Tensor real = logits(new double[] {1.5, -0.5, 3}, ElementType.F64);
      Tensor fake = logits(new double[] {0.3, -2, 1}, ElementType.F64);
      Tensor sum = loss().generator(fake, real).sum().add(real.mul(0).sum());
      double[] gradient = Autograd.gradients(sum, List.of(real)).get(0).toDoubles();
      if (loss().comparesWithReal()) {
        assertThat(gradient).doesNotContain(0);
      } else {
        assertThat(gradient).containsOnly(0);
      }
    }
  }

  @Test
  void staysTheSameGameWithAllLogitsShiftedOnlyIfItComparesOnly() {
    try (Scope scope = Scope.open()) {
      Tensor real = logits(new double[] {1.5, -0.5, 3}, ElementType.F64);
      Tensor fake = logits(new double[] {0.3, -2, 1}, ElementType.F64);
      boolean same =
          Arrays.equals(
                  slopes(loss()::discriminator, real, fake, 0),
                  slopes(loss()::discriminator, real, fake, 4))
              && Arrays.equals(
                  slopes(loss()::generator, fake, real, 0),
                  slopes(loss()::generator, fake, real, 4));
      assertThat(loss().comparesOnly()).isEqualTo(same);
    }
  }

  /** The gradient at the first logits, with all logits raised; a power of two rounds nothing. */
  private static double[] slopes(
      BinaryOperator<Tensor> loss, Tensor first, Tensor second, double raised) {
    Tensor sum = loss.apply(first.add(raised), second.add(raised)).sum();
    double[] slopes = Autograd.gradients(sum, List.of(first)).get(0).toDoubles();
    return Arrays.stream(slopes).map(slope -> Math.round(slope * 1e9) / 1e9).toArray();
  }

  @Test
  void playersPullTheLogitsOfFakesApart() {
    try (Scope scope = Scope.open()) {
      // near the decision, where even losses with targets or margins pull to one side only
      Tensor real = logits(new double[] {1.5, -0.5, 1}, ElementType.F64);
      Tensor fake = logits(new double[] {0.3, 0.1, 0.6}, ElementType.F64);
      List<Tensor> both = List.of(real, fake);
      List<Tensor> d = Autograd.gradients(loss().discriminator(real, fake).sum(), both);
      List<Tensor> g = Autograd.gradients(loss().generator(fake, real).sum(), List.of(fake));
      assertThat(Arrays.stream(d.get(1).toDoubles())).allMatch(slope -> slope > 0);
      assertThat(Arrays.stream(g.get(0).toDoubles())).allMatch(slope -> slope < 0);
    }
  }

  @Test
  void refusesLogitsOfDifferentShapes() {
    try (Scope scope = Scope.open()) {
      Tensor three = Tensor.zeros(ElementType.F32, Shape.of(3));
      Tensor one = Tensor.zeros(ElementType.F32, Shape.of(1));
      assertThatThrownBy(() -> loss().discriminator(three, one))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[3]")
          .hasMessageContaining("[1]");
      assertThatThrownBy(() -> loss().generator(one, three))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void isReadAndWrittenByName() {
    String written = Json.json(loss());
    AdversarialLoss read = Json.bind(Json.parseJson(written, "test"), AdversarialLoss.class, "");
    assertThat(read).as(written).isEqualTo(loss());
  }

  private static Tensor logits(double[] values, ElementType type) {
    return Tensor.of(values, Shape.of(values.length)).to(type).requireGrad(true);
  }
}
