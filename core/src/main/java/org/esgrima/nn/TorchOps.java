package org.esgrima.nn;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.torch.TorchException;

/** Interprets a network on tensors: this is what computes. */
final class TorchOps implements Ops<Tensor> {
  private static final double SHORTEST = 1e-12; // torch.nn.utils.spectral_norm, eps

  /** What all levels of one network share. */
  private static final class Binding {
    final NamedTensors state;
    boolean training = true;
    RandomStream dropout;

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

  void training(boolean training) {
    binding.training = training;
  }

  boolean training() {
    return binding.training;
  }

  void dropoutStream(RandomStream stream) {
    binding.dropout = stream;
  }

  @Override
  public Ops<Tensor> at(String name) {
    return deeper.computeIfAbsent(name, n -> new TorchOps(below(n), binding));
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
  public Tensor spectralNorm(Tensor weight, SingularVectors<Tensor> vectors) {
    Tensor matrix = weight.reshape(weight.shape().size(0), -1);
    if (binding.training) {
      iterate(matrix, vectors);
    }
    // The next call moves u and v in place; this call's graph needs them as they are now.
    Tensor sigma = vectors.u().copy().mul(matrix.matmul(vectors.v().copy())).sum();
    return weight.div(sigma);
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
  public Tensor max(Tensor x, int dim) {
    return here(() -> x.max(dim));
  }

  @Override
  public Tensor sum(Tensor x, int... dims) {
    return here(() -> x.sum(Arrays.stream(dims).asLongStream().toArray()));
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
    if (binding.dropout == null) {
      throw new IllegalStateException(path + ": dropout in training needs a random stream");
    }
    Tensor mask = binding.dropout.bernoulli(x.elementType(), x.shape(), keep);
    return x.mul(mask.mul(1 / keep));
  }

  @Override
  public Tensor affine(Tensor x, double scale, double shift) {
    return x.mul(scale).add(shift);
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
