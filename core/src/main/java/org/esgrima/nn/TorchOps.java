package org.esgrima.nn;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autocast;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Resampling;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.torch.TorchException;

/** Interprets a network on tensors: this is what computes. */
final class TorchOps implements Ops<Tensor> {
  private static final double LEAST_VARIANCE = 1e-8; // StyleGAN2, minibatch_stddev_layer
  private static final double SHORTEST = 1e-12; // torch.nn.utils.spectral_norm, eps

  /** What all levels of one network share. */
  private static final class Binding {
    final NamedTensors state;
    boolean training = true;
    boolean mixed;
    RandomStream dropout;
    Tensor condition;

    Binding(NamedTensors state) {
      this.state = state;
    }
  }

  private final String path;
  private final Binding binding;
  // Forward runs thousands of times through the same paths: each is made once.
  private final Map<String, TorchOps> deeper = new HashMap<>();
  private final Map<String, Tensor> tensors = new HashMap<>();

  TorchOps(NamedTensors state) {
    this("", new Binding(state));
  }

  private TorchOps(String path, Binding binding) {
    this.path = path;
    this.binding = binding;
  }

  /** The same interpreter, in the same mode and with the same stream, over other tensors. */
  TorchOps over(NamedTensors state) {
    Binding other = new Binding(state);
    other.training = binding.training;
    other.mixed = binding.mixed;
    other.dropout = binding.dropout;
    return new TorchOps("", other);
  }

  void training(boolean training) {
    binding.training = training;
  }

  boolean training() {
    return binding.training;
  }

  void mixed(boolean mixed) {
    binding.mixed = mixed;
  }

  boolean mixed() {
    return binding.mixed;
  }

  void dropoutStream(RandomStream stream) {
    binding.dropout = stream;
  }

  /** What the next passes are told; null for nothing. */
  void condition(Tensor condition) {
    binding.condition = condition;
  }

  @Override
  public Ops<Tensor> at(String name) {
    return deeper.computeIfAbsent(name, n -> new TorchOps(below(n), binding));
  }

  @Override
  public Tensor part(Supplier<Tensor> computation) {
    try (Scope scope = Scope.open()) {
      return scope.keep(computation.get());
    }
  }

  private String below(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private Tensor tensor(String name) {
    return tensors.computeIfAbsent(name, n -> binding.state.get(below(n)));
  }

  @Override
  public Tensor param(String name, Init init, long... shape) {
    return tensor(name);
  }

  @Override
  public Tensor buffer(String name, Init init, long... shape) {
    return tensor(name);
  }

  @Override
  public Tensor counter(String name) {
    return tensor(name);
  }

  @Override
  public Tensor condition() {
    if (binding.condition == null) {
      throw new ShapeException(path, "a condition [N,K]", "none");
    }
    return binding.condition;
  }

  @Override
  public Shape shape(Tensor x) {
    return x.shape();
  }

  @Override
  public Tensor linear(Tensor x, Tensor weight) {
    return here(() -> x.linear(weight));
  }

  @Override
  public Tensor linear(Tensor x, Tensor weight, Tensor bias) {
    return here(() -> x.linear(weight, bias));
  }

  @Override
  public Tensor conv2d(Tensor x, Tensor weight, int stride, int padding) {
    return here(() -> x.conv2d(weight, stride, padding));
  }

  @Override
  public Tensor conv2d(Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
    return here(() -> x.conv2d(weight, bias, stride, padding));
  }

  @Override
  public Tensor conv2d(Tensor x, Tensor weight, Tensor bias, int stride, int padding, int groups) {
    return here(() -> x.conv2d(weight, bias, stride, padding, groups));
  }

  @Override
  public Tensor convTranspose2d(Tensor x, Tensor weight, int stride, int padding) {
    return here(() -> x.convTranspose2d(weight, stride, padding));
  }

  @Override
  public Tensor batchNorm(
      Tensor x,
      Tensor weight,
      Tensor bias,
      RunningStatistics<Tensor> statistics,
      double momentum,
      double epsilon) {
    if (binding.training) {
      try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
        statistics.batches().addInPlace(1);
      }
    }
    return here(
        () ->
            x.batchNorm(
                weight,
                bias,
                statistics.mean(),
                statistics.variance(),
                binding.training,
                momentum,
                epsilon));
  }

  @Override
  public Tensor batchNorm(
      Tensor x, RunningStatistics<Tensor> statistics, double momentum, double epsilon) {
    Tensor one = Tensor.full(x.elementType(), statistics.mean().shape(), 1);
    Tensor zero = Tensor.zeros(x.elementType(), statistics.mean().shape());
    return batchNorm(x, one, zero, statistics, momentum, epsilon);
  }

  @Override
  public Tensor spectralNorm(Tensor weight, SingularVectors<Tensor> vectors) {
    Tensor matrix = weight.reshape(weight.shape().size(0), -1);
    try (Autocast exact = Autocast.none()) {
      if (binding.training) {
        iterate(matrix, vectors);
      }
      // The next call moves u and v in place; this call's graph needs them as they are now.
      Tensor sigma = vectors.u().copy().mul(matrix.matmul(vectors.v().copy())).sum();
      return weight.div(sigma);
    }
  }

