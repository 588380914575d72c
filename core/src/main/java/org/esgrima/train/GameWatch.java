package org.esgrima.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.esgrima.architecture.Conditions;
import org.esgrima.augment.NoAugmentation;
import org.esgrima.data.Dataset;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.metric.Diversity;
import org.esgrima.nn.Network;
import org.esgrima.objective.Wasserstein;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.monitor.Facts;

/**
 * Measures how the game stands at a tick, cheaply and without touching it: no stream of the game is
 * drawn from and no number of a network changes.
 *
 * <p>Both players are asked as they play: in training mode, in minibatches of the game's size, of
 * real samples alone or synthetic ones alone. In evaluation mode, a discriminator with batch
 * normalisation would judge by running statistics of real and synthetic samples together, which
 * never occur in the game. So that asking leaves no trace, both are copies with buffers of their
 * own, and masks of dropout come from a stream that starts over at every tick. Samples are not
 * augmented. Latents are those of the seeds 0, 1, 2 …, the real samples are the same at every tick.
 *
 * <p>What it measures, as keys of {@code stats.jsonl}:
 *
 * <ul>
 *   <li>{@code accuracy/held-out} and {@code accuracy/seen}: share of logits above 0 on real
 *       samples that no training sees ({@link org.esgrima.data.HeldOut}) and on as many of those it
 *       sees. The first falls behind the second as D learns its samples by heart.
 *   <li>{@code ranking/held-out}: share of pairs of a seen and a held-out sample in which D gives
 *       the seen one the higher logit (equal ones count half). ½ if it does not tell them apart, 1
 *       if it knows all seen ones by heart. Unlike an accuracy it means the same with every loss.
 *   <li>{@code ranking/fake}: the same of pairs of a seen real and a synthetic sample: ½ if D is
 *       blind, 1 if it separates all, below ½ if it takes synthetic samples for the real ones.
 *   <li>{@code diversity} of the synthetic samples: see {@link Diversity}.
 *   <li>{@code modes/known}, {@code modes/covered}, {@code modes/missing}: see {@link KnownModes};
 *       the last one names them, with spaces between.
 * </ul>
 */
final class GameWatch implements AutoCloseable {
  private static final String STREAM = "watch";
  private static final int IMAGES = 128;
  private static final int POINTS = 256;

  private final TrainingConfig config;
  private final int size;
  private final Minibatches seen;
  private final Optional<Minibatches> heldOut;
  private final Minibatches questions;
  private final Optional<KnownModes> modes;
  private final Diversity diversity;

  /**
   * Reads the real samples that are looked at.
   *
   * @param heldOut closed when this returns
   */
  GameWatch(Dataset training, Optional<Dataset> heldOut, TrainingConfig config) {
    this.config = config;
    try (Scope scope = Scope.open()) {
      int wanted = training.sampleShape().rank() == 3 ? IMAGES : POINTS;
      long fewest = Math.min(training.size(), heldOut.map(Dataset::size).orElse(Long.MAX_VALUE));
      int available = (int) Math.min(wanted, fewest);
      boolean enough = available >= config.packing();
      size = enough ? sizeOf(available, config) : config.packing();
      int minibatches = Math.max(size == 1 ? 2 : 1, available / size); // a distance needs two
      seen = reals(training, minibatches);
      this.heldOut = heldOut.filter(set -> enough).map(set -> reals(set, minibatches));
      Tensor samples = seen.samples();
      modes = KnownModes.of(training, samples);
      diversity = new Diversity(samples);
      questions = questions();
    } finally {
      heldOut.ifPresent(Dataset::close);
    }
  }

  /** Real samples in an order of their own: sets often lie sorted by class. */
  private Minibatches reals(Dataset dataset, int minibatches) {
    Minibatches reals = new Minibatches();
    Sampler order = Sampler.shuffled(dataset, RandomStream.seedOf(config.seed(), "watch-order"));
    try (Loader loader = new Loader(dataset, order, size, 0, 1, 1)) {
      for (int i = 0; i < minibatches; i++) {
        try (Scope scope = Scope.open()) {
          reals.add(Samples.toMinibatch(loader.next(), dataset.labelColumns(), config));
        }
      }
    }
    return reals;
  }

