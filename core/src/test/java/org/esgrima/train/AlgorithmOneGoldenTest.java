package org.esgrima.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.Golden;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.MlpGan;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.Minimax;
import org.esgrima.objective.NonSaturating;
import org.esgrima.optim.Optimizer;
import org.esgrima.optim.UpdateRule;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Algorithm 1 of Goodfellow et al. 2014 with k = 1 and 2, against hand-derived gradients. */
@ExtendWith(NoLeaks.class)
class AlgorithmOneGoldenTest {
  /** The reference's names of our tensors. */
  private static final Map<String, String> NAMES_OF_D =
      Map.of("maxout0.weight", "maxout.weight", "maxout0.bias", "maxout.bias");

  @ParameterizedTest
  @CsvSource({
    "saturating,1,F64", "saturating,2,F64", "nonsaturating,1,F64", "nonsaturating,2,F64",
    "saturating,1,F32", "saturating,2,F32", "nonsaturating,1,F32", "nonsaturating,2,F32"
  })
  void updatesLikeThePaper(String objective, int k, ElementType type) {
    try (Golden golden = Golden.open("goodfellow2014/algorithm1");
        SafetensorsFile init = Golden.weights("goodfellow2014/init");
        Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      JsonNode config = golden.config();
      MlpGan mlp = architecture(config);
      try (Network g =
              Network.create(
                  mlp.generator(), Shape.of(mlp.latent()), type, Initializer.of(random));
          Network d =
              Network.create(mlp.discriminator(), mlp.sampleShape(), type, Initializer.of(random));
          Optimizer gSgd = new Optimizer(sgd(config), g.parameters());
          Optimizer dSgd = new Optimizer(sgd(config), d.parameters())) {
        load(g.state(), init, "G.");
        load(d.state(), init, "D.");
        boolean saturating = objective.equals("saturating");
        AdversarialLoss loss = saturating ? new Minimax() : new NonSaturating();
        TwoPlayerStep step =
            new TwoPlayerStep(
                new TwoPlayerStep.Player(g, gSgd),
                new TwoPlayerStep.Player(d, dSgd),
                loss,
                TwoPlayerStep.Rules.algorithmOne(k));
        play(step, golden, k, type);
        String prefix = objective + ".k" + k + ".";
        assertClose(golden, g.state(), prefix + "G.");
        assertClose(golden, d.state(), prefix + "D.");
      }
    }
  }

  private static void play(TwoPlayerStep step, Golden golden, int k, ElementType type) {
    // Inside Esgrima samples are in [-1, 1]; this discriminator maps them back to [0, 1].
    Tensor x = golden.tensor("x", type).mul(2).add(-1);
    Tensor latentsOfD = golden.tensor("z_d", type);
    Tensor latentsOfG = golden.tensor("z_g", type);
    for (int i = 0; i < golden.config().path("iterations").intValue(); i++) {
      List<Tensor> reals = new ArrayList<>();
      List<Tensor> latents = new ArrayList<>();
      for (int j = 0; j < k; j++) {
        reals.add(x.select(0, i).select(0, j));
        latents.add(latentsOfD.select(0, i).select(0, j));
      }
      latents.add(latentsOfG.select(0, i));
      step.play(() -> Minibatch.of(reals.remove(0)), n -> latents.remove(0), 0, new StepReport());
    }
  }

  private static void load(NamedTensors target, SafetensorsFile file, String prefix) {
    try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
      target
          .asMap()
          .forEach(
              (name, tensor) -> {
                String theirs = prefix + NAMES_OF_D.getOrDefault(name, name);
                tensor.copyFrom(Tensor.of(file.doubles(theirs), file.entry(theirs).shape()));
              });
    }
  }

  private static void assertClose(Golden golden, NamedTensors ours, String prefix) {
    ours.asMap()
        .forEach(
            (name, tensor) ->
                golden.assertClose(tensor, prefix + NAMES_OF_D.getOrDefault(name, name)));
  }

  private static UpdateRule sgd(JsonNode config) {
    String json =
        "{\"type\":\"sgd\",\"learning-rate\":%s,\"momentum\":%s}"
            .formatted(config.path("lr"), config.path("momentum"));
    return Json.bind(Json.parseJson(json, "golden"), UpdateRule.class, "golden");
  }

  private static MlpGan architecture(JsonNode config) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("type", "mlp");
    keys.put("latent", config.path("nz").intValue());
    keys.put("generator-widths", List.of(config.path("g_hidden").intValue()));
    keys.put("discriminator-widths", List.of(config.path("maxout_units").intValue()));
    keys.put("pieces", config.path("maxout_pieces").intValue());
    keys.put("input-keep", 1.0);
    keys.put("hidden-keep", 1.0);
    Architecture mlp = Json.bind(Json.tree(keys), Architecture.class, "golden");
    return (MlpGan) mlp.fitting(Shape.of(config.path("nx").longValue()));
  }
}
