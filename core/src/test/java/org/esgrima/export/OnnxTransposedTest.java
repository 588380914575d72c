package org.esgrima.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Activation;
import org.esgrima.nn.BatchNorm;
import org.esgrima.nn.ConvTranspose2d;
import org.esgrima.nn.Init;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Network;
import org.esgrima.nn.Ops;
import org.esgrima.nn.Sequence;
import org.esgrima.runtime.GraphCut;
import org.esgrima.runtime.OnnxModel;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transposed convolutions compute the same in every form in which they are written. */
@ExtendWith(NoLeaks.class)
class OnnxTransposedTest {
  private static final Init WEIGHT = new Init.Normal(0.1, 0.3); // outputs of about 1
  private static final int INPUTS = 5;
  private static final int INNER = 6;
  private static final int BATCH = 3;

  /** Two transposed convolutions, normalised in between. */
  private record Pair(
      int outputs, int kernel, int stride, int lastKernel, int lastStride, Activation activation)
      implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T x) {
      return new Sequence<>(ops, x)
          .then(of(INPUTS, INNER, kernel, stride))
          .then(new BatchNorm(INNER, WEIGHT))
          .then(activation)
          .then(of(INNER, outputs, lastKernel, lastStride))
          .value();
    }

    private static Layer of(int inputs, int outputs, int kernel, int stride) {
      return new ConvTranspose2d(inputs, outputs, kernel, stride, (kernel - stride) / 2, WEIGHT);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // outputs, kernel and stride of both, activation, height, width, transposed ones that are left
    "3, 4, 2, 4, 2, RELU, 5, 7, 0",
    "1, 4, 2, 4, 2, LEAKY_RELU, 5, 4, 0",
    "4, 6, 2, 5, 3, RELU, 6, 5, 0",
    "2, 5, 3, 6, 2, LEAKY_RELU, 3, 7, 0",
    "3, 4, 2, 4, 2, RELU, 4, 4, 0",
    "1, 2, 2, 3, 3, RELU, 5, 5, 0",
    "5, 4, 2, 4, 2, RELU, 5, 7, 2", // too many outputs
    "5, 4, 2, 4, 2, RELU, 3, 4, 1", // the first one's images are very small
    "5, 7, 3, 2, 2, RELU, 4, 4, 1",
    "3, 4, 2, 4, 2, TANH, 5, 7, 2", // another activation
    "3, 4, 2, 5, 2, RELU, 5, 7, 2", // its output is not twice as large
  })
  void everyFormComputesTheSame(
      int outputs,
      int kernel,
      int stride,
      int lastKernel,
      int lastStride,
      Activation activation,
      int height,
      int width,
      int left)
      throws OrtException {
    Layer pair = new Pair(outputs, kernel, stride, lastKernel, lastStride, activation);
    Shape one = Shape.of(INPUTS, height, width);
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(5);
        Network network = Network.create(pair, one, ElementType.F32, Initializer.of(random))) {
      network.training(false);
      drawNormalization(network, random);
      Tensor x = random.normal(ElementType.F32, one.batched(BATCH), 0, 1);
      ModelProto model = written(pair, network, one);
      assertThat(model.getGraph().getNodeList())
          .extracting(NodeProto::getOpType)
          .doesNotContain("BatchNormalization")
          .filteredOn("ConvTranspose"::equals)
          .hasSize(left);
      try (OnnxModel session = new OnnxModel(model.toByteArray(), 1)) {
        float[] made =
            session.run(
                Map.of("x", new OnnxModel.Values(x.toFloats(), BATCH, INPUTS, height, width)));
        assertThat(farthest(made, network.forward(x).toFloats())).isLessThanOrEqualTo(1e-5f);
      }
    }
  }

  private static float farthest(float[] made, float[] expected) {
    assertThat(made).hasSameSizeAs(expected);
    float farthest = 0;
    for (int i = 0; i < made.length; i++) {
      farthest = Math.max(farthest, Math.abs(made[i] - expected[i]));
    }
    return farthest;
  }

  /** Means, variances and shifts that are not those of the start, which would change nothing. */
  private static void drawNormalization(Network network, RandomStream random) {
    NamedTensors state = network.state();
    Shape channels = Shape.of(INNER);
    state.get("1.running_mean").addInPlace(random.normal(ElementType.F32, channels, 0, 1), 1);
    state.get("1.running_var").addInPlace(random.uniform(ElementType.F32, channels, 0.5, 2), 1);
    state.get("1.bias").detach().addInPlace(random.normal(ElementType.F32, channels, 0, 1), 1);
  }

  private static ModelProto written(Layer layer, Network network, Shape one) {
    OnnxGraph graph = new OnnxGraph(network.state());
    Value x = graph.input("x", one.batched(WrittenOps.BATCH));
    Value y =
        graph.named(
            "y",
            layer.forward(
                new OnnxOps(graph, new OnnxTransposed(graph, false), Optional.empty(), false), x));
    graph.output(y);
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OnnxOps.OPSET))
            .setGraph(graph.builder())
            .build();
    return GraphCut.between(model, List.of("x"), "y");
  }
}
