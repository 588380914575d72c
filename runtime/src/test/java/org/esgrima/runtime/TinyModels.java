package org.esgrima.runtime;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Generators so small that their pictures can be computed by hand. */
final class TinyModels {
  private TinyModels() {}

  /** Images [1,1,2] that are the latents z [2] themselves, plus the sum of a condition. */
  static ModelProto plain(int classes) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("generator");
    graph.addInput(value("z", 2));
    graph.addOutput(value("images", 1, 1, 2));
    graph.addInitializer(integers("sizes", -1, 1, 1, 2));
    String x = "z";
    if (classes > 0) {
      graph.addInput(value("c", classes));
      float[] numbers = new float[classes * 2];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = i / 2 * 10;
      }
      graph.addInitializer(floats("table", numbers, classes, 2));
      graph.addNode(node("MatMul", "shift", "c", "table"));
      graph.addNode(node("Add", "moved", "z", "shift"));
      x = "moved";
    }
    graph.addNode(node("Reshape", "images", x, "sizes"));
    return model(graph, metadata(classes));
  }

  /** Styles w [1,2] = 1 + ψ · z, images [1,1,2] that are 3 w. */
  static ModelProto styled() {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("generator");
    graph.addInput(value("z", 2));
    graph.addInput(
        ValueInfoProto.newBuilder().setName("psi").setType(type(dimensions().addDim(dim(1)))));
    graph.addOutput(value("images", 1, 1, 2));
    graph.addValueInfo(value("w", 1, 2));
    graph.addInitializer(integers("style", -1, 1, 2));
    graph.addInitializer(integers("sizes", -1, 1, 1, 2));
    graph.addInitializer(floats("one", new float[] {1}, 1));
    graph.addInitializer(floats("three", new float[] {3}, 1));
    graph.addNode(node("Mul", "scaled", "z", "psi"));
    graph.addNode(node("Add", "shifted", "scaled", "one"));
    graph.addNode(node("Reshape", "w", "shifted", "style"));
    graph.addNode(node("Mul", "tripled", "w", "three"));
    graph.addNode(node("Reshape", "images", "tripled", "sizes"));
    Map<String, String> metadata = metadata(0);
    metadata.put("style-shape", "1 2");
    metadata.put("truncation", "input");
    return model(graph, metadata);
  }

  /** a, b, c …, then numbers. */
  private static String names(int classes) {
    return IntStream.range(0, classes)
        .mapToObj(i -> i < 26 ? String.valueOf((char) ('a' + i)) : String.valueOf(i))
        .collect(Collectors.joining("\n"));
  }

  static Map<String, String> metadata(int classes) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("esgrima-format", "1");
    metadata.put("latent-size", "2");
    metadata.put("latent-distribution", "normal");
    metadata.put("latent-type", "float32");
    metadata.put("sample-shape", "1 1 2");
    if (classes > 0) {
      metadata.put("classes", names(classes));
    }
    return metadata;
  }

  static ModelProto model(GraphProto.Builder graph, Map<String, String> metadata) {
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

  static Path write(Path directory, ModelProto model) throws IOException {
    return Files.write(directory.resolve("tiny.onnx"), model.toByteArray());
  }

  private static NodeProto node(String type, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .addOutput(output)
        .addAllInput(List.of(inputs))
        .build();
  }

  private static ValueInfoProto value(String name, long... sizes) {
    TensorShapeProto.Builder shape = dimensions();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
    for (long size : sizes) {
      shape.addDim(dim(size));
    }
    return ValueInfoProto.newBuilder().setName(name).setType(type(shape)).build();
  }

  private static TensorShapeProto.Builder dimensions() {
    return TensorShapeProto.newBuilder();
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

  private static TensorProto floats(String name, float[] values, long... sizes) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
    for (long size : sizes) {
      tensor.addDims(size);
    }
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return tensor.build();
  }
}
