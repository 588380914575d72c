package org.esgrima.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Activation;
import org.esgrima.nn.Init;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Network;
import org.esgrima.nn.ParameterInfo;
import org.esgrima.nn.ShapeOps;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;

class MlpGanTest extends ArchitectureContract {
  private static Architecture mlp(String json) {
    return Json.bind(Json.parseJson(json, "test"), Architecture.class, "test");
  }

  @Override
  Stream<Architecture> instances() {
    return Stream.of(
        mlp("{\"type\":\"mlp\",\"generator-widths\":[8,8],\"discriminator-widths\":[6,5]}")
            .fitting(Shape.of(1, 5, 5)),
        mlp("{\"type\":\"mlp\",\"start-at-marginals\":true,\"generator-widths\":[4]}")
            .fitting(Shape.of(3, 4, 4)),
        mlp("{\"type\":\"mlp\",\"latent\":2,\"output\":\"linear\",\"pieces\":1}")
            .fitting(Shape.of(2)),
        mlp("{\"type\":\"mlp\",\"latent\":3,\"generator-widths\":[6,4],\"generator-norm\":true,"
                + "\"generator-init\":{\"type\":\"he\"},"
                + "\"discriminator-init\":{\"type\":\"orthogonal\",\"gain\":1.4}}")
            .fitting(Shape.of(2)));
  }

  @Override
  Shape impossibleShape() {
    return Shape.of(1, 6, 6);
  }

  @Test
  void defaultsAreThePapers() {
    MlpGan paper = (MlpGan) mlp("{\"type\":\"mlp\"}");
    assertThat(paper.latent()).isEqualTo(100);
    assertThat(paper.generatorWidths()).isEqualTo(List.of(1200, 1200));
    assertThat(paper.discriminatorWidths()).isEqualTo(List.of(240, 240));
    assertThat(paper.pieces()).isEqualTo(5);
    assertThat(paper.output()).isEqualTo(Activation.SIGMOID);
  }

  @Test
  void normTakesThePlaceOfTheBiases() {
    Architecture mlp =
        mlp("{\"type\":\"mlp\",\"latent\":3,\"generator-widths\":[5],\"generator-norm\":true}")
            .fitting(Shape.of(2));
    ShapeOps shapes = new ShapeOps();
    mlp.generator().forward(shapes, Shape.of(7, 3));
    assertThat(shapes.parameters().stream().map(ParameterInfo::name))
        .containsExactly(
            "fc0.weight",
            "norm0.weight",
            "norm0.bias",
            "norm0.running_mean",
            "norm0.running_var",
            "norm0.num_batches_tracked",
            "fc1.weight",
            "fc1.bias");
  }

  @Test
  void hiddenBiasesStartAsAskedAndTheLastOneAtZero() {
    for (int pieces = 1; pieces <= 2; pieces++) {
      Architecture mlp =
          mlp("{\"type\":\"mlp\",\"generator-widths\":[5],\"discriminator-widths\":[4],"
                  + "\"generator-init\":{\"type\":\"he\",\"bias\":1},"
                  + "\"discriminator-init\":{\"type\":\"he\",\"bias\":2},\"pieces\":"
                  + pieces
                  + "}")
              .fitting(Shape.of(2));
      assertThat(biases(mlp.generator(), Shape.of(7, 100)))
          .containsExactly(new Init.Uniform(1), Init.zeros());
      assertThat(biases(mlp.discriminator(), Shape.of(7, 2)))
          .containsExactly(new Init.Uniform(2), Init.zeros());
    }
  }

  private static List<Init> biases(Layer network, Shape input) {
    ShapeOps shapes = new ShapeOps();
    network.forward(shapes, input);
    return shapes.parameters().stream()
        .filter(parameter -> parameter.name().endsWith("bias"))
        .map(ParameterInfo::init)
        .toList();
  }

  @Test
  void startsAtTheMeanSampleWhenAsked() {
    Architecture mlp =
        mlp("{\"type\":\"mlp\",\"start-at-marginals\":true,\"generator-init\":1e-9}")
            .fitting(Shape.of(1, 1, 3));
    float[] mean = {-0.5f, 0, 0.8f};
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0);
        Network g =
            Network.create(
                mlp.generator(),
                Shape.of(100),
                ElementType.F64,
                new Initializer(random, Optional.of(mean)))) {
      Tensor z = random.normal(ElementType.F64, Shape.of(1, 100), 0, 1);
      assertThat(g.forward(z).toFloats()).containsExactly(mean, Offset.offset(1e-5f));
    }
  }
}
