package org.esgrima.latent;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.Conditions;
import org.esgrima.architecture.LatentDistribution;
import org.esgrima.architecture.StyleBased;
import org.esgrima.architecture.Truncation;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.ChosenCheckpoint;
import org.esgrima.run.RunDirectory;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;

/**
 * The generator of a run, rebuilt from a checkpoint alone: its averaged weights, ready to make
 * pictures. It is in evaluation mode and has no gradients.
 *
 * <pre>{@code
 * try (TrainedGenerator generator = TrainedGenerator.open(Path.of("runs/00000-digits"));
 *     Scope scope = Scope.open()) {
 *   Tensor images = generator.samples(7, 16); // [16,1,28,28] in [-1, 1]
 * }
 * }</pre>
 *
 * <p>An instance belongs to one thread at a time.
 */
public final class TrainedGenerator implements SampleSource {
  private final Path checkpoint;
  private final TrainingConfig config;
  private final Architecture architecture;
  private final Network network;
  private final long step;

  private TrainedGenerator(
      Path checkpoint,
      TrainingConfig config,
      Architecture architecture,
      Network network,
      long step) {
    this.checkpoint = checkpoint;
    this.step = step;
    this.config = config;
    this.architecture = architecture;
    this.network = network;
  }

  /**
   * Opens a trained generator.
   *
   * @param runOrCheckpoint a run directory, of which the newest checkpoint is taken; or one
   *     checkpoint file
   * @throws org.esgrima.InputException if there is nothing of that name, or the checkpoint is
   *     damaged, of a newer format, or of another architecture than the run's settings say
   */
  public static TrainedGenerator open(Path runOrCheckpoint) {
    return open(ChosenCheckpoint.newest(runOrCheckpoint));
  }

  /**
   * Opens the generator of the checkpoint that came closest to the real samples; see {@link
   * ChosenCheckpoint#best}.
   *
   * @param run a run directory
   * @throws org.esgrima.InputException as {@link #open}, or if no checkpoint is named the best
   */
  public static TrainedGenerator openBest(Path run) {
    return open(ChosenCheckpoint.best(run));
  }

  /** Opens the generator of a checkpoint, which has to fit its run. */
  public static TrainedGenerator open(ChosenCheckpoint chosen) {
    try (Checkpoint checkpoint = Checkpoint.open(chosen.file())) {
      if (chosen.run().isPresent()) {
        RunDirectory run = chosen.run().get();
        TrainingConfig config = TrainingConfig.of(run.readConfig(), run.configFile());
        checkpoint.requireArchitecture(config.architecture());
      }
      return of(checkpoint);
    }
  }

  private static TrainedGenerator of(Checkpoint checkpoint) {
    TrainingConfig config = Trainer.configOf(checkpoint);
    Architecture architecture =
        Json.bind(
            checkpoint.json(Checkpoint.ARCHITECTURE),
            Architecture.class,
            checkpoint.where(Checkpoint.ARCHITECTURE));
    Network network = empty(architecture, config.conditioning(), config.precision().elementType());
    try {
      checkpoint.restore(Checkpoint.AVERAGE, network.state());
      network.freeze(); // for good: nothing is trained here
      network.training(false);
      long step = checkpoint.json(Trainer.PROGRESS).path("step").asLong();
      return new TrainedGenerator(checkpoint.path(), config, architecture, network, step);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  // The first values are drawn only to be overwritten; what they are does not matter.
  private static Network empty(
      Architecture architecture, Conditioning conditioning, ElementType type) {
    float[] mean = new float[Math.toIntExact(architecture.sampleShape().elements())];
    try (RandomStream random = new RandomStream(0)) {
      return Network.create(
          architecture.generator(conditioning),
          Shape.of(architecture.latent()),
          conditioning.toldGenerator(),
          type,
          new Initializer(random, Optional.of(mean)));
    }
  }

  /**
   * Makes samples. The sample of a seed is the same, up to rounding in the last bits, whatever is
   * made along with it.
   *
   * @param firstSeed seed of the first sample; the i-th has seed {@code firstSeed + i}
   * @param count number of samples, at least 1
   * @return [count,C,H,W], images in [-1, 1], or [count,2], points; float32, in the caller's scope
   */
  public Tensor samples(long firstSeed, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, got " + count);
    }
    int[] any = new int[count];
    Arrays.fill(any, Conditions.ANY);
    return samples(LongStream.range(firstSeed, firstSeed + count).toArray(), any);
  }

  /**
   * Makes the samples of some seeds in some classes.
   *
   * @param classes for each seed the number of its class, as in {@link #classes}, or {@link
   *     Conditions#ANY} where the seed decides; of no influence on a generator without classes
   * @return as {@link #samples(long, int)}
   */
  public Tensor samples(long[] seeds, int[] classes) {
    ElementType type = network.elementType();
    try (Scope scope = Scope.open()) {
      Tensor z = latents().ofSeeds(seeds, type, architecture.latent());
      return scope.keep(samples(z, seeds, classes));
    }
  }

  /**
   * Makes samples of given latents.
   *
   * @param z [N,Z], floating point
   * @param seeds N, which decide the conditions where the classes do not
   * @param classes as in {@link #samples(long[], int[])}
   * @return as {@link #samples(long, int)}
   */
  public Tensor samples(Tensor z, long[] seeds, int[] classes) {
    ElementType type = network.elementType();
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Optional<Tensor> c = Conditions.ofSeeds(config.conditioning(), seeds, classes, type);
      return scope.keep(network.forward(z.to(type), c).to(ElementType.F32));
    }
  }

