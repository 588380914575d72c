package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class StyleGanTest extends ArchitectureContract {
  private static StyleGan of(String keys) {
    String yaml = "{type: stylegan, latent: 6, styles: 5, mapping-layers: 2, max-width: 8, " + keys;
    return (StyleGan) Json.bind(Json.parseYaml(yaml + "}", "test"), Architecture.class, "test");
  }

  @Override
  Stream<Architecture> instances() {
    return Stream.of(
        of("resolution: 32, channels: 3, capacity: 128"),
        of("resolution: 8, channels: 1, capacity: 64, noise: none, mapping-width: 7"),
        of("resolution: 16, channels: 1, capacity: 64, noise: const, minibatch-std: 0"));
  }

  @Override
  Stream<Conditioning> conditionings() {
    return Stream.of(new Projection("", CLASSES));
  }

  @Override
  Shape impossibleShape() {
    return Shape.of(3, 48, 48);
  }

  @Test
  void allWeightsTakePartThoughOnlyTheLastOutputIsShown() {
    StyleGan gan = of("resolution: 16, channels: 3, capacity: 64");
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network g =
            Network.create(gan.generator(), Shape.of(6), ElementType.F64, Initializer.of(random))) {
      g.dropoutStream(random);
      Tensor images = g.forward(random.normal(ElementType.F64, Shape.of(2, 6), 0, 1));
      NamedTensors weights = g.parameters();
      List<Tensor> gradients = Autograd.gradients(images.square().sum(), weights.values());
      int i = 0;
      for (String name : weights.names()) {
        double norm = gradients.get(i++).square().sum().item();
        boolean unseen =
            name.startsWith("synthesis.output0") || name.startsWith("synthesis.output1");
        assertThat(norm == 0).as(name).isEqualTo(unseen);
      }
    }
  }

  @Test
  void unusableSizesAreRefused() {
    for (String wrong :
        List.of("resolution: 48", "latent: 0", "capacity: 2", "mapping-rate: 0", "noise: loud")) {
      assertThatThrownBy(
              () ->
                  Json.bind(
                      Json.parseYaml("{type: stylegan, " + wrong + "}", "test"),
                      Architecture.class,
                      "test"))
          .as(wrong)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(wrong.substring(0, wrong.indexOf(':')));
    }
  }
}
