package org.esgrima.export;

import static org.esgrima.export.OnnxGraph.integer;
import static org.esgrima.export.OnnxGraph.list;
import static org.esgrima.export.OnnxGraph.number;
import static org.esgrima.export.OnnxGraph.word;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.esgrima.io.Shape;
import org.esgrima.nn.Ops;
import org.esgrima.nn.ShapeOps;
import org.esgrima.torch.Resampling;

/**
 * Interprets a network as an ONNX graph of float32, operator set {@value #OPSET}, with the size of
 * the batch left open. Weights keep their names; a node is called after its layer.
 */
final class OnnxOps extends WrittenOps {
  /** Version of the operators. */
  static final int OPSET = 17;

  private final OnnxGraph graph;
  private final OnnxTransposed transposed;
  private final Optional<Value> condition;
  private final boolean noiseAsInput;

  /**
   * At the root of a network.
   *
   * @param transposed writes transposed convolutions
   * @param condition what the network is told
   * @param noiseAsInput whether noise becomes inputs, called after what they replace
   */
  OnnxOps(
      OnnxGraph graph, OnnxTransposed transposed, Optional<Value> condition, boolean noiseAsInput) {
    this(
        "",
        condition.map(c -> new ShapeOps(c.shape())).orElseGet(ShapeOps::new),
        graph,
        transposed,
        condition,
        noiseAsInput);
  }

  private OnnxOps(
      String path,
      Ops<Shape> shapes,
      OnnxGraph graph,
      OnnxTransposed transposed,
      Optional<Value> condition,
      boolean noiseAsInput) {
    super(path, shapes);
    this.graph = graph;
    this.transposed = transposed;
    this.condition = condition;
    this.noiseAsInput = noiseAsInput;
  }

  @Override
  public Ops<Value> at(String name) {
    return new OnnxOps(below(name), shapes.at(name), graph, transposed, condition, noiseAsInput);
  }

  @Override
  Value tensor(String name, Shape shape) {
    return new Value(graph.tensor(name), shape);
  }

  @Override
  public Value condition() {
    shapes.condition();
    return condition.orElseThrow();
  }

  private String emit(String type, List<String> inputs, AttributeProto... attributes) {
    return graph.node(type, below(type), inputs, attributes);
  }

  private Value node(Shape shape, String type, List<Value> inputs, AttributeProto... attributes) {
    return new Value(emit(type, inputs.stream().map(Value::name).toList(), attributes), shape);
  }

  private static List<String> names(Value x, String... more) {
    return Stream.concat(Stream.of(x.name()), Stream.of(more)).toList();
  }

  private static List<Value> with(Optional<Value> bias, Value... values) {
    List<Value> all = new ArrayList<>(List.of(values));
    bias.ifPresent(all::add);
    return all;
  }

  @Override
  Value product(Value x, Value weight, Optional<Value> bias) {
    Shape shape = shapes.linear(x.shape(), weight.shape());
    return node(shape, "Gemm", with(bias, x, weight), integer("transB", 1));
  }

  @Override
  Value convolution(
      Value x, Value weight, Optional<Value> bias, int stride, int padding, int groups) {
    return node(
        convolved(x, weight, bias, stride, padding, groups),
        "Conv",
        with(bias, x, weight),
        list("kernel_shape", weight.shape().size(2), weight.shape().size(3)),
        list("strides", stride, stride),
        list("pads", padding, padding, padding, padding),
        integer("group", groups));
  }

  @Override
  public Value convTranspose2d(Value x, Value weight, int stride, int padding) {
    Shape shape = shapes.convTranspose2d(x.shape(), weight.shape(), stride, padding);
    if (padding == 0 && x.shape().size(2) == 1 && x.shape().size(3) == 1) {
      // Of one pixel it is a product of matrices, which takes all samples at once.
      Value pixels = reshape(x, -1, x.shape().size(1));
      Value product = matmul(pixels, reshape(weight, weight.shape().size(0), -1));
      return reshape(product, -1, shape.size(1), shape.size(2), shape.size(3));
    }
    return transposed.apply(below("ConvTranspose"), x, weight, shape, stride, padding);
  }

  @Override
  public Value batchNorm(
      Value x,
      Value weight,
      Value bias,
      RunningStatistics<Value> statistics,
      double momentum,
      double epsilon) {
    return graph
        .values(weight.name())
        .flatMap(gain -> folded(x, gain, bias, statistics, epsilon))
        .orElseGet(() -> batchNormalization(x, weight, bias, statistics, epsilon));
  }

  private Optional<Value> folded(
      Value x, float[] gain, Value bias, RunningStatistics<Value> statistics, double epsilon) {
    float[] scale = new float[gain.length];
    float[] shift = new float[gain.length];
    float[] mean = graph.values(statistics.mean().name()).orElseThrow();
    float[] variance = graph.values(statistics.variance().name()).orElseThrow();
    float[] offset = graph.values(bias.name()).orElseThrow();
    for (int i = 0; i < gain.length; i++) {
      double factor = gain[i] / Math.sqrt(variance[i] + epsilon);
      scale[i] = (float) factor;
      shift[i] = (float) (offset[i] - factor * mean[i]);
    }
    return transposed.scaled(below("ConvTranspose"), x, scale, shift);
  }

  private Value batchNormalization(
      Value x, Value weight, Value bias, RunningStatistics<Value> statistics, double epsilon) {
    return node(
        x.shape(),
        "BatchNormalization",
        List.of(x, weight, bias, statistics.mean(), statistics.variance()),
        number("epsilon", epsilon));
  }

