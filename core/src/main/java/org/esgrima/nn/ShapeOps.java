package org.esgrima.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.esgrima.io.Shape;
import org.esgrima.torch.Resampling;

/**
 * Interprets a network on shapes alone: output shapes, the table of parameters and wiring errors,
 * before anything is allocated.
 */
public final class ShapeOps implements Ops<Shape> {
  /**
   * One operation of a network.
   *
   * @param path of the layer
   * @param operation its name
   * @param output its output shape
   * @param multiplyAdds multiplications with addition, for the whole batch
   */
  public record Step(String path, String operation, Shape output, long multiplyAdds) {}

  private final String path;
  private final Optional<Shape> condition;
  private final Map<String, ParameterInfo> parameters;
  private final List<Step> steps;

  /** An interpreter at the root, with empty tables, of a network without condition. */
  public ShapeOps() {
    this("", Optional.empty(), new LinkedHashMap<>(), new ArrayList<>());
  }

  /** As the other, of a network that is told a condition of that shape [N,K]. */
  public ShapeOps(Shape condition) {
    this("", Optional.of(condition), new LinkedHashMap<>(), new ArrayList<>());
  }

  private ShapeOps(
      String path,
      Optional<Shape> condition,
      Map<String, ParameterInfo> parameters,
      List<Step> steps) {
    this.path = path;
    this.condition = condition;
    this.parameters = parameters;
    this.steps = steps;
  }

  /** All tensors that the network asked for, in order. */
  public List<ParameterInfo> parameters() {
    return List.copyOf(parameters.values());
  }

