package org.esgrima.export;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.esgrima.io.Shape;
import org.esgrima.nn.Ops;
import org.esgrima.nn.ShapeOps;
import org.esgrima.torch.Resampling;
import org.esgrima.torch.ScriptModule;

/** Interprets a network as lines of TorchScript, one for each operation. */
final class ScriptOps extends WrittenOps {
  private final StringBuilder lines;
  private final int[] count;
  private final Optional<Value> condition;

  /**
   * At the root of a network.
   *
   * @param lines the body of a function that grows
   * @param condition what the network is told
   */
  ScriptOps(StringBuilder lines, Optional<Value> condition) {
    this(
        "",
        condition.map(c -> new ShapeOps(c.shape())).orElseGet(ShapeOps::new),
        lines,
        new int[1],
        condition);
  }

  private ScriptOps(
      String path, Ops<Shape> shapes, StringBuilder lines, int[] count, Optional<Value> condition) {
    super(path, shapes);
    this.lines = lines;
    this.count = count;
    this.condition = condition;
  }

  @Override
  public Ops<Value> at(String name) {
    return new ScriptOps(below(name), shapes.at(name), lines, count, condition);
  }

  @Override
  Value tensor(String name, Shape shape) {
    return new Value(ScriptModule.reference(name), shape);
  }

  @Override
  public Value condition() {
    shapes.condition();
    return condition.orElseThrow();
  }

  /** Adds a line: the value of an expression, with %s for its operands. */
  private Value line(Shape shape, String expression, Object... operands) {
    Object[] names = new Object[operands.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = operands[i] instanceof Value value ? value.name() : operands[i];
    }
    String name = "v" + count[0]++;
    lines.append("    ").append(name).append(" = ");
    lines.append(String.format(Locale.ROOT, expression, names)).append('\n');
    return new Value(name, shape);
  }

