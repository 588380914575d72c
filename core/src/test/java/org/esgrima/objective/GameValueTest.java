package org.esgrima.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class GameValueTest {
  @Test
  void isMinusLogFourWhereTheDiscriminatorCannotTell() {
    try (Scope scope = Scope.open()) {
      Tensor real = Tensor.zeros(ElementType.F64, Shape.of(4));
      Tensor fake = Tensor.zeros(ElementType.F64, Shape.of(6));
      assertThat(AdversarialLoss.value(real, fake).item())
          .isCloseTo(AdversarialLoss.EQUILIBRIUM_VALUE, Offset.offset(1e-15));
      assertThat(AdversarialLoss.EQUILIBRIUM_VALUE)
          .isCloseTo(-1.3862943611198906, Offset.offset(1e-15));
    }
  }

  @Test
  void isEquationOneAndWhatTheDiscriminatorMinimisesWithTheOtherSign() {
    try (Scope scope = Scope.open()) {
      Tensor real = Tensor.of(new double[] {1, -2, 0.5}, Shape.of(3));
      Tensor fake = Tensor.of(new double[] {0.25, -1, 3}, Shape.of(3));
      double expected = 0;
      for (int i = 0; i < 3; i++) {
        double onReal = 1 / (1 + Math.exp(-real.toDoubles()[i]));
        double onFake = 1 / (1 + Math.exp(-fake.toDoubles()[i]));
        expected += (Math.log(onReal) + Math.log(1 - onFake)) / 3;
      }
      double value = AdversarialLoss.value(real, fake).item();
      assertThat(value).isCloseTo(expected, Offset.offset(1e-14));
      assertThat(new Minimax().discriminator(real, fake).mean().item())
          .isCloseTo(-value, Offset.offset(1e-14));
    }
  }

  @Test
  void smoothingMovesTheBestAnswerToTheTarget() {
    try (Scope scope = Scope.open()) {
      // −t log σ(r) − (1−t) log(1−σ(r)) is least where σ(r) = t: r = log(t / (1−t))
      double best = Math.log(0.9 / 0.1);
      Tensor real = Tensor.of(new double[] {best}, Shape.of(1)).requireGrad(true);
      Tensor fake = Tensor.zeros(ElementType.F64, Shape.of(1));
      Tensor loss = new NonSaturating(0.9).discriminator(real, fake).sum();
      double slope = Autograd.gradients(loss, List.of(real)).get(0).item();
      assertThat(slope).isCloseTo(0, Offset.offset(1e-15));
    }
  }

  @Test
  void termsAddUpAndKeepTheirOrderAndNames() {
    try (Scope scope = Scope.open()) {
      LossTerms terms =
          new LossTerms()
              .add("loss/d/penalty", Tensor.full(ElementType.F32, Shape.of(), 0.5))
              .add("loss/d/adversarial", Tensor.full(ElementType.F32, Shape.of(), 2));
      assertThat(terms.total().item()).isEqualTo(2.5);
      assertThat(terms.values().keySet()).containsExactly("loss/d/penalty", "loss/d/adversarial");
      assertThat(terms.values().values()).containsExactly(0.5, 2.0);
      assertThatThrownBy(() -> terms.add("loss/d/penalty", terms.total()))
          .hasMessageContaining("loss/d/penalty");
      assertThatThrownBy(() -> terms.add("x", Tensor.zeros(ElementType.F32, Shape.of(2))))
          .hasMessageContaining("[2]");
      assertThatThrownBy(() -> new LossTerms().total()).isInstanceOf(IllegalStateException.class);
    }
  }
}