  /** Of a minibatch: that of the game or, where there are fewer samples, of all of them. */
  private static int sizeOf(int available, TrainingConfig config) {
    int size = Math.min(available, config.batch() / config.accumulate());
    return size - size % config.packing();
  }

  /** What the monitor must know of this game. */
  Facts facts() {
    return new Facts(
        config.tickSteps(),
        config.loss() instanceof Wasserstein,
        modes.map(KnownModes::word).orElse("mode"),
        heldOut.isPresent() ? seen.all().size() * size : 0,
        !config.penalties().isEmpty() || !config.constraints().isEmpty(),
        !(config.augmentation() instanceof NoAugmentation),
        config.packing() > 1);
  }

  /** Measures both players as they are now. */
  Map<String, Object> measure(Players players) {
    Map<String, Object> line = new LinkedHashMap<>();
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad();
        RandomStream random = RandomStream.named(config.seed(), STREAM);
        Network generator = players.generator().with(Map.of()).dropoutStream(random);
        Network discriminator = players.discriminator().with(Map.of()).dropoutStream(random)) {
      Judge judge = new Judge(discriminator, config.judging(), AugmentedView.none());
      List<Minibatch> fakes = fakes(generator);
      int judged = seen.all().size();
      double[] seenLogits = logits(judge, seen.all());
      double[] fakeLogits = logits(judge, fakes.subList(0, judged));
      heldOut.ifPresent(
          samples -> {
            double[] logits = logits(judge, samples.all());
            line.put("accuracy/held-out", shareAboveZero(logits));
            line.put("accuracy/seen", shareAboveZero(seenLogits));
            line.put("ranking/held-out", ranking(seenLogits, logits));
          });
      line.put("ranking/fake", ranking(seenLogits, fakeLogits));
      line.putAll(variety(fakes, judged));
    }
    return line;
  }

  /** What the generator is asked for, in minibatches: latents with their conditions. */
  private Minibatches questions() {
    int count = Math.max(seen.all().size() * size, modes.map(KnownModes::samples).orElse(0));
    ElementType type = config.precision().elementType();
    Minibatches questions = new Minibatches();
    for (int made = 0; made < count; made += size) {
      long[] seeds = LongStream.range(made, made + size).toArray();
      int[] any = new int[size];
      Arrays.fill(any, Conditions.ANY);
      questions.add(
          new Minibatch(
              config.latentDistribution().ofSeeds(seeds, type, config.architecture().latent()),
              Conditions.ofSeeds(config.conditioning(), seeds, any, type)));
    }
    return questions;
  }

  private List<Minibatch> fakes(Network generator) {
    return questions.all().stream()
        .map(q -> q.with(generator.forward(q.samples(), q.condition())))
        .toList();
  }

  private static double[] logits(Judge judge, List<Minibatch> minibatches) {
    List<Tensor> logits = minibatches.stream().map(m -> judge.verdict(m).logits()).toList();
    return Tensor.concat(logits, 0).toDoubles();
  }

  private Map<String, Object> variety(List<Minibatch> fakes, int judged) {
    Map<String, Object> line = new LinkedHashMap<>();
    Tensor all =
        Tensor.concat(fakes.stream().map(Minibatch::samples).toList(), 0).to(ElementType.F32);
    line.put("diversity", diversity.of(all.narrow(0, 0, (long) judged * size)));
    if (modes.isPresent() && all.isFinite()) {
      List<Integer> missing = modes.get().missing(all);
      int known = modes.get().count();
      line.put("modes/known", known);
      line.put("modes/covered", known - missing.size());
      if (!missing.isEmpty()) {
        line.put(
            "modes/missing",
            missing.stream().map(String::valueOf).collect(Collectors.joining(" ")));
      }
    }
    return line;
  }

  private static double shareAboveZero(double[] logits) {
    return Arrays.stream(logits).filter(logit -> logit > 0).count() / (double) logits.length;
  }

  /** The share of pairs in which the first logit is the higher one; equal ones count half. */
  static double ranking(double[] higher, double[] lower) {
    double sum = 0;
    for (double a : higher) {
      for (double b : lower) {
        sum += a > b ? 1 : a == b ? 0.5 : 0;
      }
    }
    return sum / higher.length / lower.length;
  }

  @Override
  public void close() {
    seen.close();
    heldOut.ifPresent(Minibatches::close);
    questions.close();
    modes.ifPresent(KnownModes::close);
  }
}
