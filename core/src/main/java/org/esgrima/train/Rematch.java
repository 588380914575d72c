package org.esgrima.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.Conditions;
import org.esgrima.architecture.Judging;
import org.esgrima.data.Dataset;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Network;
import org.esgrima.run.Checkpoint;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Both players of a run as its checkpoints hold them, each from a checkpoint of its own: a
 * generator of one moment can play against a discriminator of another.
 *
 * <p>They play as they did in training: the generator with its own weights, not their average; both
 * with the statistics of minibatches of the run's size; dropout, augmentation and packing as in the
 * run. What is drawn at random depends on the seed and on nothing that was played before. Memory
 * holds one network of each kind.
 *
 * <pre>{@code
 * try (Rematch rematch = new Rematch(config, 0); Scope scope = Scope.open()) {
 *   Minibatch reals = rematch.reals(dataset, 512);
 *   rematch.generatorOf(early);
 *   rematch.discriminatorOf(late);
 *   Tensor fakeLogits = rematch.logits(rematch.fakes(reals));
 * }
 * }</pre>
 */
public final class Rematch implements AutoCloseable {
  private static final String AUGMENTATION = "rematch-augmentation";
  private static final String DROPOUT = "rematch-dropout";

  private final TrainingConfig config;
  private final long seed;
  private final Network generator;
  private final Network discriminator;
  private final RandomStream dropout;
  private final RandomStream augmentation;
  private final AugmentedView view;

  /**
   * Allocates one network of each kind; the checkpoints tell what they know.
   *
   * @param config of the run, resolved
   * @param seed of the first latent and of every random choice, at least 0
   */
  public Rematch(TrainingConfig config, long seed) {
    this.config = config;
    this.seed = seed;
    Architecture architecture = config.architecture();
    Conditioning conditioning = config.conditioning();
    Judging judging = config.judging();
    generator =
        network(
            architecture.generator(conditioning),
            Shape.of(architecture.latent()),
            conditioning.toldGenerator());
    discriminator =
        network(
            architecture.discriminator(judging),
            judging.input(architecture.sampleShape()),
            conditioning.toldDiscriminator());
    dropout = RandomStream.named(seed, DROPOUT);
    augmentation = RandomStream.named(seed, AUGMENTATION);
    generator.dropoutStream(dropout).freeze(); // for good: nothing is trained here
    discriminator.dropoutStream(dropout).freeze();
    view = new AugmentedView(config.augmentation().augmenter(), augmentation);
  }

  // The first values are drawn only to be overwritten; what they are does not matter.
  private Network network(Layer description, Shape input, int told) {
    float[] mean = new float[Math.toIntExact(config.architecture().sampleShape().elements())];
    ElementType type = config.precision().elementType();
    try (RandomStream random = new RandomStream(0)) {
      return Network.create(
          description, input, told, type, new Initializer(random, Optional.of(mean)));
    }
  }

  /**
   * Puts the generator of a checkpoint in play.
   *
   * @throws org.esgrima.InputException if it is of another architecture
   */
  public void generatorOf(Checkpoint checkpoint) {
    checkpoint.restore("G", generator.state());
  }

  /**
   * Puts the discriminator of a checkpoint in play.
   *
   * @throws org.esgrima.InputException if it is of another architecture
   */
  public void discriminatorOf(Checkpoint checkpoint) {
    checkpoint.restore("D", discriminator.state());
    view.restore(checkpoint);
  }

  /**
   * How many samples can be judged in whole minibatches: the largest number of them that does not
   * exceed {@code wanted}; where that is less than one minibatch, one smaller minibatch.
   */
  public int whole(long wanted) {
    long size = config.batch() / config.accumulate();
    long whole = wanted >= size ? wanted / size * size : wanted;
    return Math.toIntExact(whole / config.packing() * config.packing());
  }

  private int minibatch(int count) {
    return Math.min(count, config.batch() / config.accumulate());
  }

  /**
   * Real samples in an order of the seed, with the conditions of the game.
   *
   * @param count a number that {@link #whole} gives
   * @return in the caller's scope
   */
  public Minibatch reals(Dataset dataset, int count) {
    int size = minibatch(count);
    List<Tensor> samples = new ArrayList<>();
    List<Tensor> conditions = new ArrayList<>();
    try (Scope scope = Scope.open();
        Loader loader = new Loader(dataset, Sampler.shuffled(dataset, seed), size, 0)) {
      for (int i = 0; i < count; i += size) {
        Minibatch next = Samples.toMinibatch(loader.next(), dataset.labelColumns(), config);
        samples.add(next.samples());
        next.condition().ifPresent(conditions::add);
      }
      return new Minibatch(
          scope.keep(Tensor.concat(samples, 0)),
          conditions.isEmpty()
              ? Optional.empty()
              : Optional.of(scope.keep(Tensor.concat(conditions, 0))));
    }
  }

  /**
   * What the generator in play makes: asked for the classes of the real samples, as in training; in
   * a game with latent codes, for codes of the seed.
   *
   * @return as many as there are real samples, in the caller's scope
   */
  public Minibatch fakes(Minibatch reals) {
    dropout.reseed(RandomStream.seedOf(seed, DROPOUT));
    int count = reals.count();
    int size = minibatch(count);
    ElementType type = generator.elementType();
    int latent = config.architecture().latent();
    long[] seeds = LongStream.range(seed, seed + count).toArray();
    int[] any = new int[count];
    Arrays.fill(any, Conditions.ANY);
    List<Tensor> samples = new ArrayList<>();
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor z = config.latentDistribution().ofSeeds(seeds, type, latent);
      Optional<Tensor> condition =
          reals.condition().or(() -> Conditions.ofSeeds(config.conditioning(), seeds, any, type));
      for (int i = 0; i < count; i += size) {
        int from = i;
        Optional<Tensor> told = condition.map(c -> c.narrow(0, from, size));
        try (Scope inner = Scope.open()) {
          samples.add(inner.keep(generator.forward(z.narrow(0, from, size), told)));
        }
      }
      if (reals.condition().isEmpty()) {
        condition.ifPresent(scope::keep);
      }
      return new Minibatch(scope.keep(Tensor.concat(samples, 0)), condition);
    }
  }

  /**
   * What the discriminator in play says of samples.
   *
   * @return [N] or, with packing m, [N/m]; in the caller's scope
   */
  public Tensor logits(Minibatch batch) {
    dropout.reseed(RandomStream.seedOf(seed, DROPOUT));
    augmentation.reseed(RandomStream.seedOf(seed, AUGMENTATION));
    Judge judge = new Judge(discriminator, config.judging(), view);
    int size = minibatch(batch.count());
    List<Tensor> logits = new ArrayList<>();
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      for (int i = 0; i < batch.count(); i += size) {
        try (Scope inner = Scope.open()) {
          logits.add(inner.keep(judge.verdict(batch.part(i, size)).logits()));
        }
      }
      return scope.keep(Tensor.concat(logits, 0));
    }
  }

  @Override
  public void close() {
    generator.close();
    discriminator.close();
    dropout.close();
    augmentation.close();
  }
}
