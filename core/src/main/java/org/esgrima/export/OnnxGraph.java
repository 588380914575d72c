package org.esgrima.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** An ONNX graph that grows: nodes, the tensors of a network, and constants, each once. */
final class OnnxGraph {
  private static final String BATCH = "N";

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("generator");
  private final NamedTensors tensors;
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> constants = new HashMap<>();
  private final Map<String, NodeProto> makers = new HashMap<>();
  private final Map<String, ByteString> arrays = new HashMap<>();

  OnnxGraph(NamedTensors tensors) {
    this.tensors = tensors;
  }

  GraphProto.Builder builder() {
    return graph;
  }

  /** A node with one output. */
  String node(String type, String name, List<String> inputs, AttributeProto... attributes) {
    String output = unique(name);
    NodeProto node =
        NodeProto.newBuilder()
            .setOpType(type)
            .setName(output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes))
            .build();
    graph.addNode(node);
    makers.put(output, node);
    return output;
  }

  /** The node that makes a value. */
  Optional<NodeProto> maker(String value) {
    return Optional.ofNullable(makers.get(value));
  }

  /** The numbers of a constant float32 array; empty if it is computed or given. */
  Optional<float[]> values(String name) {
    return Optional.ofNullable(arrays.get(name)).map(OnnxGraph::floats);
  }

  private static float[] floats(ByteString bytes) {
    float[] values = new float[bytes.size() / Float.BYTES];
    bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private String unique(String name) {
    String free = name;
    for (int i = 2; !names.add(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  /** A tensor of the network, in float32, under its own name. */
  String tensor(String name) {
    if (names.add(name)) {
      try (Scope scope = Scope.open()) {
        Tensor tensor = tensors.get(name).to(ElementType.F32);
        constant(name, tensor.shape(), tensor.toBytes());
      }
    }
    return name;
  }

  /** A float32 array under that name, or one like it where it is taken. */
  String floats(String name, Shape shape, float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    String free = unique(name);
    constant(free, shape, bytes);
    return free;
  }

  private void constant(String name, Shape shape, ByteBuffer bytes) {
    ByteString raw = ByteString.copyFrom(bytes);
    arrays.put(name, raw);
    TensorProto.Builder constant =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .setRawData(raw);
    LongStream.of(shape.sizes()).forEach(constant::addDims);
    graph.addInitializer(constant);
  }

  /** A float32 scalar; equal ones are one. */
  String scalar(double value) {
    return constants.computeIfAbsent(
        "float " + value, key -> floats("constant_" + constants.size(), Shape.of(), (float) value));
  }

  /** A float32 vector; equal ones are one. */
  String vector(float... values) {
    return constants.computeIfAbsent(
        "float " + Arrays.toString(values),
        key -> floats("constant_" + constants.size(), Shape.of(values.length), values));
  }

  /** A vector of int64; equal ones are one. */
  String integers(long... values) {
    return constants.computeIfAbsent(
        "int64 " + Arrays.toString(values),
        key -> {
          String name = unique("constant_" + constants.size());
          TensorProto.Builder constant =
              TensorProto.newBuilder()
                  .setName(name)
                  .setDataType(TensorProto.DataType.INT64_VALUE)
                  .addDims(values.length);
          LongStream.of(values).forEach(constant::addInt64Data);
          graph.addInitializer(constant);
          return name;
        });
  }

  Value input(String name, Shape shape) {
    names.add(name);
    graph.addInput(info(name, TensorProto.DataType.FLOAT_VALUE, shape));
    return new Value(name, shape);
  }

  /** The value under a name that others rely on. */
  Value named(String name, Value value) {
    return new Value(node("Identity", name, List.of(value.name())), value.shape());
  }

  void describe(Value value) {
    graph.addValueInfo(info(value.name(), TensorProto.DataType.FLOAT_VALUE, value.shape()));
  }

  void output(Value value) {
    graph.addOutput(info(value.name(), TensorProto.DataType.FLOAT_VALUE, value.shape()));
  }

  /** The type of a value: {@link WrittenOps#BATCH} becomes a size called N. */
  static ValueInfoProto info(String name, int type, Shape shape) {
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (long size : shape.sizes()) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      sizes.addDim(
          size == WrittenOps.BATCH ? dimension.setDimParam(BATCH) : dimension.setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(sizes)))
        .build();
  }

  static AttributeProto number(String name, double value) {
    return attribute(name, AttributeProto.AttributeType.FLOAT, a -> a.setF((float) value));
  }

  static AttributeProto integer(String name, long value) {
    return attribute(name, AttributeProto.AttributeType.INT, a -> a.setI(value));
  }

  static AttributeProto list(String name, long... values) {
    return attribute(
        name, AttributeProto.AttributeType.INTS, a -> LongStream.of(values).forEach(a::addInts));
  }

  static AttributeProto word(String name, String value) {
    return attribute(
        name, AttributeProto.AttributeType.STRING, a -> a.setS(ByteString.copyFromUtf8(value)));
  }

  private static AttributeProto attribute(
      String name, AttributeProto.AttributeType type, Consumer<AttributeProto.Builder> value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name).setType(type);
    value.accept(attribute);
    return attribute.build();
  }
}
