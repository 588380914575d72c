package org.esgrima.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.Golden;
import org.esgrima.io.ElementType;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Penalties and their gradients by the critic's weights against WGAN-GP, StudioGAN and WGAN. */
@ExtendWith(NoLeaks.class)
class PenaltyGoldenTest {
  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void gradientPenaltyIsThatOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("objectives/penalties");
        Scope scope = Scope.open()) {
      CriticForTests critic = critic(type);
      Tensor points = interpolates(golden, type);
      InputGradient slopes = InputGradient.of(critic.discriminator(), points);
      golden.assertClose(slopes.norms(), "gp.slopes");
      Tensor twoSided = new GradientPenalty(1).at(critic.discriminator(), points);
      compare(golden, "gp", twoSided, critic);
      Tensor oneSided = new GradientPenalty(1, true, 1).at(critic.discriminator(), points);
      compare(golden, "gp_onesided", oneSided, critic);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void theWholeLossOfWganGpIsThatOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("objectives/penalties");
        Scope scope = Scope.open()) {
      CriticForTests critic = critic(type);
      Tensor real = critic.discriminator().apply(golden.tensor("x_real", type));
      Tensor fake = critic.discriminator().apply(golden.tensor("x_fake", type));
      double lambda = golden.config().path("lambda_gp").doubleValue();
      Tensor penalty =
          new GradientPenalty(lambda).at(critic.discriminator(), interpolates(golden, type));
      LossTerms terms =
          new LossTerms()
              .add("loss/d/adversarial", new Wasserstein().discriminator(real, fake).mean())
              .add("loss/d/gradient-penalty", penalty);
      compare(golden, "wgan_gp.D", terms.total(), critic);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void r1AndR2AreThoseOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("objectives/penalties");
        RandomStream random = new RandomStream(0);
        Scope scope = Scope.open()) {
      CriticForTests critic = critic(type);
      Tensor real = golden.tensor("x_real", type);
      Tensor fake = golden.tensor("x_fake", type);
      double gamma = golden.config().path("gamma").doubleValue();
      golden.assertClose(
          InputGradient.of(critic.discriminator(), real).squaredNorms(), "r1.per_sample");
      Tensor r1 = new R1(gamma).value(critic.discriminator(), real, fake, random);
      compare(golden, "r1", r1, critic);
      Tensor r2 = new R2(gamma).value(critic.discriminator(), real, fake, random);
      compare(golden, "r2", r2, critic);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void slopesOfImagesAreOverAllTheirPixels(ElementType type) {
    try (Golden golden = Golden.open("objectives/penalties");
        Scope scope = Scope.open()) {
      Tensor real = golden.tensor("img_real", type);
      CriticForTests critic =
          CriticForTests.convolution(
              golden.tensor("img.conv", type).requireGrad(true),
              golden.tensor("img.fc", type).requireGrad(true),
              real.shape());
      Tensor points =
          GradientPenalty.interpolate(
              real, golden.tensor("img_fake", type), golden.tensor("img_eps", type));
      golden.assertClose(InputGradient.of(critic.discriminator(), points).norms(), "img_gp.slopes");
      Tensor penalty = new GradientPenalty(1).at(critic.discriminator(), points);
      compare(golden, "img_gp", penalty, critic);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void clippingIsThatOfTheReference(ElementType type) {
    try (Golden golden = Golden.open("objectives/penalties");
        Scope scope = Scope.open()) {
      Tensor weight = golden.tensor("clip_in", type).requireGrad(true);
      new WeightClipping(golden.config().path("clip").doubleValue()).enforce(List.of(weight));
      golden.assertClose(weight.detach(), "clip");
    }
  }

  private static Tensor interpolates(Golden golden, ElementType type) {
    return GradientPenalty.interpolate(
        golden.tensor("x_real", type), golden.tensor("x_fake", type), golden.tensor("eps", type));
  }

  private static CriticForTests critic(ElementType type) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    try (SafetensorsFile file = Golden.weights("objectives/critic")) {
      for (String name : file.names()) {
        Tensor stored = Tensor.of(file.doubles(name), file.entry(name).shape());
        weights.put(name, stored.to(type).requireGrad(true));
      }
    }
    return CriticForTests.mlp(weights);
  }

  /** Where the reference gives no gradient for a weight, it is 0. */
  private static void compare(Golden golden, String name, Tensor value, CriticForTests critic) {
    golden.assertClose(value, name);
    List<Tensor> gradients = Autograd.gradients(value, critic.parameters());
    int i = 0;
    for (String weight : critic.weights().keySet()) {
      Tensor gradient = gradients.get(i++);
      String expected = name + ".grad." + weight;
      if (golden.contains(expected)) {
        golden.assertClose(gradient, expected);
      } else {
        assertThat(gradient.toDoubles()).as(expected).containsOnly(0);
      }
    }
  }
}
