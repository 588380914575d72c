package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class TopKTest {
  @Test
  void kShrinksByAFactorAnEpochDownToItsShare() {
    TopK topK = new TopK(0.5, 0.9, 1_000);
    assertThat(topK.count(64, 0)).isEqualTo(64);
    assertThat(topK.count(64, 999)).isEqualTo(64);
    assertThat(topK.count(64, 1_000)).isEqualTo(58); // ⌈57.6⌉
    assertThat(topK.count(64, 2_500)).isEqualTo(52); // ⌈51.84⌉
    assertThat(topK.count(64, 6_000)).isEqualTo(35); // ⌈0.531441 · 64⌉
    assertThat(topK.count(64, 7_000)).isEqualTo(32);
    assertThat(topK.count(64, 1_000_000_000)).isEqualTo(32);
    assertThat(topK.count(1, 1_000_000_000)).isEqualTo(1);
    assertThat(new TopK(0.07, 0.5, 1).count(100, 1_000)).isEqualTo(7);
    assertThat(new TopK(0.5, 1, 1).count(64, 1_000)).isEqualTo(64);
  }

  @Test
  void onlyTheSamplesThatLookMostRealGiveAGradient() {
    try (Scope scope = Scope.open()) {
      Tensor losses = Tensor.of(new double[] {1, 2, 3, 4, 5}, Shape.of(5)).requireGrad(true);
      Tensor logits = Tensor.of(new double[] {-3, 0.5, 7, -9, 0.4}, Shape.of(5));
      TopK topK = new TopK(0.6, 0.5, 1);
      Tensor selected = topK.select(losses, logits, 100);
      assertThat(selected.detach().toDoubles()).containsExactly(3, 2, 5);
      assertThat(Autograd.gradients(selected.mean(), List.of(losses)).get(0).toDoubles())
          .containsExactly(new double[] {0, 1.0 / 3, 1.0 / 3, 0, 1.0 / 3}, Offset.offset(1e-15));
      assertThat(topK.select(losses, logits, 0).mean().item()).isEqualTo(3);
    }
  }

  @Test
  void ofEqualLogitsExactlyKAreTaken() {
    try (Scope scope = Scope.open()) {
      Tensor losses = Tensor.of(new double[] {1, 2, 3, 4}, Shape.of(4));
      Tensor logits = Tensor.of(new double[] {0, 0, 0, 0}, Shape.of(4));
      assertThat(new TopK(0.5, 0.5, 1).select(losses, logits, 9).toDoubles()).containsExactly(1, 2);
    }
  }

  @Test
  void isReadAndCheckedAsAConfiguration() {
    assertThat(Json.bind(Json.parseYaml("{type: top-k}", "test"), TopK.class, "test"))
        .isEqualTo(new TopK(0.5, 0.99, 50_000));
    TopK other = new TopK(0.75, 0.9, 60_000);
    assertThat(Json.bind(Json.parseYaml(Json.yaml(other), ""), TopK.class, "")).isEqualTo(other);
    assertThatThrownBy(() -> new TopK(0, 0.9, 1)).hasMessageContaining("share");
    assertThatThrownBy(() -> new TopK(0.5, 1.1, 1)).hasMessageContaining("decay");
    assertThatThrownBy(() -> new TopK(0.5, 0.9, 0)).hasMessageContaining("decay-images");
    try (Scope scope = Scope.open()) {
      Tensor four = Tensor.of(new double[4], Shape.of(4));
      Tensor one = Tensor.of(new double[1], Shape.of(1));
      assertThatThrownBy(() -> new TopK(0.5, 0.9, 1).select(four, one, 0))
          .hasMessage("expected losses [N] and logits [N], got [4] and [1]");
    }
  }
}
