package org.esgrima.runtime;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parts of a graph as models of their own: what leads from some of its values to another one.
 * Values between nodes become inputs or outputs; their types stand in the graph's {@code
 * value_info}.
 */
public final class GraphCut {
  private GraphCut() {}

  /**
   * The part that computes one value.
   *
   * @param inputs values that are given; what only leads to them is left out
   * @param output the value that the part computes
   * @throws IllegalArgumentException if a value is unknown or depends on an input that is not given
   */
  public static ModelProto between(ModelProto model, List<String> inputs, String output) {
    GraphProto graph = model.getGraph();
    Map<String, NodeProto> makers = new HashMap<>();
    graph.getNodeList().forEach(n -> n.getOutputList().forEach(value -> makers.put(value, n)));
    Map<String, ValueInfoProto> types =
        Stream.of(graph.getInputList(), graph.getOutputList(), graph.getValueInfoList())
            .flatMap(List::stream)
            .collect(Collectors.toMap(ValueInfoProto::getName, info -> info, (a, b) -> a));
    Map<String, TensorProto> constants =
        graph.getInitializerList().stream()
            .collect(Collectors.toMap(TensorProto::getName, tensor -> tensor));
    Set<String> used = new HashSet<>();
    Set<NodeProto> nodes = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(output));
    while (!open.isEmpty()) {
      String value = open.pop();
      if (value.isEmpty() || inputs.contains(value) || !used.add(value)) {
        continue;
      }
      NodeProto maker = makers.get(value);
      if (maker != null) {
        nodes.add(maker);
        open.addAll(maker.getInputList());
      } else if (!constants.containsKey(value)) {
        throw new IllegalArgumentException(output + " depends on " + value);
      }
    }
    GraphProto.Builder part = GraphProto.newBuilder().setName(graph.getName());
    inputs.forEach(name -> part.addInput(type(types, name)));
    part.addOutput(type(types, output));
    graph.getNodeList().stream().filter(nodes::contains).forEach(part::addNode);
    graph.getInitializerList().stream()
        .filter(tensor -> used.contains(tensor.getName()))
        .forEach(part::addInitializer);
    return model.toBuilder().setGraph(part).build();
  }

  private static ValueInfoProto type(Map<String, ValueInfoProto> types, String name) {
    ValueInfoProto type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException("no value " + name);
    }
    return type;
  }
}