  private static String list(long... values) {
    return LongStream.of(values)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static Object orNone(Optional<Value> value) {
    return value.isPresent() ? value.get() : "None";
  }

  @Override
  Value product(Value x, Value weight, Optional<Value> bias) {
    Shape shape = shapes.linear(x.shape(), weight.shape());
    return bias.isPresent()
        ? line(shape, "torch.addmm(%s, %s, torch.t(%s))", bias.get(), x, weight)
        : line(shape, "torch.mm(%s, torch.t(%s))", x, weight);
  }

  @Override
  Value convolution(
      Value x, Value weight, Optional<Value> bias, int stride, int padding, int groups) {
    return line(
        convolved(x, weight, bias, stride, padding, groups),
        "torch.conv2d(%s, %s, %s, %s, %s, [1, 1], %s)",
        x,
        weight,
        orNone(bias),
        list(stride, stride),
        list(padding, padding),
        groups);
  }

  @Override
  public Value convTranspose2d(Value x, Value weight, int stride, int padding) {
    return line(
        shapes.convTranspose2d(x.shape(), weight.shape(), stride, padding),
        "torch.conv_transpose2d(%s, %s, None, %s, %s)",
        x,
        weight,
        list(stride, stride),
        list(padding, padding));
  }

  @Override
  public Value batchNorm(
      Value x,
      Value weight,
      Value bias,
      RunningStatistics<Value> statistics,
      double momentum,
      double epsilon) {
    return batchNorm(x, Optional.of(weight), Optional.of(bias), statistics, epsilon);
  }

  @Override
  public Value batchNorm(
      Value x, RunningStatistics<Value> statistics, double momentum, double epsilon) {
    return batchNorm(x, Optional.empty(), Optional.empty(), statistics, epsilon);
  }

  private Value batchNorm(
      Value x,
      Optional<Value> weight,
      Optional<Value> bias,
      RunningStatistics<Value> statistics,
      double epsilon) {
    return line(
        x.shape(),
        "torch.batch_norm(%s, %s, %s, %s, %s, False, 0.0, %s, True)",
        x,
        orNone(weight),
        orNone(bias),
        statistics.mean(),
        statistics.variance(),
        epsilon);
  }

  @Override
  public Value spectralNorm(Value weight, SingularVectors<Value> vectors) {
    return line(
        weight.shape(),
        "torch.div(%s, torch.sum(torch.mul(%s, torch.mv(torch.reshape(%s, [%s, -1]), %s))))",
        weight,
        vectors.u(),
        weight,
        weight.shape().size(0),
        vectors.v());
  }

  @Override
  public Value noise(Value x, Value still) {
    return still;
  }

  @Override
  public Value relu(Value x) {
    return line(x.shape(), "torch.relu(%s)", x);
  }

  // torch.nn.functional belongs to Python; this is the same without it.
  @Override
  public Value leakyRelu(Value x, double slope) {
    return line(x.shape(), "torch.where(torch.gt(%s, 0), %s, torch.mul(%s, %s))", x, x, x, slope);
  }

  @Override
  public Value tanh(Value x) {
    return line(x.shape(), "torch.tanh(%s)", x);
  }

  @Override
  public Value sigmoid(Value x) {
    return line(x.shape(), "torch.sigmoid(%s)", x);
  }

  @Override
  Value sum(Value a, Value b) {
    return line(shapes.add(a.shape(), b.shape()), "torch.add(%s, %s)", a, b);
  }

  @Override
  public Value mul(Value a, Value b) {
    return line(shapes.mul(a.shape(), b.shape()), "torch.mul(%s, %s)", a, b);
  }

  @Override
  public Value rsqrt(Value x, double epsilon) {
    return line(x.shape(), "torch.rsqrt(torch.add(%s, %s))", x, epsilon);
  }

  @Override
  public Value clamp(Value x, double bound) {
    return line(x.shape(), "torch.clamp(%s, %s, %s)", x, -bound, bound);
  }

  @Override
  public Value matmul(Value a, Value b) {
    return line(shapes.matmul(a.shape(), b.shape()), "torch.mm(%s, %s)", a, b);
  }

  @Override
  public Value concat(Value a, Value b, int dim) {
    Shape shape = shapes.concat(a.shape(), b.shape(), dim);
    return line(shape, "torch.cat([%s, %s], %s)", a, b, dim);
  }

  @Override
  public Value planes(Value x, long height, long width) {
    long channels = x.shape().size(1);
    Value pixels = reshape(x, -1, channels, 1, 1);
    Shape shape = shapes.planes(x.shape(), height, width);
    return line(shape, "%s.expand(%s)", pixels, list(-1, channels, height, width));
  }

  @Override
  public Value max(Value x, int dim) {
    return line(shapes.max(x.shape(), dim), "torch.amax(%s, [%s])", x, dim);
  }

  @Override
  public Value sum(Value x, int... dims) {
    String list = list(IntStream.of(dims).asLongStream().toArray());
    return line(shapes.sum(x.shape(), dims), "torch.sum(%s, %s)", x, list);
  }

  @Override
  public Value resample(Value x, Value filter, Resampling resampling) {
    Shape out = shapes.resample(x.shape(), filter.shape(), resampling);
    long channels = x.shape().size(1);
    Shape taps = filter.shape();
    Shape kernels = Shape.of(channels, 1, taps.size(0), taps.size(1));
    String turned = resampling.turnsKernel() ? "torch.flip(%s, [0, 1])" : "%s";
    Value kernel =
        line(
            kernels,
            "torch.mul(" + turned + ", %s).expand(%s)",
            filter,
            resampling.gain(),
            list(channels, 1, taps.size(0), taps.size(1)));
    Resampling.Margins margins = resampling.margins(taps);
    if (!resampling.spreads()) {
      return line(
          out,
          "torch.conv2d(%s, %s, None, %s, [0, 0], [1, 1], %s)",
          padded(x, margins),
          kernel,
          list(resampling.y().down(), resampling.x().down()),
          channels);
    }
    Value all =
        line(
            out,
            "torch.conv_transpose2d(%s, %s, None, %s, [0, 0], [0, 0], %s)",
            x,
            kernel,
            list(resampling.y().up(), resampling.x().up()),
            channels);
    String every = "%s[:, :, ::" + resampling.y().down() + ", ::" + resampling.x().down() + "]";
    return line(out, every, padded(all, margins));
  }

  private Value padded(Value x, Resampling.Margins margins) {
    String sizes = list(margins.left(), margins.right(), margins.top(), margins.bottom());
    return line(x.shape(), "torch.constant_pad_nd(%s, %s)", x, sizes);
  }

  @Override
  public Value upsampleNearest(Value x) {
    return line(
        shapes.upsampleNearest(x.shape()),
        "torch.repeat_interleave(torch.repeat_interleave(%s, 2, 2), 2, 3)",
        x);
  }

  @Override
  public Value averagePool(Value x) {
    return line(shapes.averagePool(x.shape()), "torch.avg_pool2d(%s, [2, 2])", x);
  }

  @Override
  Value scaled(Value x, double scale, double shift) {
    Shape shape = shapes.affine(x.shape(), scale, shift);
    return line(shape, "torch.add(torch.mul(%s, %s), %s)", x, scale, shift);
  }

  @Override
  public Value transpose(Value x, int a, int b) {
    return line(shapes.transpose(x.shape(), a, b), "torch.transpose(%s, %s, %s)", x, a, b);
  }

  @Override
  public Value narrow(Value x, int dim, long from, long length) {
    Shape shape = shapes.narrow(x.shape(), dim, from, length);
    return line(shape, "torch.narrow(%s, %s, %s, %s)", x, dim, from, length);
  }

  @Override
  Value reshaped(Value x, Shape shape, long... sizes) {
    return line(shape, "torch.reshape(%s, %s)", x, list(sizes));
  }
}
