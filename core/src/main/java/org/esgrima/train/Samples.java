package org.esgrima.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.esgrima.architecture.Conditions;
import org.esgrima.data.Batch;
import org.esgrima.data.Dataset;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Inputs;
import org.esgrima.nn.Network;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** From data sets, where images are uint8 in [0, 255], to tensors, where they are in [-1, 1]. */
final class Samples {
  private static final int MEAN_OVER = 50_000;
  private static final int CHUNK = 250;
  // of all images that a generator makes at once: 16 of 64 × 64
  private static final int PIXELS = 65_536;

  private Samples() {}

  /** The samples of a batch [N,…] in the given type; images become x / 127.5 − 1. */
  static Tensor toTensor(Batch batch, ElementType type) {
    return Inputs.of(batch, type);
  }

  /** The first samples of a set in its own order, for people to compare with. */
  static Tensor first(Dataset dataset, int count) {
    int available = (int) Math.min(count, dataset.size());
    try (Scope scope = Scope.open();
        Loader loader = new Loader(dataset, Sampler.inOrder(dataset), available, 0, 1, 1)) {
      return scope.keep(toTensor(loader.next(), ElementType.F32));
    }
  }

  /**
   * A batch with the conditions of a game.
   *
   * @param columns labels of each sample
   */
  static Minibatch toMinibatch(Batch batch, List<LabelColumn> columns, TrainingConfig config) {
    ElementType type = config.precision().elementType();
    return new Minibatch(
        toTensor(batch, type),
        ClassLabelReader.of(columns, config.conditioning()).map(r -> r.read(batch).to(type)));
  }

  /**
   * The samples of the seeds 0, 1, 2 …: the pictures of {@code esgrima generate --seed 0}.
   *
   * @param classes the class of each, or {@link Conditions#ANY}
   * @return [classes.length,…] float32, in the caller's scope, without graph
   */
  static Tensor ofGenerator(Network generator, TrainingConfig config, int[] classes) {
    int size = Math.toIntExact(generator.inputShape().size(0));
    int count = classes.length;
    List<Tensor> chunks = new ArrayList<>();
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      int chunk = chunk(config);
      for (int made = 0; made < count; made += chunk) {
        try (Scope inner = Scope.open()) {
          int next = Math.min(chunk, count - made);
          long[] seeds = LongStream.range(made, made + next).toArray();
          int[] wanted = Arrays.copyOfRange(classes, made, made + next);
          ElementType type = generator.elementType();
          Tensor z = config.latentDistribution().ofSeeds(seeds, type, size);
          Optional<Tensor> c = Conditions.ofSeeds(config.conditioning(), seeds, wanted, type);
          chunks.add(inner.keep(generator.forward(z, c).to(ElementType.F32)));
        }
      }
      return scope.keep(Tensor.concat(chunks, 0));
    }
  }

  /** So many samples at once that they need no more memory than a step of training. */
  static int chunk(TrainingConfig config) {
    Shape sample = config.architecture().sampleShape();
    long pixels = sample.rank() == 3 ? sample.size(1) * sample.size(2) : 1;
    return (int) Math.min(CHUNK, Math.max(config.batch(), PIXELS / pixels));
  }

  /** The mean of the first 50,000 samples (of all, where there are fewer), in [-1, 1]. */
  static float[] mean(Dataset dataset) {
    long count = Math.min(MEAN_OVER, dataset.size());
    int chunk = (int) Math.min(CHUNK, count);
    try (Scope scope = Scope.open();
        Loader loader = new Loader(dataset, Sampler.inOrder(dataset), chunk, 0)) {
      Tensor sum = Tensor.zeros(ElementType.F64, dataset.sampleShape());
      long chunks = count / chunk;
      for (long i = 0; i < chunks; i++) {
        try (Scope inner = Scope.open()) {
          sum.addInPlace(toTensor(loader.next(), ElementType.F64).mean(0L), 1.0 / chunks);
        }
      }
      return sum.toFloats();
    }
  }
}
