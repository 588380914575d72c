package org.esgrima.objective;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.Golden;
import org.esgrima.io.ElementType;
import org.esgrima.objective.RelativisticAverage.Cost;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses and their gradients against StudioGAN and mimicry, every objective that we know. */
@ExtendWith(NoLeaks.class)
class LossGoldenTest {
  private static final String SMOOTHED = "label_smooth_";

  private static final Map<String, AdversarialLoss> LOSSES =
      Map.of(
          "minimax", new Minimax(),
          "nonsaturating", new NonSaturating(),
          "lsgan_half", new LeastSquares(),
          "wgan", new Wasserstein(),
          "hinge", new Hinge(),
          "ragan", new RelativisticAverage(Cost.CROSS_ENTROPY, true),
          "ragan_full", new RelativisticAverage(),
          "ralsgan", new RelativisticAverage(Cost.LEAST_SQUARES, true),
          "rahinge", new RelativisticAverage(Cost.HINGE, true),
          "rpgan", new RelativisticPairing());

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void valuesAndGradientsAreThoseOfTheReference(ElementType type) {
    assertThat(compareAll("objectives/losses", type))
        .as("all objectives of the case but lsgan without its factor ½")
        .isGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void alsoAtExtremeLogits(ElementType type) {
    assertThat(compareAll("objectives/extreme", type)).isGreaterThanOrEqualTo(3);
  }

  private static int compareAll(String name, ElementType type) {
    try (Golden golden = Golden.open(name)) {
      Map<String, AdversarialLoss> known = known(golden.config().path("objectives"));
      known.forEach((objective, loss) -> compare(golden, objective, loss, type));
      return known.size();
    }
  }

  private static Map<String, AdversarialLoss> known(JsonNode objectives) {
    Map<String, AdversarialLoss> losses = new LinkedHashMap<>();
    for (JsonNode objective : objectives) {
      String name = objective.textValue();
      if (LOSSES.containsKey(name)) {
        losses.put(name, LOSSES.get(name));
      } else if (name.startsWith(SMOOTHED)) {
        double target = Double.parseDouble(name.substring(SMOOTHED.length()));
        losses.put(name, new NonSaturating(target));
      }
    }
    return losses;
  }

  private static void compare(
      Golden golden, String objective, AdversarialLoss loss, ElementType type) {
    try (Scope scope = Scope.open()) {
      Tensor real = golden.tensor("real", type).requireGrad(true);
      Tensor fake = golden.tensor("fake", type).requireGrad(true);
      Tensor d = loss.discriminator(real, fake).mean();
      compare(golden, objective + ".D", d, real, fake);
      Tensor g = loss.generator(fake, real).mean();
      compare(golden, objective + ".G", g, real, fake);
    }
  }

  private static void compare(Golden golden, String name, Tensor loss, Tensor real, Tensor fake) {
    golden.assertClose(loss, name);
    Tensor withBoth = loss.add(real.mul(0).sum()).add(fake.mul(0).sum());
    List<Tensor> gradients = Autograd.gradients(withBoth, List.of(real, fake));
    if (golden.contains(name + ".dreal")) {
      golden.assertClose(gradients.get(0), name + ".dreal");
    }
    golden.assertClose(gradients.get(1), name + ".dfake");
  }
}
