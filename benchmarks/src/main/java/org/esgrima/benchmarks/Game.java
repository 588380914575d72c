package org.esgrima.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.esgrima.architecture.Architecture;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.objective.Objective;
import org.esgrima.optim.Ema;
import org.esgrima.optim.Optimizer;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.Minibatch;
import org.esgrima.train.Precision;
import org.esgrima.train.StepReport;
import org.esgrima.train.TrainingConfig;
import org.esgrima.train.TwoPlayerStep;

/**
 * Both players of a configuration on one fixed minibatch of noise, or on given ones, without files
 * and curves: what one step costs by itself.
 */
final class Game implements AutoCloseable {
  private static final ElementType TYPE = ElementType.F32;
  static final Shape DIGIT = Shape.of(1, 28, 28);
  private static final String REALS = "reals";

  private final TrainingConfig config;
  private final Architecture architecture;
  private final RandomStream random = new RandomStream(0);
  private final Network generator;
  private final Network discriminator;
  private final Ema ema;
  private final Optimizer generatorOptimizer;
  private final Optimizer discriminatorOptimizer;
  private final NamedTensors minibatch = new NamedTensors();
  private final TwoPlayerStep step;
  private final StepReport report = new StepReport();
  private long images;

  /** The game of a configuration on images of 28 × 28 gray pixels. */
  Game(TrainingConfig config) {
    this(config, DIGIT);
  }

  /**
   * The game of a configuration without conditions, treatments, augmentation and style mixing.
   *
   * @param sample shape of the images
   */
  Game(TrainingConfig config, Shape sample) {
    this.config = config;
    architecture = config.architecture().fitting(sample);
    float[] gray = new float[Math.toIntExact(sample.elements())];
    Initializer initializer = new Initializer(random, Optional.of(gray));
    Shape z = Shape.of(architecture.latent());
    generator = Network.create(architecture.generator(), z, TYPE, initializer);
    discriminator = Network.create(architecture.discriminator(), sample, TYPE, initializer);
    generator.dropoutStream(random);
    discriminator.dropoutStream(random);
    ema = new Ema(config.average(), generator.state(), generator.bufferNames());
    generatorOptimizer = new Optimizer(config.generatorOptimizer(), generator.parameters());
    discriminatorOptimizer =
        new Optimizer(config.discriminatorOptimizer(), discriminator.parameters());
    step =
        new TwoPlayerStep(
            new TwoPlayerStep.Player(generator, generatorOptimizer),
            new TwoPlayerStep.Player(discriminator, discriminatorOptimizer),
            new Objective(config.loss(), config.penalties(), config.constraints()),
            new TwoPlayerStep.Rules(
                config.discriminatorSteps(),
                config.generatorSteps(),
                config.reuseLatents(),
                config.order(),
                config.accumulate()),
            () -> random);
  }

  /** The same game with convolutions and products of matrices in FP32 or BF16. */
  Game in(Precision precision) {
    generator.mixed(precision == Precision.BF16);
    discriminator.mixed(precision == Precision.BF16);
    return this;
  }

  /** One step on the same minibatch of noise as the last one; see {@link #play(Supplier)}. */
  void play() {
    if (minibatch.size() == 0) {
      try (Scope scope = Scope.open()) {
        Shape shape = discriminator.inputShape().batched(config.batch());
        minibatch.put(REALS, random.uniform(TYPE, shape, -1, 1));
      }
    }
    play(() -> Minibatch.of(minibatch.get(REALS)));
  }

  /** One step of both players and of the average, as the trainer plays it. */
  void play(Supplier<Minibatch> reals) {
    try (Scope scope = Scope.open()) {
      step.play(reals, this::latents, images, report);
      ema.update(generator.state(), images, config.batch());
      images += (long) config.batch() * config.discriminatorSteps();
    }
  }

  private Tensor latents(int count) {
    return config.latentDistribution().draw(random, TYPE, count, architecture.latent());
  }

  @Override
  public void close() {
    List.of(generatorOptimizer, discriminatorOptimizer).forEach(Optimizer::close);
    List.of(generator, discriminator).forEach(Network::close);
    ema.close();
    minibatch.close();
    random.close();
  }
}
