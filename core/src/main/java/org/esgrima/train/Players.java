package org.esgrima.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.Judging;
import org.esgrima.architecture.LatentCodes;
import org.esgrima.architecture.StyleBased;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.objective.Objective;
import org.esgrima.objective.PathLength;
import org.esgrima.optim.Ema;
import org.esgrima.optim.Optimizer;
import org.esgrima.optim.UpdateRule;
import org.esgrima.run.Checkpoint;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Everything of a run that changes while it is trained: both networks, the average of the
 * generator, both optimisers and the random streams. What is here is what a checkpoint holds.
 *
 * <p>Sections of the checkpoint: {@code G}, {@code D}, {@code G-ema} (parameters and buffers of the
 * average), {@code G-optimizer}, {@code D-optimizer}, what treatments remember ({@code replay},
 * {@code balance}, {@code G-history}, {@code D-history}), {@code G-path-length} (the mean of path
 * lengths), {@code augmentation}, {@code random}.
 */
final class Players implements Noise, AutoCloseable {
  private static final String LATENT = "latent";
  private static final String AUGMENTATION = "augmentation";
  private static final String CODES = "codes";
  private static final String DROPOUT = "dropout";
  private static final String PENALTY = "penalty";
  private static final String REPLAY = "replay";
  private static final String STYLE_MIXING = "style-mixing";

  private final TrainingConfig config;
  private final Network generator;
  private final Network discriminator;
  private final Network average;
  private final Ema ema;
  private final Optimizer generatorOptimizer;
  private final Optimizer discriminatorOptimizer;
  private final RandomStream latents;
  private final RandomStream codes;
  private final RandomStream dropout;
  private final RandomStream penalty;
  private final RandomStream replay;
  private final RandomStream augmentation;
  private final RandomStream mixing;
  private final AugmentedView view;
  private final Treatments treatments;
  private final Optional<Styles> styles;
  private final Optional<PathRegularizer> regularizer;

  /**
   * Makes both players as they start.
   *
   * @param config its architecture fits the data
   * @param meanSample where the architecture asks for it
   */
  Players(TrainingConfig config, Optional<float[]> meanSample) {
    this.config = config;
    UpdateRule generatorRule = LazySteps.ofGenerator(config);
    UpdateRule discriminatorRule = LazySteps.ofDiscriminator(config);
    Architecture architecture = config.architecture();
    Shape z = Shape.of(architecture.latent());
    ElementType type = config.precision().elementType();
    latents = RandomStream.named(config.seed(), LATENT);
    codes = RandomStream.named(config.seed(), CODES);
    dropout = RandomStream.named(config.seed(), DROPOUT);
    penalty = RandomStream.named(config.seed(), PENALTY);
    replay = RandomStream.named(config.seed(), REPLAY);
    augmentation = RandomStream.named(config.seed(), AUGMENTATION);
    mixing = RandomStream.named(config.seed(), STYLE_MIXING);
    view = new AugmentedView(config.augmentation().augmenter(), augmentation);
    try (RandomStream start = RandomStream.named(config.seed(), "init")) {
      Initializer initializer = new Initializer(start, meanSample);
      Conditioning conditioning = config.conditioning();
      Judging judging = config.judging();
      generator =
          Network.create(
              architecture.generator(conditioning),
              z,
              conditioning.toldGenerator(),
              type,
              initializer);
      discriminator =
          Network.create(
              architecture.discriminator(judging),
              judging.input(architecture.sampleShape()),
              conditioning.toldDiscriminator(),
              type,
              initializer);
    }
    generator.dropoutStream(dropout).mixed(config.precision().mixed());
    discriminator.dropoutStream(dropout).mixed(config.precision().mixed());
    ema = new Ema(config.average(), generator.state(), generator.bufferNames());
    average =
        Network.over(generator.description(), z, generator.conditionSize(), type, ema.average());
    average.training(false);
    generatorOptimizer = new Optimizer(generatorRule, generator.parameters());
    discriminatorOptimizer = new Optimizer(discriminatorRule, discriminator.parameters());
    treatments = new Treatments(config, generator, discriminator, replay);
    styles = stylesWhereNeeded();
    regularizer =
        config.generatorPenalties().stream()
            .map(PathLength.class::cast)
            .map(
                settings ->
                    new PathRegularizer(
                        settings,
                        styles.orElseThrow(),
                        type,
                        images -> PathLength.directions(images, penalty)))
            .findFirst();
  }

  private Optional<Styles> stylesWhereNeeded() {
    boolean needed = config.styleMixing() > 0 || !config.generatorPenalties().isEmpty();
    return needed && config.architecture() instanceof StyleBased architecture
        ? Optional.of(
            new Styles(
                architecture,
                config.conditioning(),
                generator,
                config.styleMixing(),
                mixing,
                dropout))
        : Optional.empty();
  }

  /** The step of the game that these players play, as it is configured. */
  TwoPlayerStep step() {
    return step(Course.configured(config));
  }