  @Override
  public Value batchNorm(
      Value x, RunningStatistics<Value> statistics, double momentum, double epsilon) {
    Value mean = statistics.mean();
    Value zeros = scaled(mean, 0, 0);
    Value ones = scaled(mean, 0, 1);
    return batchNorm(x, ones, zeros, statistics, momentum, epsilon);
  }

  @Override
  public Value spectralNorm(Value weight, SingularVectors<Value> vectors) {
    long rows = weight.shape().size(0);
    Value matrix = reshape(weight, rows, -1);
    Value column = reshape(vectors.v(), -1, 1);
    Value image = matmul(matrix, column);
    Value sigma = sum(mul(image, reshape(vectors.u(), -1, 1)), 0, 1);
    return node(weight.shape(), "Div", List.of(weight, sigma));
  }

  @Override
  public Value noise(Value x, Value still) {
    return noiseAsInput ? graph.input(below("noise"), still.shape()) : still;
  }

  @Override
  public Value relu(Value x) {
    return node(x.shape(), "Relu", List.of(x));
  }

  @Override
  public Value leakyRelu(Value x, double slope) {
    return node(x.shape(), "LeakyRelu", List.of(x), number("alpha", slope));
  }

  @Override
  public Value tanh(Value x) {
    return node(x.shape(), "Tanh", List.of(x));
  }

  @Override
  public Value sigmoid(Value x) {
    return node(x.shape(), "Sigmoid", List.of(x));
  }

  @Override
  Value sum(Value a, Value b) {
    return node(shapes.add(a.shape(), b.shape()), "Add", List.of(a, b));
  }

  @Override
  public Value mul(Value a, Value b) {
    return node(shapes.mul(a.shape(), b.shape()), "Mul", List.of(a, b));
  }

  @Override
  public Value rsqrt(Value x, double epsilon) {
    String root = emit("Sqrt", List.of(emit("Add", names(x, graph.scalar(epsilon)))));
    return new Value(emit("Reciprocal", List.of(root)), x.shape());
  }

  @Override
  public Value clamp(Value x, double bound) {
    return new Value(emit("Clip", names(x, graph.scalar(-bound), graph.scalar(bound))), x.shape());
  }

  @Override
  public Value matmul(Value a, Value b) {
    return node(shapes.matmul(a.shape(), b.shape()), "MatMul", List.of(a, b));
  }

  @Override
  public Value concat(Value a, Value b, int dim) {
    Shape shape = shapes.concat(a.shape(), b.shape(), dim);
    return node(shape, "Concat", List.of(a, b), integer("axis", dim));
  }

  @Override
  public Value planes(Value x, long height, long width) {
    Value pixels = reshape(x, -1, x.shape().size(1), 1, 1);
    return new Value(
        emit("Expand", names(pixels, graph.integers(1, 1, height, width))),
        shapes.planes(x.shape(), height, width));
  }

  @Override
  public Value max(Value x, int dim) {
    Shape shape = shapes.max(x.shape(), dim);
    return node(shape, "ReduceMax", List.of(x), list("axes", dim), integer("keepdims", 0));
  }

  @Override
  public Value sum(Value x, int... dims) {
    String axes = graph.integers(IntStream.of(dims).asLongStream().toArray());
    return new Value(
        emit("ReduceSum", names(x, axes), integer("keepdims", 0)), shapes.sum(x.shape(), dims));
  }

  @Override
  public Value resample(Value x, Value filter, Resampling resampling) {
    Shape out = shapes.resample(x.shape(), filter.shape(), resampling);
    return new Value(new OnnxResampling(graph, path, resampling).apply(x, filter), out);
  }

  @Override
  public Value upsampleNearest(Value x) {
    return new Value(
        emit(
            "Resize",
            names(x, "", graph.vector(1, 1, 2, 2)),
            word("mode", "nearest"),
            word("nearest_mode", "floor"),
            word("coordinate_transformation_mode", "asymmetric")),
        shapes.upsampleNearest(x.shape()));
  }

  @Override
  public Value averagePool(Value x) {
    return node(
        shapes.averagePool(x.shape()),
        "AveragePool",
        List.of(x),
        list("kernel_shape", 2, 2),
        list("strides", 2, 2));
  }

  @Override
  Value scaled(Value x, double scale, double shift) {
    String y = scale == 1 ? x.name() : emit("Mul", names(x, graph.scalar(scale)));
    return new Value(
        shift == 0 ? y : emit("Add", List.of(y, graph.scalar(shift))),
        shapes.affine(x.shape(), scale, shift));
  }

  @Override
  public Value transpose(Value x, int a, int b) {
    long[] order = LongStream.range(0, x.shape().rank()).toArray();
    order[a] = b;
    order[b] = a;
    return node(shapes.transpose(x.shape(), a, b), "Transpose", List.of(x), list("perm", order));
  }

  @Override
  public Value narrow(Value x, int dim, long from, long length) {
    Shape shape = shapes.narrow(x.shape(), dim, from, length);
    String[] range = {graph.integers(from), graph.integers(from + length), graph.integers(dim)};
    return new Value(emit("Slice", names(x, range)), shape);
  }

  @Override
  Value reshaped(Value x, Shape shape, long... sizes) {
    return new Value(emit("Reshape", names(x, graph.integers(sizes))), shape);
  }
}