  /** All operations, in order. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  @Override
  public Ops<Shape> at(String name) {
    return new ShapeOps(below(name), condition, parameters, steps);
  }

  private String below(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  @Override
  public Shape param(String name, Init init, long... shape) {
    return declare(name, ParameterInfo.Kind.PARAMETER, init, shape);
  }

  @Override
  public Shape buffer(String name, Init init, long... shape) {
    return declare(name, ParameterInfo.Kind.BUFFER, init, shape);
  }

  @Override
  public Shape counter(String name) {
    return declare(name, ParameterInfo.Kind.COUNTER, Init.zeros());
  }

  private Shape declare(String name, ParameterInfo.Kind kind, Init init, long... sizes) {
    ParameterInfo info = new ParameterInfo(below(name), kind, init, new Shape(sizes));
    if (parameters.putIfAbsent(info.name(), info) != null) {
      throw new ShapeException(info.name(), "a name of its own", "a second tensor of that name");
    }
    return info.shape();
  }

  @Override
  public Shape condition() {
    return condition.orElseThrow(() -> new ShapeException(path, "a condition [N,K]", "none"));
  }

  @Override
  public Shape shape(Shape x) {
    return x;
  }

  @Override
  public Shape linear(Shape x, Shape weight) {
    require(x.rank() == 2 && x.size(1) == weight.size(1), "[N," + weight.size(1) + "]", x);
    return step("linear", Shape.of(x.size(0), weight.size(0)), x.size(0) * weight.elements());
  }

  @Override
  public Shape linear(Shape x, Shape weight, Shape bias) {
    require(bias.equals(Shape.of(weight.size(0))), "bias [" + weight.size(0) + "]", bias);
    return linear(x, weight);
  }

  @Override
  public Shape conv2d(Shape x, Shape weight, int stride, int padding) {
    return convolution(x, weight, stride, padding, 1);
  }

  @Override
  public Shape conv2d(Shape x, Shape weight, Shape bias, int stride, int padding) {
    return conv2d(x, weight, bias, stride, padding, 1);
  }

  @Override
  public Shape conv2d(Shape x, Shape weight, Shape bias, int stride, int padding, int groups) {
    require(bias.equals(Shape.of(weight.size(0))), "bias [" + weight.size(0) + "]", bias);
    require(weight.size(0) % groups == 0, "a weight of " + groups + " equal groups", weight);
    return convolution(x, weight, stride, padding, groups);
  }

  private Shape convolution(Shape x, Shape weight, int stride, int padding, int groups) {
    long channels = groups * weight.size(1);
    require(x.rank() == 4 && x.size(1) == channels, "[N," + channels + ",H,W]", x);
    Shape out =
        Shape.of(
            x.size(0),
            weight.size(0),
            convolved(x, weight, 2, stride, padding),
            convolved(x, weight, 3, stride, padding));
    long perPixel = weight.elements();
    return step("conv2d", out, out.size(0) * out.size(2) * out.size(3) * perPixel);
  }

  private long convolved(Shape x, Shape weight, int dim, int stride, int padding) {
    long room = x.size(dim) + 2L * padding - weight.size(dim);
    require(room >= 0, "at least " + (weight.size(dim) - 2L * padding) + " pixels", x);
    return room / stride + 1;
  }

  @Override
  public Shape convTranspose2d(Shape x, Shape weight, int stride, int padding) {
    require(x.rank() == 4 && x.size(1) == weight.size(0), "[N," + weight.size(0) + ",H,W]", x);
    Shape out =
        Shape.of(
            x.size(0),
            weight.size(1),
            (x.size(2) - 1) * stride - 2L * padding + weight.size(2),
            (x.size(3) - 1) * stride - 2L * padding + weight.size(3));
    return step("convTranspose2d", out, x.size(0) * x.size(2) * x.size(3) * weight.elements());
  }

  @Override
  public Shape batchNorm(
      Shape x,
      Shape weight,
      Shape bias,
      RunningStatistics<Shape> statistics,
      double momentum,
      double epsilon) {
    require(x.rank() >= 2 && x.size(1) == weight.size(0), "[N," + weight.size(0) + ",…]", x);
    return step("batchNorm", x, 2 * x.elements());
  }

  @Override
  public Shape batchNorm(
      Shape x, RunningStatistics<Shape> statistics, double momentum, double epsilon) {
    return batchNorm(x, statistics.mean(), statistics.mean(), statistics, momentum, epsilon);
  }

  @Override
  public Shape spectralNorm(Shape weight, SingularVectors<Shape> vectors) {
    long rows = weight.size(0);
    long columns = weight.elements() / rows;
    require(vectors.u().equals(Shape.of(rows)), "u [" + rows + "]", vectors.u());
    require(vectors.v().equals(Shape.of(columns)), "v [" + columns + "]", vectors.v());
    return step("spectralNorm", weight, 3 * weight.elements()); // Wᵀu and Wv, then σ
  }

  @Override
  public Shape runningMean(Shape x, Shape mean, double momentum) {
    require(x.rank() == 2 && mean.equals(Shape.of(x.size(1))), "[N,F] and mean [F]", x);
    return mean;
  }

  @Override
  public Shape noise(Shape x, Shape still) {
    require(x.rank() == 4, "[N,C,H,W]", x);
    require(still.equals(Shape.of(1, 1, x.size(2), x.size(3))), "noise as large as " + x, still);
    return step("noise", Shape.of(x.size(0), 1, x.size(2), x.size(3)), 0);
  }

  @Override
  public Shape relu(Shape x) {
    return step("relu", x, 0);
  }

  @Override
  public Shape leakyRelu(Shape x, double slope) {
    return step("leakyRelu", x, 0);
  }

  @Override
  public Shape tanh(Shape x) {
    return step("tanh", x, 0);
  }

  @Override
  public Shape sigmoid(Shape x) {
    return step("sigmoid", x, 0);
  }

  @Override
  public Shape add(Shape a, Shape b) {
    return step("add", broadcast(a, b), 0);
  }

  @Override
  public Shape mul(Shape a, Shape b) {
    Shape out = broadcast(a, b);
    return step("mul", out, out.elements());
  }

  private Shape broadcast(Shape a, Shape b) {
    require(a.rank() == b.rank(), "two of the same rank, the first " + a, b);
    long[] sizes = new long[a.rank()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.max(a.size(i), b.size(i));
      require(
          Math.min(a.size(i), b.size(i)) == sizes[i] || Math.min(a.size(i), b.size(i)) == 1,
          "sizes equal to those of " + a + " or 1",
          b);
    }
    return new Shape(sizes);
  }

  @Override
  public Shape rsqrt(Shape x, double epsilon) {
    return step("rsqrt", x, 0);
  }

  @Override
  public Shape clamp(Shape x, double bound) {
    return step("clamp", x, 0);
  }

  @Override
  public Shape matmul(Shape a, Shape b) {
    require(
        a.rank() == 2 && b.rank() == 2 && a.size(1) == b.size(0), "[K,O] after " + a + " [N,K]", b);
    return step("matmul", Shape.of(a.size(0), b.size(1)), a.elements() * b.size(1));
  }

  @Override
  public Shape concat(Shape a, Shape b, int dim) {
    require(a.rank() == b.rank() && dim < a.rank(), "the rank of " + a, b);
    long[] sizes = a.sizes().clone();
    sizes[dim] = b.size(dim);
    require(new Shape(sizes).equals(b), "sizes of " + a + " but for dimension " + dim, b);
    sizes[dim] = a.size(dim) + b.size(dim);
    return step("concat", new Shape(sizes), 0);
  }

  @Override
  public Shape planes(Shape x, long height, long width) {
    require(x.rank() == 2, "[N,C]", x);
    return step("planes", Shape.of(x.size(0), x.size(1), height, width), 0);
  }

  @Override
  public Shape minibatchDeviation(Shape x, int group, int sets) {
    require(x.rank() == 2 || x.rank() == 4, "[N,C,H,W] or [N,C]", x);
    require(x.size(1) % sets == 0, "a multiple of " + sets + " channels", x);
    long[] sizes = x.sizes().clone();
    sizes[1] = sets;
    return step("minibatchDeviation", new Shape(sizes), 2 * x.elements());
  }

  @Override
  public Shape max(Shape x, int dim) {
    return step("max", without(x, dim), 0);
  }

  @Override
  public Shape sum(Shape x, int... dims) {
    return step("sum", without(x, dims), 0);
  }

  private Shape without(Shape x, int... dims) {
    Set<Integer> gone = Arrays.stream(dims).boxed().collect(Collectors.toSet());
    for (int dim : gone) {
      require(dim >= 0 && dim < x.rank(), "a dimension " + dim, x);
    }
    return new Shape(
        IntStream.range(0, x.rank()).filter(i -> !gone.contains(i)).mapToLong(x::size).toArray());
  }

  @Override
  public Shape resample(Shape x, Shape filter, Resampling resampling) {
    require(x.rank() == 4 && filter.rank() == 2, "[N,C,H,W] and a filter [fH,fW]", x);
    Shape out = resampling.output(x, filter);
    require(out.elements() > 0, "images larger than the filter " + filter, x);
    long taps = filter.elements() / ((long) resampling.x().up() * resampling.y().up());
    return step("resample", out, out.elements() * taps);
  }

  @Override
  public Shape upsampleNearest(Shape x) {
    require(x.rank() == 4, "[N,C,H,W]", x);
    Shape out = Shape.of(x.size(0), x.size(1), 2 * x.size(2), 2 * x.size(3));
    return step("upsampleNearest", out, 0);
  }

  @Override
  public Shape averagePool(Shape x) {
    require(x.rank() == 4 && x.size(2) >= 2 && x.size(3) >= 2, "[N,C,H,W] of 2 or more pixels", x);
    Shape out = Shape.of(x.size(0), x.size(1), x.size(2) / 2, x.size(3) / 2);
    return step("averagePool", out, 0);
  }

  @Override
  public Shape dropout(Shape x, double keep) {
    return step("dropout", x, 0);
  }

  @Override
  public Shape affine(Shape x, double scale, double shift) {
    return step("affine", x, x.elements());
  }

  @Override
  public Shape transpose(Shape x, int a, int b) {
    require(Math.max(a, b) < x.rank(), "dimensions " + a + " and " + b, x);
    long[] sizes = x.sizes().clone();
    sizes[a] = x.size(b);
    sizes[b] = x.size(a);
    return new Shape(sizes);
  }

  @Override
  public Shape narrow(Shape x, int dim, long from, long length) {
    require(
        dim < x.rank() && from >= 0 && length >= 1 && from + length <= x.size(dim),
        "at least " + (from + length) + " elements in dimension " + dim,
        x);
    long[] sizes = x.sizes().clone();
    sizes[dim] = length;
    return new Shape(sizes);
  }

  @Override
  public Shape reshape(Shape x, long... sizes) {
    long[] resolved = sizes.clone();
    long known = 1;
    int open = -1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < 0) {
        open = i;
      } else {
        known *= sizes[i];
      }
    }
    if (open >= 0 && known > 0) {
      resolved[open] = x.elements() / known;
    }
    Shape out = new Shape(resolved);
    require(out.elements() == x.elements(), "a shape of " + out.elements() + " elements", x);
    return out;
  }

  private Shape step(String operation, Shape output, long multiplyAdds) {
    steps.add(new Step(path, operation, output, multiplyAdds));
    return output;
  }

  private void require(boolean fits, String expected, Shape got) {
    if (!fits) {
      throw new ShapeException(path, expected, got);
    }
  }
}