  /** The step of the game that these players play from now on, where people have intervened. */
  TwoPlayerStep step(Course course) {
    TrainingConfig now = course.config();
    generatorOptimizer.follow(LazySteps.ofGenerator(now));
    discriminatorOptimizer.follow(LazySteps.ofDiscriminator(now));
    now.generatorPenalties()
        .forEach(penalty -> regularizer.orElseThrow().follow((PathLength) penalty));
    return new TwoPlayerStep(
        new TwoPlayerStep.Player(generator, generatorOptimizer),
        new TwoPlayerStep.Player(discriminator, discriminatorOptimizer),
        new Objective(now.loss(), now.penalties(), now.constraints(), now.conditioning()),
        new TwoPlayerStep.Equipment(
            new Forger(generator, styles),
            new Judge(discriminator, now.judging(), view),
            treatments,
            regularizer,
            () -> penalty,
            course.players()),
        new TwoPlayerStep.Rules(
            now.discriminatorSteps(),
            now.generatorSteps(),
            now.reuseLatents(),
            now.order(),
            now.accumulate()));
  }

  @Override
  public Tensor latents(int count) {
    return config
        .latentDistribution()
        .draw(latents, generator.elementType(), count, config.architecture().latent());
  }

  @Override
  public Optional<Tensor> codes(int count) {
    return config.conditioning() instanceof LatentCodes latentCodes
        ? Optional.of(latentCodes.draw(codes, generator.elementType(), count))
        : Optional.empty();
  }

  /** Lets the average follow the generator. */
  void updateAverage(long imagesSeen, int batch) {
    ema.update(generator.state(), imagesSeen, batch);
  }

  Network generator() {
    return generator;
  }

  Network discriminator() {
    return discriminator;
  }

  /** The average of the generator's weights: what makes pictures for people. */
  Network average() {
    return average;
  }

  double generatorLearningRate() {
    return generatorOptimizer.learningRate();
  }

  double discriminatorLearningRate() {
    return discriminatorOptimizer.learningRate();
  }

  /** The probability of adaptive augmentation, where it is used. */
  OptionalDouble augmentationProbability() {
    return view.probability();
  }

  private Map<String, RandomStream> streams() {
    return Map.of(
        LATENT, latents,
        CODES, codes,
        DROPOUT, dropout,
        PENALTY, penalty,
        REPLAY, replay,
        AUGMENTATION, augmentation,
        STYLE_MIXING, mixing);
  }

  private Map<String, NamedTensors> ownedSections() {
    Map<String, NamedTensors> sections = new LinkedHashMap<>();
    sections.put("G", generator.state());
    sections.put("D", discriminator.state());
    sections.put(Checkpoint.AVERAGE, average.state());
    sections.put("G-optimizer", generatorOptimizer.state());
    sections.put("D-optimizer", discriminatorOptimizer.state());
    sections.putAll(treatments.sections());
    regularizer.ifPresent(paths -> sections.put("G-path-length", paths.state()));
    return sections;
  }

  /** All tensors by section and name; those of the random streams live in the caller's scope. */
  Map<String, Map<String, Tensor>> sections() {
    Map<String, Map<String, Tensor>> sections = new LinkedHashMap<>();
    ownedSections().forEach((name, tensors) -> sections.put(name, tensors.asMap()));
    Map<String, Tensor> states = new LinkedHashMap<>();
    streams().forEach((name, stream) -> states.put(name, stream.state()));
    sections.put("random", states);
    sections.putAll(view.sections());
    return sections;
  }

  /** Continues from a checkpoint of the same architecture. */
  void restore(Checkpoint checkpoint) {
    ownedSections().forEach(checkpoint::restore);
    try (Scope scope = Scope.open()) {
      streams().forEach((name, stream) -> stream.restore(checkpoint.tensor("random", name)));
      view.restore(checkpoint);
    }
  }

  /**
   * Goes on in another way than before, for the same restored state: from fresh random streams,
   * which derive from the attempt, and with learning rates that are half as high for each attempt.
   *
   * @param attempt 1 at the first time; 0 changes nothing
   */
  void goAnotherWay(int attempt) {
    slowDown(attempt);
    streams().forEach((name, stream) -> stream.reseed(seedOf(config, name, attempt)));
  }

  /** Halves the learning rates that many times, in place of what an earlier call did. */
  void slowDown(int halvings) {
    double factor = Math.pow(0.5, halvings);
    generatorOptimizer.rateFactor(factor);
    discriminatorOptimizer.rateFactor(factor);
  }

  /** The seed of a stream in an attempt; 0 is that of a run without trouble. */
  static long seedOf(TrainingConfig config, String stream, int attempt) {
    return RandomStream.seedOf(
        config.seed(), attempt == 0 ? stream : stream + ", attempt " + attempt);
  }

  @Override
  public void close() {
    List.of(average, generator, discriminator).forEach(Network::close);
    List.of(generatorOptimizer, discriminatorOptimizer).forEach(Optimizer::close);
    streams().values().forEach(RandomStream::close);
    ema.close();
    treatments.close();
    regularizer.ifPresent(PathRegularizer::close);
    styles.ifPresent(Styles::close);
  }
}
