package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.esgrima.InputException;
import org.esgrima.Setting;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.Judging;
import org.esgrima.architecture.LatentDistribution;
import org.esgrima.architecture.StyleBased;
import org.esgrima.augment.Augmentation;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Split;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Summary;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.Constraint;
import org.esgrima.objective.GeneratorPenalty;
import org.esgrima.objective.Penalty;
import org.esgrima.optim.EmaSettings;
import org.esgrima.optim.UpdateRule;

/**
 * Every setting of a training run. Its components are the keys of {@code config.yaml} and the long
 * options of {@code esgrima train}, in kebab-case. Values come from {@code defaults.yaml}, then the
 * preset, then the user; see {@link Presets}.
 */
public record TrainingConfig(
    @JsonProperty(required = true) @Setting("name of the run, part of its directory's name")
        String name,
    @JsonProperty(required = true)
        @Setting(
            "what to learn: strokes, avatars, ring, grid, swiss-roll, points:FILE, mnist,"
                + " stacked-mnist, a variant such as ring:wgan-gp, or the path of an IDX or"
                + " CIFAR-10 directory, a folder or ZIP of images, or a packed .safetensors")
        String data,
    @JsonProperty(required = true)
        @Setting("side of the images in pixels, cropped and resized to it; 0 = as stored")
        int resolution,
    @JsonProperty(required = true) @Setting("1 = gray, 3 = colour, 0 = as stored") int channels,
    @JsonProperty(required = true) @Setting("which part of the data to learn: train or test")
        Split split,
    @JsonProperty(required = true) @Setting("samples left out at the start of the data") long skip,
    @JsonProperty(required = true) @Setting("samples used after those; 0 = all") long take,
    @JsonProperty(required = true)
        @Setting(
            "the two networks: mlp, dcgan, compact-dcgan, resnet, stylegan, stylegan2 or r3gan")
        Architecture architecture,
    @JsonProperty(required = true)
        @Setting(
            "what the generator is told and can be asked for: none, concatenation, projection,"
                + " auxiliary-classifier (all three by the classes of the data) or latent-codes")
        Conditioning conditioning,
    @JsonProperty(required = true)
        @Setting(
            "run or checkpoint whose weights both networks start from, as far as names and shapes"
                + " are the same: to learn other data, or to grow; empty = from new ones")
        String startFrom,
    @JsonProperty(required = true)
        @Setting("samples that the discriminator judges together as one (PacGAN)")
        int packing,
    @JsonProperty(required = true)
        @Setting(
            "samples in a group whose variety the discriminator sees (minibatch standard"
                + " deviation); 0 = it does not")
        int minibatchStd,
    @JsonProperty(required = true) @Setting("distribution of the latents: normal or uniform")
        LatentDistribution latentDistribution,
    @JsonProperty(required = true)
        @Setting(
            "what the players minimise: minimax, non-saturating, least-squares, wasserstein, hinge,"
                + " relativistic-average or relativistic-pairing")
        AdversarialLoss loss,
    @JsonProperty(required = true)
        @Setting(
            "what is added to the discriminator's loss: a list of gradient-penalty, dragan, r1 and"
                + " r2, for example [{type: r1, gamma: 1}]")
        List<Penalty> penalties,
    @JsonProperty(required = true)
        @Setting(
            "what the generator minimises beside its loss: a list of path-length, for style-based"
                + " generators")
        List<GeneratorPenalty> generatorPenalties,
    @JsonProperty(required = true)
        @Setting(
            "probability that the styles of a minibatch are mixed from two latents; 0 = never, and"
                + " for all generators without styles")
        double styleMixing,
    @JsonProperty(required = true)
        @Setting(
            "what the discriminator's weights obey after every update: a list of weight-clipping")
        List<Constraint> constraints,
    @JsonProperty(required = true)
        @Setting(
            "how images are changed before the discriminator sees them, for small data: none,"
                + " diff-augment, adaptive (ADA) or scheduled")
        Augmentation augmentation,
    @JsonProperty(required = true)
        @Setting(
            "against collapse and imbalance: a list of unrolling, replay, historical-averaging,"
                + " top-k and balance, for example [{type: unrolling, steps: 5}]")
        List<Treatment> treatments,
    @JsonProperty(required = true)
        @Setting("updates of the discriminator before each of the generator: k of Algorithm 1")
        int discriminatorSteps,
    @JsonProperty(required = true) @Setting("updates of the generator after those")
        int generatorSteps,
    @JsonProperty(required = true)
        @Setting(
            "whether the generator learns from the synthetic samples that the discriminator has"
                + " just seen (saves one pass) instead of fresh ones (Algorithm 1)")
        boolean reuseLatents,
    @JsonProperty(required = true)
        @Setting(
            "who is updated first: discriminator-first (Algorithm 1), generator-first (StyleGAN2) or"
                + " simultaneous, against each other as they were before")
        TurnOrder order,
    @JsonProperty(required = true) @Setting("images in a minibatch") int batch,
    @JsonProperty(required = true)
        @Setting("parts into which a minibatch is split to save memory; gradients are added up")
        int accumulate,
    @JsonProperty(required = true) @Setting("update rule of the generator: adam, sgd or rmsprop")
        UpdateRule generatorOptimizer,
    @JsonProperty(required = true)
        @Setting("update rule of the discriminator: adam, sgd or rmsprop")
        UpdateRule discriminatorOptimizer,
    @JsonProperty(required = true)
        @Setting("how slowly the average of the generator's weights follows: half-life or decay")
        EmaSettings average,
    @JsonProperty(required = true) @Setting("stop after this many steps; 0 = no such limit")
        long steps,
    @JsonProperty(required = true) @Setting("stop after this many real images; 0 = no such limit")
        long images,
    @JsonProperty(required = true) @Setting("stop after this many minutes; 0 = no such limit")
        double minutes,
    @JsonProperty(required = true) @Setting("steps between two lines of statistics") long tickSteps,
    @JsonProperty(required = true) @Setting("ticks between two checkpoints") int checkpointTicks,
    @JsonProperty(required = true) @Setting("ticks between two sheets of samples") int sampleTicks,
    @JsonProperty(required = true) @Setting("newest checkpoints that are kept") int keepCheckpoints,
    @JsonProperty(required = true)
        @Setting(
            "by what the best checkpoint is chosen: sliced-wasserstein, fid, kid or, of data with"
                + " known modes, modes-covered or high-quality")
        CheckpointMetric bestMetric,
    @JsonProperty(required = true) @Setting("samples of each kind that it looks at")
        int bestSamples,
    @JsonProperty(required = true)
        @Setting("stop after this many checkpoints without a better one; 0 = never")
        int patience,
    @JsonProperty(required = true)
        @Setting(
            "what happens when the game goes wrong: off (it is not watched), warn, stop or roll-back"
                + " (to a checkpoint from before the trouble, with half the learning rates)")
        MonitorMode monitor,
    @JsonProperty(required = true) @Setting("samples on each sheet") int preview,
    @JsonProperty(required = true) @Setting("from which all random numbers derive") long seed,
    @JsonProperty(required = true) @Setting("processor threads; 0 = chosen for the networks")
        int threads,
    @JsonProperty(required = true) @Setting("where to compute: cpu, cuda or cuda:N") String device,
    @JsonProperty(required = true)
        @Setting(
            "number format: fp32, fp64, bf16 (bfloat16 in convolutions and products of matrices, float32"
                + " elsewhere) or auto (the faster of fp32 and bf16)")
        Precision precision,
    @JsonProperty(required = true) @Setting("threads that read and decode data ahead of time")
        int loaderThreads) {

  /** Checks the values. */
  public TrainingConfig {
    penalties = List.copyOf(penalties);
    generatorPenalties = List.copyOf(generatorPenalties);
    constraints = List.copyOf(constraints);
    treatments = List.copyOf(treatments);
    if (treatments.stream().map(Treatment::getClass).distinct().count() < treatments.size()) {
      throw unusable("treatments", "each at most once", treatments, "Leave one of them out");
    }
    if (!(styleMixing >= 0 && styleMixing <= 1)) {
      throw unusable("style-mixing", "from 0 to 1", styleMixing, "The papers use 0.9");
    }
    if (order == TurnOrder.GENERATOR_FIRST && reuseLatents) {
      throw unusable(
          "reuse-latents",
          "false where the generator is first",
          true,
          "Add --reuse-latents false, or use --order discriminator-first");
    }
    if (generatorPenalties.size() > 1) {
      throw unusable("generator-penalties", "at most one", generatorPenalties, "Leave one out");
    }
    requireStyles(architecture, styleMixing, generatorPenalties);
    atLeast("packing", packing, 1);
    atLeast("minibatch-std", minibatchStd, 0);
    atLeast("discriminator-steps", discriminatorSteps, 1);
    atLeast("generator-steps", generatorSteps, 1);
    atLeast("batch", batch, 1);
    atLeast("accumulate", accumulate, 1);
    atLeast("steps", steps, 0);
    atLeast("images", images, 0);
    atLeast("tick-steps", tickSteps, 1);
    atLeast("checkpoint-ticks", checkpointTicks, 1);
    atLeast("sample-ticks", sampleTicks, 1);
    atLeast("keep-checkpoints", keepCheckpoints, 1);
    atLeast("best-samples", bestSamples, 2);
    atLeast("patience", patience, 0);
    atLeast("preview", preview, 1);
    atLeast("threads", threads, 0);
    atLeast("loader-threads", loaderThreads, 1);
    if (!(minutes >= 0)) {
      throw unusable("minutes", "at least 0", minutes, "Give a number of minutes");
    }
    if (batch % accumulate != 0) {
      throw unusable(
          "accumulate", "a divisor of batch " + batch, accumulate, "Choose parts of equal size");
    }
    if (batch / accumulate % packing != 0) {
      throw unusable(
          "packing",
          "a divisor of " + batch / accumulate + ", the images that are judged at once",
          packing,
          "Change --batch, --accumulate or --packing");
    }
  }

  private static void requireStyles(
      Architecture architecture, double styleMixing, List<GeneratorPenalty> penalties) {
    if (architecture instanceof StyleBased) {
      return;
    }
    String remedy = "Use --architecture stylegan2, or leave it out";
    if (styleMixing > 0) {
      throw unusable("style-mixing", "0 for a generator without styles", styleMixing, remedy);
    }
    if (!penalties.isEmpty()) {
      throw unusable(
          "generator-penalties",
          "none for a generator without styles",
          penalties.get(0).name(),
          remedy);
    }
  }

  private static void atLeast(String key, long value, long least) {
    if (value < least) {
      throw unusable(key, "at least " + least, value, "Give a larger number");
    }
  }

  private static InputException unusable(String key, String expected, Object got, String remedy) {
    return new InputException("unusable setting", key, expected, got, remedy);
  }

  /**
   * Reads a configuration; one of an earlier version is understood as it was meant then.
   *
   * @param tree all keys
   * @param where the file or option it came from, for messages
   */
  public static TrainingConfig of(JsonNode tree, Object where) {
    return Json.bind(FormerSettings.updated(tree), TrainingConfig.class, where);
  }

  /** What to open, for {@link org.esgrima.data.Datasets}. */
  public DataOptions dataOptions() {
    return new DataOptions(data, resolution, channels, split, skip, take, seed);
  }

  /** These settings for a set that is given as an object and used as it is. */
  TrainingConfig over(Dataset dataset) {
    ObjectNode tree = (ObjectNode) Json.tree(this);
    tree.put("data", dataset.name());
    for (String key : List.of("resolution", "channels", "skip", "take")) {
      tree.put(key, 0);
    }
    return of(tree, "settings");
  }

  /** These settings with the weights of a checkpoint to start from. */
  TrainingConfig startingFrom(Path checkpoint) {
    ObjectNode tree = (ObjectNode) Json.tree(this);
    tree.put("start-from", checkpoint.toAbsolutePath().normalize().toString());
    return of(tree, "settings");
  }

  /** These settings with what was found out when the run began. */
  TrainingConfig resolved(Dataset dataset, int threadCount) {
    ObjectNode tree = (ObjectNode) Json.tree(this);
    tree.set("architecture", Json.tree(architecture.fitting(dataset.sampleShape())));
    Conditioning told =
        conditioning.fitting(dataset.labelColumns(), label -> label.frequencies(dataset));
    tree.set("conditioning", Json.tree(told));
    tree.put("threads", threadCount);
    tree.set("precision", Json.tree(precision.resolved()));
    return of(tree, "settings");
  }

  /** The table of the generator; the architecture has been fitted to data. */
  public Summary generatorSummary() {
    return Summary.of(
        "Generator",
        architecture.generator(conditioning),
        Shape.of(architecture.latent()),
        conditioning.toldGenerator());
  }

  /** The table of the discriminator; the architecture has been fitted to data. */
  public Summary discriminatorSummary() {
    return Summary.of(
        "Discriminator",
        architecture.discriminator(judging()),
        judging().input(architecture.sampleShape()),
        conditioning.toldDiscriminator());
  }

  /** How the discriminator judges. */
  public Judging judging() {
    return new Judging(conditioning, packing, minibatchStd);
  }
}
