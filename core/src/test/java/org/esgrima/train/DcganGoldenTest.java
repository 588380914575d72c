package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esgrima.Golden;
import org.esgrima.GoldenWeights;
import org.esgrima.architecture.Dcgan;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.objective.NonSaturating;
import org.esgrima.optim.Optimizer;
import org.esgrima.optim.UpdateRule;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three training iterations of pytorch/examples, dcgan/main.py, number by number. */
@ExtendWith(NoLeaks.class)
class DcganGoldenTest {
  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"F64", "F32"})
  void trainsLikeTheReference(ElementType type) {
    try (Golden golden = Golden.open("dcgan/train");
        Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network g = generator(golden.config(), type, random);
        Network d = discriminator(golden.config(), type, random);
        Optimizer gAdam = new Optimizer(adam(golden.config()), g.parameters());
        Optimizer dAdam = new Optimizer(adam(golden.config()), d.parameters())) {
      TwoPlayerStep step =
          new TwoPlayerStep(
              new TwoPlayerStep.Player(g, gAdam),
              new TwoPlayerStep.Player(d, dAdam),
              new NonSaturating(),
              new TwoPlayerStep.Rules(1, 1, true, TurnOrder.DISCRIMINATOR_FIRST, 1));
      Tensor reals = golden.tensor("real", type);
      Tensor noise = golden.tensor("noise", type);
      int iterations = golden.config().path("iterations").intValue();
      List<Map<String, Double>> history = new ArrayList<>();
      for (int i = 0; i < iterations; i++) {
        int now = i;
        StepReport report = new StepReport();
        step.play(
            () -> Minibatch.of(reals.select(0, now)),
            n -> noise.select(0, now).reshape(n, -1),
            0,
            report);
        history.add(report.takeMeans());
        if (i == 0) {
          assertWeights(g, d, "after1", golden.config(), type);
        }
      }
      golden.assertClose(column(history, "loss/d/adversarial"), "errD", type);
      golden.assertClose(column(history, "loss/g/adversarial"), "errG", type);
      assertWeights(g, d, "after" + iterations, golden.config(), type);
      try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
        Tensor z = noise.select(0, 0);
        Tensor fakes = g.training(false).forward(z.reshape(z.shape().size(0), -1));
        golden.assertClose(fakes, "final.eval_fake");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"F64", "F32"})
  void computesLikeTheReferenceBeforeTheFirstUpdate(ElementType type) {
    try (Golden golden = Golden.open("dcgan/train");
        Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network g = generator(golden.config(), type, random);
        Network d = discriminator(golden.config(), type, random)) {
      Tensor z = golden.tensor("noise", type).select(0, 0);
      Tensor fakes = g.forward(z.reshape(z.shape().size(0), -1));
      golden.assertClose(fakes, "step1.fake");
      Tensor realLogits = d.forward(golden.tensor("real", type).select(0, 0));
      golden.assertClose(realLogits.sigmoid(), "step1.D_real");
      Tensor fakeLogits = d.forward(fakes.detach());
      golden.assertClose(fakeLogits.sigmoid(), "step1.D_fake");
      Tensor loss = new NonSaturating().discriminator(realLogits, fakeLogits).mean();
      List<Tensor> gradients = Autograd.gradients(loss, d.parameters().values());
      int i = 0;
      for (String name : d.parameters().names()) {
        golden.assertClose(gradients.get(i++), "grad.step1.D." + name);
      }
      assertThat(i).isEqualTo(gradients.size());
    }
  }

  private static void assertWeights(
      Network g, Network d, String when, JsonNode config, ElementType type) {
    String key = type == ElementType.F64 ? "f64" : "f32";
    double tolerance = config.path("weights_atol").path(key).doubleValue();
    try (SafetensorsFile ofG = Golden.weights("dcgan/" + when + ".G");
        SafetensorsFile ofD = Golden.weights("dcgan/" + when + ".D")) {
      GoldenWeights.assertClose(g.state(), ofG, tolerance);
      GoldenWeights.assertClose(d.state(), ofD, tolerance);
    }
  }

  private static double[] column(List<Map<String, Double>> history, String name) {
    return history.stream().mapToDouble(line -> line.get(name)).toArray();
  }

  private static UpdateRule adam(JsonNode config) {
    String json =
        "{\"type\":\"adam\",\"learning-rate\":%s,\"beta1\":%s,\"beta2\":%s,\"epsilon\":%s}"
            .formatted(
                config.path("lr"),
                config.path("betas").path(0),
                config.path("betas").path(1),
                config.path("adam_eps"));
    return Json.bind(Json.parseJson(json, "golden"), UpdateRule.class, "golden");
  }

  private static Dcgan dcgan(JsonNode config, String width) {
    return new Dcgan(
        config.path("image_size").intValue(),
        config.path("nc").intValue(),
        config.path("nz").intValue(),
        config.path(width).intValue());
  }

  private static Network generator(JsonNode config, ElementType type, RandomStream random) {
    Dcgan dcgan = dcgan(config, "ngf");
    Network g =
        Network.create(dcgan.generator(), Shape.of(dcgan.latent()), type, Initializer.of(random));
    try (SafetensorsFile init = Golden.weights("dcgan/init.G")) {
      GoldenWeights.load(init, g.state());
    }
    return g;
  }

  private static Network discriminator(JsonNode config, ElementType type, RandomStream random) {
    Dcgan dcgan = dcgan(config, "ndf");
    Network d =
        Network.create(dcgan.discriminator(), dcgan.sampleShape(), type, Initializer.of(random));
    try (SafetensorsFile init = Golden.weights("dcgan/init.D")) {
      GoldenWeights.load(init, d.state());
    }
    return d;
  }
}