  /** Whether there are styles between latents and images: {@link LatentSpace#W}. */
  public boolean hasStyles() {
    return architecture instanceof StyleBased;
  }

  /**
   * Styles of given latents.
   *
   * @param z [N,Z], floating point
   * @param seeds N, which decide the conditions where the classes do not
   * @param classes as in {@link #samples(long[], int[])}
   * @param psi ψ of {@link Truncation}; 1 = none
   * @return [N,L,W], in the caller's scope
   * @throws InputException if the generator has no styles
   */
  public Tensor styles(Tensor z, long[] seeds, int[] classes, double psi) {
    StyleBased gan = styleBased();
    ElementType type = network.elementType();
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad();
        Network mapping =
            Network.over(
                gan.mapping(config.conditioning(), new Truncation(psi)),
                network.inputShape(),
                network.conditionSize(),
                type,
                network.state())) {
      Optional<Tensor> c = Conditions.ofSeeds(config.conditioning(), seeds, classes, type);
      return scope.keep(mapping.training(false).forward(z.to(type), c));
    }
  }

  /**
   * Makes images of given styles.
   *
   * @param styles [N,L,W], floating point
   * @return as {@link #samples(long, int)}
   * @throws InputException if the generator has no styles
   */
  public Tensor ofStyles(Tensor styles) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad();
        Network synthesis = synthesis()) {
      return scope.keep(synthesis.forward(styles.to(network.elementType())).to(ElementType.F32));
    }
  }

  /** The second half of a style-based generator; the caller closes it. */
  Network synthesis() {
    StyleBased gan = styleBased();
    return Network.over(gan.synthesis(), gan.styleShape(), network.elementType(), network.state())
        .training(false);
  }

  /** Images of latents with a graph where one is recorded, in the caller's scope. */
  Tensor forward(Tensor z, Optional<Tensor> conditions) {
    return network.forward(z, conditions);
  }

  ElementType elementType() {
    return network.elementType();
  }

  /** Whether the pictures of one latent differ with a condition. */
  public boolean isTold() {
    return network.conditionSize() > 0;
  }

  /** All tensors of the generator by name; they must not be changed. */
  public NamedTensors weights() {
    return network.state();
  }

  /** Shape of the styles of one sample, [L,W]. */
  public Shape styleShape() {
    return styleBased().styleShape();
  }

  private StyleBased styleBased() {
    if (architecture instanceof StyleBased gan) {
      return gan;
    }
    throw new InputException(
        "this generator has no styles",
        checkpoint,
        "a style-based architecture such as stylegan2",
        Json.tree(architecture).path("type").asText(),
        "Use --space z");
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public Path file() {
    return checkpoint;
  }

  @Override
  public float[] values(long[] seeds, int[] classes, double psi) {
    try (Scope scope = Scope.open()) {
      if (psi == 1) {
        return samples(seeds, classes).toFloats();
      }
      requireTruncation(psi);
      Tensor z = latents().ofSeeds(seeds, network.elementType(), architecture.latent());
      return ofStyles(styles(z, seeds, classes, psi)).toFloats();
    }
  }

  private void requireTruncation(double psi) {
    if (!hasStyles()) {
      throw new InputException(
          "this generator cannot be truncated",
          "truncation",
          "1: it has no styles",
          psi,
          "Leave truncation out");
    }
  }

  @Override
  public List<String> classes() {
    return config.conditioning().classes();
  }

  @Override
  public Shape sampleShape() {
    return architecture.sampleShape();
  }

  /** The distribution from which latents are drawn. */
  public LatentDistribution latents() {
    return config.latentDistribution();
  }

  /** The networks. */
  public Architecture architecture() {
    return architecture;
  }

  /** Settings of the run that trained this generator. */
  public TrainingConfig config() {
    return config;
  }

  /** Number of training steps behind the weights. */
  public long step() {
    return step;
  }

  /** The file that the weights come from. */
  public Path checkpoint() {
    return checkpoint;
  }

  @Override
  public void close() {
    network.close();
  }
}
