package org.esgrima.augment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.data.Offset;
import org.esgrima.Golden;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class AdaptiveProbabilityTest {
  @Test
  void followsTheReference() {
    try (Golden golden = Golden.open("augment/ada_p")) {
      JsonNode config = golden.config();
      int interval = config.path("ada_interval").intValue();
      AdaptiveProbability p =
          new AdaptiveProbability(
              golden.values("p0")[0],
              config.path("ada_target").doubleValue(),
              interval,
              Math.round(config.path("ada_kimg").doubleValue() * 1000));
      double[] r = golden.values("rt");
      double[] trajectory = new double[r.length];
      for (int i = 0; i < r.length; i++) {
        p.change(r[i], config.path("batch_size").longValue() * interval);
        trajectory[i] = p.value();
      }
      golden.assertClose(trajectory, "p", ElementType.F64);
    }
  }

  private static void show(AdaptiveProbability p, double... logits) {
    try (Scope scope = Scope.open()) {
      p.observe(Tensor.of(logits, Shape.of(logits.length)));
    }
  }

  @Test
  void changesAfterEveryIntervalByTheImagesSeen() {
    AdaptiveProbability p = new AdaptiveProbability(0, 0.5, 2, 100);
    show(p, 3, 1, 0.1, -2); // mean sign 0.5 ...
    p.endMinibatch();
    assertThat(p.value()).isZero();
    show(p, 1, 2); // ... and here, a minibatch in two parts,
    show(p, 0, 5); // where 0 has no sign: 5 of 8
    p.endMinibatch();
    assertThat(p.value()).isCloseTo(8 / 100.0, Offset.offset(1e-15));
    for (int i = 0; i < 2; i++) {
      show(p, 1, 1, 1, -1); // on target
      p.endMinibatch();
    }
    assertThat(p.value()).isCloseTo(8 / 100.0, Offset.offset(1e-15));
    for (int i = 0; i < 2; i++) {
      show(p, 1, -1, 1, -1, 1, -1);
      p.endMinibatch();
    }
    assertThat(p.value()).isZero(); // 0.08 − 0.12, but not below 0
  }

  @Test
  void goesOnFromASavedState() {
    AdaptiveProbability whole = new AdaptiveProbability(0.25, 0.6, 3, 10);
    show(whole, 1, 2);
    whole.endMinibatch();
    AdaptiveProbability resumed = new AdaptiveProbability(0, 0.6, 3, 10);
    resumed.restore(whole.state());
    for (AdaptiveProbability p : new AdaptiveProbability[] {whole, resumed}) {
      show(p, 1, -2);
      p.endMinibatch();
      show(p, 1);
      p.endMinibatch();
    }
    assertThat(resumed.state()).isEqualTo(whole.state());
    assertThat(whole.value()).isCloseTo(0.25, Offset.offset(0.0)); // r = 3/5, as its target
  }
}
