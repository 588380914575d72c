package org.esgrima.export;

import static org.esgrima.export.OnnxGraph.integer;
import static org.esgrima.export.OnnxGraph.list;
import static org.esgrima.export.OnnxGraph.word;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esgrima.io.Shape;

/**
 * Transposed convolutions as nodes. ONNX Runtime has fast ordinary convolutions and products of
 * matrices, and slower transposed convolutions; those with constant weights are written as what it
 * is fast at where that pays ({@code benchmarks/README.md}, Generation): of very small images as
 * {@link OnnxProducts}, and the last two, of which the last has few outputs, as ordinary
 * convolutions of phases ({@link TransposedKernel}), whose pixels are put in their places only at
 * the end. Batch normalisation behind one goes into its weights. What a node made that was written
 * anew leads nowhere any more and is left out of the file.
 */
final class OnnxTransposed {
  private static final long VERY_SMALL = 16; // pixels
  private static final int FEW = 4; // outputs; images have one or three
  private static final Set<String> ACTIVATIONS = Set.of("Relu", "LeakyRelu");

  /** A kernel, by which name it stands in the graph, and what is added. */
  private record Weights(String name, TransposedKernel kernel, Optional<String> bias) {}

  private record Written(Value input, Weights weights) {}

  private final OnnxGraph graph;
  private final boolean asDescribed;
  private final Map<String, Written> written = new HashMap<>();

  /**
   * For a graph.
   *
   * @param asDescribed whether each stays a node of its own
   */
  OnnxTransposed(OnnxGraph graph, boolean asDescribed) {
    this.graph = graph;
    this.asDescribed = asDescribed;
  }

  /**
   * A transposed convolution.
   *
   * @param path names of nodes begin with it
   * @param weight [I,O,kH,kW]
   * @param shape of the output
   */
  Value apply(String path, Value x, Value weight, Shape shape, int stride, int padding) {
    Optional<TransposedKernel> known = kernel(weight, stride, padding);
    if (known.isEmpty()) {
      return new Value(node(path, List.of(x.name(), weight.name()), stride, padding), shape);
    }
    TransposedKernel kernel = known.get();
    String y =
        phases(path, x, kernel)
            .orElseGet(() -> write(path, x, new Weights(weight.name(), kernel, Optional.empty())));
    return new Value(y, shape);
  }

  private Optional<TransposedKernel> kernel(Value weight, int stride, int padding) {
    Shape shape = weight.shape();
    int size = (int) shape.size(2);
    if (asDescribed || size != stride + 2 * padding || shape.size(3) != size) {
      return Optional.empty();
    }
    int inputs = (int) shape.size(0);
    int outputs = (int) shape.size(1);
    return graph
        .values(weight.name())
        .map(values -> new TransposedKernel(values, inputs, outputs, size, stride));
  }

  /**
   * scale · x + shift for each channel, in the weights of the transposed convolution that made x;
   * empty if something else did.
   */
  Optional<Value> scaled(String path, Value x, float[] scale, float[] shift) {
    return Optional.ofNullable(written.get(x.name()))
        .filter(before -> before.weights().bias().isEmpty())
        .map(before -> new Value(scaled(path, before, scale, shift), x.shape()));
  }

  private String scaled(String path, Written before, float[] scale, float[] shift) {
    TransposedKernel kernel = before.weights().kernel().scaled(scale);
    String weight = graph.floats(path + ".weight", kernel.shape(), kernel.values());
    String bias = graph.floats(path + ".bias", Shape.of(shift.length), shift);
    return write(path, before.input(), new Weights(weight, kernel, Optional.of(bias)));
  }

  private String write(String path, Value x, Weights weights) {
    TransposedKernel kernel = weights.kernel();
    String y;
    if (x.shape().size(2) * x.shape().size(3) <= VERY_SMALL) {
      y = new OnnxProducts(graph, path).apply(x, kernel, weights.bias());
    } else {
      List<String> inputs = new ArrayList<>(List.of(x.name(), weights.name()));
      weights.bias().ifPresent(inputs::add);
      y = node(path, inputs, kernel.stride(), kernel.padding());
    }
    written.put(y, new Written(x, weights));
    return y;
  }

  private String node(String path, List<String> inputs, int stride, int padding) {
    return graph.node(
        "ConvTranspose",
        path,
        inputs,
        list("strides", stride, stride),
        list("pads", padding, padding, padding, padding));
  }

  /** Written together with the one before; empty if there is none, or nothing to be gained. */
  private Optional<String> phases(String path, Value x, TransposedKernel kernel) {
    return graph
        .maker(x.name())
        .filter(maker -> kernel.outputs() <= FEW && ACTIVATIONS.contains(maker.getOpType()))
        .filter(activation -> written.containsKey(activation.getInput(0)))
        .map(activation -> phases(path, written.get(activation.getInput(0)), activation, kernel));
  }

  private String phases(
      String path, Written before, NodeProto activation, TransposedKernel kernel) {
    Weights weights = before.weights();
    int phases = weights.kernel().stride();
    List<String> parts = new ArrayList<>();
    for (int row = 0; row < phases; row++) {
      for (int column = 0; column < phases; column++) {
        PhaseKernel first = PhaseKernel.of(weights.kernel(), row, column);
        String phase = convolution(path, before.input().name(), first, weights.bias());
        PhaseKernel second = PhaseKernel.after(phases, kernel, row, column);
        parts.add(convolution(path, again(path, activation, phase), second, Optional.empty()));
      }
    }
    String all =
        parts.stream()
            .reduce((a, b) -> graph.node("Add", path + ".Add", List.of(a, b)))
            .orElseThrow();
    return graph.node(
        "DepthToSpace",
        path + ".DepthToSpace",
        List.of(all),
        integer("blocksize", (long) phases * kernel.stride()),
        word("mode", "CRD"));
  }

  private String again(String path, NodeProto node, String x) {
    return graph.node(
        node.getOpType(),
        path + "." + node.getOpType(),
        List.of(x),
        node.getAttributeList().toArray(AttributeProto[]::new));
  }

  private String convolution(String path, String x, PhaseKernel kernel, Optional<String> bias) {
    List<String> inputs = new ArrayList<>(List.of(x));
    inputs.add(graph.floats(path + ".phase", kernel.shape(), kernel.values()));
    bias.ifPresent(inputs::add);
    return graph.node(
        "Conv",
        path + ".Conv",
        inputs,
        list("kernel_shape", kernel.shape().size(2), kernel.shape().size(3)),
        list("pads", kernel.padding()));
  }
}