  private static void iterate(Tensor matrix, SingularVectors<Tensor> vectors) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      vectors.v().copyFrom(unit(matrix.transpose(0, 1).matmul(vectors.u())));
      vectors.u().copyFrom(unit(matrix.matmul(vectors.v())));
    }
  }

  private static Tensor unit(Tensor vector) {
    return vector.div(vector.norm(0).clamp(SHORTEST, Double.POSITIVE_INFINITY));
  }

  @Override
  public Tensor runningMean(Tensor x, Tensor mean, double momentum) {
    if (binding.training) {
      try (Scope scope = Scope.open();
          Autograd.NoGrad noGrad = Autograd.noGrad()) {
        mean.lerpInPlace(x.mean(0L), momentum);
      }
    }
    return mean;
  }

  @Override
  public Tensor noise(Tensor x, Tensor still) {
    if (!binding.training) {
      return still;
    }
    Shape images = x.shape();
    Shape planes = Shape.of(images.size(0), 1, images.size(2), images.size(3));
    return stream("noise").normal(x.elementType(), planes, 0, 1).like(x);
  }

  private RandomStream stream(String purpose) {
    if (binding.dropout == null) {
      throw new IllegalStateException(path + ": " + purpose + " in training needs a random stream");
    }
    return binding.dropout;
  }

  @Override
  public Tensor relu(Tensor x) {
    return x.relu();
  }

  @Override
  public Tensor leakyRelu(Tensor x, double slope) {
    return x.leakyRelu(slope);
  }

  @Override
  public Tensor tanh(Tensor x) {
    return x.tanh();
  }

  @Override
  public Tensor sigmoid(Tensor x) {
    return x.sigmoid();
  }

  @Override
  public Tensor add(Tensor a, Tensor b) {
    return here(() -> a.add(b));
  }

  @Override
  public Tensor mul(Tensor a, Tensor b) {
    return here(() -> a.mul(b));
  }

  @Override
  public Tensor mulAdd(Tensor x, Tensor factor, Tensor summand) {
    return here(() -> x.mulAdd(factor, summand));
  }

  @Override
  public Tensor rsqrt(Tensor x, double epsilon) {
    return x.add(epsilon).rsqrt();
  }

  @Override
  public Tensor clamp(Tensor x, double bound) {
    return x.clamp(-bound, bound);
  }

  @Override
  public Tensor matmul(Tensor a, Tensor b) {
    return here(() -> a.matmul(b));
  }

  @Override
  public Tensor concat(Tensor a, Tensor b, int dim) {
    return here(() -> Tensor.concat(List.of(a, b), dim));
  }

  @Override
  public Tensor planes(Tensor x, long height, long width) {
    long count = x.shape().size(0);
    long channels = x.shape().size(1);
    return here(() -> x.reshape(count, channels, 1, 1).expand(count, channels, height, width));
  }

  @Override
  public Tensor minibatchDeviation(Tensor x, int group, int sets) {
    long count = x.shape().size(0);
    long members = Math.min(group, count);
    while (count % members != 0) {
      members--;
    }
    long groups = count / members;
    Tensor grouped = x.reshape(members, groups, sets, -1); // [G,M,F,C/F·H·W]
    Tensor mean = grouped.mean(0L).reshape(1, groups, sets, -1);
    Tensor variance = grouped.sub(mean).square().mean(0L);
    Tensor deviation = variance.add(LEAST_VARIANCE).sqrt().mean(2L); // [M,F]
    Tensor each = deviation.reshape(1, groups, sets).expand(members, groups, sets);
    Tensor rows = each.reshape(count, sets);
    return x.shape().rank() == 2 ? rows : planes(rows, x.shape().size(2), x.shape().size(3));
  }

  @Override
  public Tensor max(Tensor x, int dim) {
    return here(() -> x.max(dim));
  }

  @Override
  public Tensor sum(Tensor x, int... dims) {
    return here(() -> x.sum(Arrays.stream(dims).asLongStream().toArray()));
  }

  @Override
  public Tensor resample(Tensor x, Tensor filter, Resampling resampling) {
    return here(() -> resampling.apply(x, filter));
  }

  @Override
  public Tensor upsampleNearest(Tensor x) {
    return here(x::upsampleNearest);
  }

  @Override
  public Tensor averagePool(Tensor x) {
    return here(x::averagePool);
  }

  @Override
  public Tensor dropout(Tensor x, double keep) {
    if (!binding.training || keep == 1) {
      return x;
    }
    Tensor mask = stream("dropout").bernoulli(x.elementType(), x.shape(), keep);
    return x.mul(mask.mul(1 / keep));
  }

  @Override
  public Tensor affine(Tensor x, double scale, double shift) {
    Tensor scaled = scale == 1 ? x : x.mul(scale);
    return shift == 0 ? scaled : scaled.add(shift);
  }

  @Override
  public Tensor transpose(Tensor x, int a, int b) {
    return here(() -> x.transpose(a, b));
  }

  @Override
  public Tensor narrow(Tensor x, int dim, long from, long length) {
    return here(() -> x.narrow(dim, from, length));
  }

  @Override
  public Tensor reshape(Tensor x, long... sizes) {
    return here(() -> x.reshape(sizes));
  }

  /** Adds this layer's path to libtorch's message. */
  private Tensor here(Supplier<Tensor> operation) {
    try {
      return operation.get();
    } catch (TorchException e) {
      throw e.at(path);
    }
  }
}
