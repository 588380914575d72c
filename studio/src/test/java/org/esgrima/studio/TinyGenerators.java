package org.esgrima.studio;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Generators so small that their pictures can be computed by hand. */
final class TinyGenerators {
  private TinyGenerators() {}

  /** Images [1,1,2] that are the latents z [2] themselves. */
  static ModelProto plain() {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("generator");
    graph.addInput(value("z", 2)).addOutput(value("images", 1, 1, 2));
    graph.addInitializer(integers("sizes", -1, 1, 1, 2));
    graph.addNode(node("Reshape", "images", "z", "sizes"));
    return model(graph, Map.of());
  }

  /** Styles w [2,2], both layers 1 + ψ · z; images [1,1,2] that are the first layer's styles. */
  static ModelProto styled() {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("generator");
    graph.addInput(value("z", 2));
    graph.addInput(
        ValueInfoProto.newBuilder()
            .setName("psi")
            .setType(type(TensorShapeProto.newBuilder().addDim(dim(1)))));
    graph.addOutput(value("images", 1, 1, 2));
    graph.addValueInfo(value("w", 2, 2));
    graph.addInitializer(integers("style", -1, 2, 2));
    graph.addInitializer(integers("sizes", -1, 1, 1, 2));
    graph.addInitializer(integers("first", 0));
    graph.addInitializer(integers("second", 1));
    graph.addInitializer(integers("axis", 1));
    graph.addInitializer(floats("one", 1));
    graph.addNode(node("Mul", "scaled", "z", "psi"));
    graph.addNode(node("Add", "shifted", "scaled", "one"));
    graph.addNode(concat("twice", "shifted", "shifted"));
    graph.addNode(node("Reshape", "w", "twice", "style"));
    graph.addNode(node("Slice", "layer", "w", "first", "second", "axis"));
    graph.addNode(node("Reshape", "images", "layer", "sizes"));
    return model(graph, Map.of("style-shape", "2 2", "truncation", "input"));
  }

  private static ModelProto model(GraphProto.Builder graph, Map<String, String> more) {
    Map<String, String> metadata = new TreeMap<>(more);
    metadata.put("esgrima-format", "1");
    metadata.put("latent-size", "2");
    metadata.put("latent-distribution", "normal");
    metadata.put("latent-type", "float32");
    metadata.put("sample-shape", "1 1 2");
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .setGraph(graph);
    metadata.forEach(
        (key, text) ->
            model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
    return model.build();
  }

  private static NodeProto node(String type, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .addOutput(output)
        .addAllInput(List.of(inputs))
        .build();
  }

  private static NodeProto concat(String output, String... inputs) {
    return node("Concat", output, inputs).toBuilder()
        .addAttribute(
            ai.onnx.proto.OnnxMl.AttributeProto.newBuilder()
                .setName("axis")
                .setI(1)
                .setType(ai.onnx.proto.OnnxMl.AttributeProto.AttributeType.INT))
        .build();
  }

  private static ValueInfoProto value(String name, long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
    for (long size : sizes) {
      shape.addDim(dim(size));
    }
    return ValueInfoProto.newBuilder().setName(name).setType(type(shape)).build();
  }

  private static TensorShapeProto.Dimension dim(long size) {
    return TensorShapeProto.Dimension.newBuilder().setDimValue(size).build();
  }

  private static TypeProto type(TensorShapeProto.Builder shape) {
    return TypeProto.newBuilder()
        .setTensorType(
            TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(shape))
        .build();
  }

  private static TensorProto integers(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return tensor.build();
  }

  private static TensorProto floats(String name, float... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addDims(values.length);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return tensor.build();
  }
}
