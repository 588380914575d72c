package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Network;
import org.esgrima.objective.NonSaturating;
import org.esgrima.objective.PathLength;
import org.esgrima.objective.R1;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The four losses of stylegan2-ada-pytorch and their gradients in all weights. */
@ExtendWith(NoLeaks.class)
class StyleGan2GradientsTest {
  static Stream<Arguments> cases() {
    return StyleGan2GoldenTest.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ofTheGeneratorsLoss(String name, ElementType type) {
    try (Scope scope = Scope.open();
        StyleGan2Case the = new StyleGan2Case(name, type)) {
      Tensor fakes = the.generator.training(true).forward(the.z(), the.condition);
      Tensor logits = the.discriminator.training(true).forward(fakes, the.condition);
      Tensor losses = new NonSaturating().generator(logits, logits.detach());
      the.golden.assertClose(losses.reshape(-1, 1).detach(), "Gmain.loss_per_sample");
      the.golden.assertClose(losses.mean().detach(), "Gmain.loss");
      assertGradients(the, "Gmain", losses.mean(), the.generator.parameters());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ofTheDiscriminatorsLoss(String name, ElementType type) {
    try (Scope scope = Scope.open();
        StyleGan2Case the = new StyleGan2Case(name, type)) {
      Tensor fakes = the.generator.training(true).forward(the.z(), the.condition).detach();
      Network d = the.discriminator.training(true);
      Tensor fakeLogits = d.forward(fakes, the.condition);
      Tensor realLogits = d.forward(the.golden.tensor("real", type), the.condition);
      Tensor losses = new NonSaturating().discriminator(realLogits, fakeLogits);
      the.golden.assertClose(losses.reshape(-1, 1).detach(), "Dmain.loss_per_sample");
      the.golden.assertClose(losses.mean().detach(), "Dmain.loss");
      assertGradients(the, "Dmain", losses.mean(), d.parameters());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ofThePathLength(String name, ElementType type) {
    try (Scope scope = Scope.open();
        StyleGan2Case the = new StyleGan2Case(name, type)) {
      JsonNode config = the.golden.config();
      PathLength settings =
          new PathLength(
              config.path("pl_weight").doubleValue(),
              config.path("pl_decay").doubleValue(),
              config.path("gain").path("Greg").intValue(),
              config.path("pl_batch_shrink").intValue());
      Tensor directions = the.golden.tensor("pl_noise", type);
      long count = directions.shape().size(0);
      Tensor styles =
          the.mapping(Truncation.NONE)
              .training(true)
              .forward(the.z().narrow(0, 0, count), the.condition.map(c -> c.narrow(0, 0, count)));
      Tensor images = the.synthesis().training(true).forward(styles);
      Tensor lengths = PathLength.lengths(images, styles, directions);
      Tensor start = Tensor.full(type, Shape.of(), config.path("pl_mean_init").doubleValue());
      Tensor mean = settings.mean(start, lengths);
      the.golden.assertClose(mean, "Greg.pl_mean_after");
      Tensor penalties = settings.penalties(lengths, mean);
      the.golden.assertClose(penalties.detach(), "Greg.pl_penalty");
      the.golden.assertClose(penalties.detach().mul(settings.weight()), "Greg.loss_per_sample");
      assertGradients(the, "Greg", settings.term(lengths, mean), the.generator.parameters());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ofR1(String name, ElementType type) {
    try (Scope scope = Scope.open();
        RandomStream unused = new RandomStream(0);
        StyleGan2Case the = new StyleGan2Case(name, type)) {
      JsonNode config = the.golden.config();
      R1 settings = new R1(config.path("r1_gamma").doubleValue());
      int interval = config.path("gain").path("Dreg").intValue();
      Tensor reals = the.golden.tensor("real", type).requireGrad(true);
      Network d = the.discriminator.training(true);
      Tensor logits = d.forward(reals, the.condition);
      Tensor slopes = Autograd.gradients(logits.sum(), List.of(reals), true).get(0);
      Tensor penalties = slopes.square().sum(1, 2, 3).detach();
      the.golden.assertClose(penalties, "Dreg.r1_penalty");
      the.golden.assertClose(penalties.mul(settings.gamma().at(0) / 2), "Dreg.loss_per_sample");
      Tensor term = settings.value(x -> d.forward(x, the.condition), reals, reals.detach(), unused);
      assertThat(term.item())
          .isCloseTo(
              penalties.mean().item() * settings.gamma().at(0) / 2,
              Offset.offset(the.golden.tolerance("Dreg.loss_per_sample", type)));
      assertGradients(the, "Dreg", term.mul(interval), d.parameters());
    }
  }

  /** Those that the reference does not have are of weights without influence, and 0. */
  private static void assertGradients(
      StyleGan2Case the, String phase, Tensor loss, NamedTensors parameters) {
    List<Tensor> gradients = Autograd.gradients(loss, parameters.values());
    int i = 0;
    int compared = 0;
    for (String name : parameters.names()) {
      Tensor gradient = gradients.get(i++);
      String expected = "grad." + phase + "." + name;
      if (the.golden.contains(expected)) {
        the.golden.assertClose(gradient, expected);
        compared++;
      } else {
        assertThat(gradient.abs().sum().item()).as(expected).isZero();
      }
    }
    long stored =
        the.golden.names().stream()
            .filter(name -> name.startsWith("grad." + phase + "."))
            .map(name -> name.replaceAll("\\.f64$", ""))
            .distinct()
            .count();
    assertThat(compared).isEqualTo((int) stored).isPositive();
  }
}
