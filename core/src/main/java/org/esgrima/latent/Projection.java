package org.esgrima.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.metric.FeatureExtractor;
import org.esgrima.metric.FeatureExtractors;
import org.esgrima.optim.Adam;
import org.esgrima.optim.Optimizer;
import org.esgrima.optim.Schedule;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Finds the point whose picture comes closest to a given one, by the recipe of StyleGAN2 (Karras et
 * al. 2020, arXiv 1912.04958, section 5 and appendix D), in z or in w.
 *
 * <p>From several starts at once Adam minimises
 *
 * <pre>
 * loss = ‖x − t‖² / ‖m − t‖² + ‖f(x) − f(t)‖² / ‖f(m) − f(t)‖²
 * </pre>
 *
 * where x is the picture of the point, t the target, f the features of a fixed random convolutional
 * network (in the paper, a trained one: this project has none for all kinds of pictures), and m the
 * mean of many pictures of the generator: as good as m is 2. The learning rate rises linearly
 * during the first twentieth of the steps and falls to 0 along half a cosine during the last
 * quarter. During the first three quarters normal noise is added to the points, of deviation 0.01 σ
 * (1 − t/0.75)², where σ is the root of the mean squared distance of points from their mean; the
 * paper's 0.05 leaves points further from a picture that the generator can make. Starts are the
 * points of those seeds whose pictures have the smallest losses; in w the first is the mean style.
 * The noise inputs of style-based generators stay those of the network.
 *
 * @param map where the point is looked for
 * @param steps of Adam, at least 1
 * @param starts at least 1
 * @param candidates seeds that starts are chosen from and m is made of, at least {@code starts} + 1
 * @param learningRate the largest; see {@link #usualRate}
 * @param eachLayer in w, whether every layer has a style of its own (Abdal, Qin, Wonka 2019, arXiv
 *     1904.03189): closer to pictures that the generator does not make, with less meaning
 * @param seed first of the candidates, and of the noise
 */
public record Projection(
    LatentMap map,
    int steps,
    int starts,
    int candidates,
    double learningRate,
    boolean eachLayer,
    long seed) {
  private static final double WARM_UP = 0.05; // of the steps, as what follows: appendix D
  private static final double RAMP_DOWN = 0.25;
  private static final double NOISE = 0.01; // ours, see above
  private static final double NOISE_END = 0.75;
  private static final double TINY = 1e-12;
  private static final double EXTREME = 1 - 1e-6;
  private static final String POINTS = "points";

  /** With the usual numbers: 1,000 steps from 4 of 256 candidates. */
  public Projection(LatentMap map) {
    this(map, 1_000, 4, 256, usualRate(map.space()), false, 0);
  }

  /** The usual learning rate: the paper's 0.1 in w; 0.3 in z, where numbers are larger. */
  public static double usualRate(LatentSpace space) {
    return space == LatentSpace.W ? 0.1 : 0.3;
  }

  /** Checks the numbers. */
  public Projection {
    if (steps < 1 || starts < 1 || candidates <= starts || !(learningRate > 0)) {
      throw new IllegalArgumentException(
          "%d steps, %d starts, %d candidates, learning rate %s"
              .formatted(steps, starts, candidates, learningRate));
    }
    if (map.space() == LatentSpace.Z && eachLayer) {
      throw new IllegalArgumentException("layers have styles in w only");
    }
    map.requireOneClass();
  }

  /** Is told how the search goes on. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A step was made; what this throws ends the search.
     *
     * @param step from 1
     * @param loss the smallest of all starts
     */
    void stepped(int step, double loss);
  }

  /**
   * What was found.
   *
   * @param point in the space of the map
   * @param residual of its picture
   * @param bestSeed the candidate that comes closest
   * @param bestSeedResidual of its picture
   * @param meanResidual of m, the mean of the candidates' pictures
   * @param losses of every start, step by step
   * @param length ‖point‖; in w, its distance from the mean of the points
   * @param usualLength the root of its mean square over candidates
   */
  @SuppressWarnings("ArrayRecordComponent") // one number for each of many latents
  public record Result(
      double[] point,
      Residual residual,
      long bestSeed,
      Residual bestSeedResidual,
      Residual meanResidual,
      List<double[]> losses,
      double length,
      double usualLength) {
    /** Copies the list. */
    public Result {
      losses = List.copyOf(losses);
    }
  }

  /**
   * Searches.
   *
   * @param target [1,C,H,W] in [-1, 1]
   */
  public Result run(Tensor target, Listener listener) {
    try (Scope scope = Scope.open();
        FeatureExtractor extractor =
            FeatureExtractors.differentiable(map.generator().sampleShape())) {
      Search search = new Search(target, extractor);
      return search.run(listener);
    }
  }

  /** The mean of the candidates' pictures, [1,C,H,W] in [-1, 1], in the caller's scope. */
  public Tensor meanImage() {
    try (Scope scope = Scope.open()) {
      return scope.keep(map.images(points(), conditionSeed()).mean(0L).reshape(imageShape(1)));
    }
  }

  private long[] imageShape(long count) {
    Shape one = map.generator().sampleShape();
    return new long[] {count, one.size(0), one.size(1), one.size(2)};
  }

  private long[] seeds() {
    return LongStream.range(seed, seed + candidates).toArray();
  }

  private List<double[]> points() {
    return map.ofSeeds(seeds());
  }

  /** All pictures of one condition, as that of the result: in z it is no part of the point. */
  private long conditionSeed() {
    return 0; // as PointName.conditionSeed of a file
  }

  /** One search: what it compares with and where it starts. */
  private final class Search {
    private final Tensor target;
    private final Tensor white;
    private final Tensor black;
    private final Tensor targetFeatures;
    private final FeatureExtractor extractor;
    private final List<double[]> points = points();
    private final Residual[] ofCandidates;
    private final Residual ofMean;
    private final double pixelScale;
    private final double featureScale;

    Search(Tensor target, FeatureExtractor extractor) {
      this.target = target;
      this.extractor = extractor;
      this.white = target.greaterThan(EXTREME).to(ElementType.F32);
      this.black = target.neg().greaterThan(EXTREME).to(ElementType.F32);
      this.targetFeatures = extractor.features(target);
      Tensor images = map.images(points, conditionSeed());
      this.ofCandidates = Residual.of(images, target, extractor);
      Tensor mean = images.mean(0L).reshape(imageShape(1));
      this.ofMean = Residual.of(mean, target, extractor)[0];
      this.pixelScale = Math.max(TINY, mean.sub(target).square().mean().item());
      this.featureScale =
          Math.max(TINY, extractor.features(mean).sub(targetFeatures).square().sum().item());
    }

    private double rank(int candidate) {
      Residual residual = ofCandidates[candidate];
      double pixels = residual.rms() / 127.5;
      return pixels * pixels / pixelScale
          + residual.features() * residual.features() / featureScale;
    }

    Result run(Listener listener) {
      List<Integer> best =
          IntStream.range(0, candidates)
              .boxed()
              .sorted(Comparator.comparingDouble(this::rank))
              .toList();
      double[] centre = LatentPoints.mean(points);
      double[] origin = map.space() == LatentSpace.W ? centre : new double[map.size()];
      double usual =
          Math.sqrt(points.stream().mapToDouble(p -> squared(p, origin)).average().orElseThrow());
      List<double[]> first = new ArrayList<>();
      if (map.space() == LatentSpace.W) {
        first.add(map.ofSeeds(0, seed).get(0)); // ψ = 0: the mean style
      }
      for (int i = 0; first.size() < starts; i++) {
        first.add(points.get(best.get(i)));
      }
      List<double[]> losses = new ArrayList<>();
      // σ is that of one style, however many layers repeat it.
      double spread = map.space() == LatentSpace.W ? usual / Math.sqrt(layers()) : usual;
      List<double[]> found = descend(first, spread, losses, listener);
      found.addAll(first); // few steps may lead away from a good start
      Tensor images = map.images(found, conditionSeed());
      double[] last = loss(images).toDoubles();
      int at =
          IntStream.range(0, last.length)
              .boxed()
              .min(Comparator.comparingDouble(i -> last[i]))
              .orElseThrow();
      double[] chosen = found.get(at);
      int seedOfBest = best.get(0);
      return new Result(
          chosen,
          Residual.of(images.narrow(0, at, 1), target, extractor)[0],
          seed + seedOfBest,
          ofCandidates[seedOfBest],
          ofMean,
          losses,
          Math.sqrt(squared(chosen, origin)),
          usual);
    }

    private static double squared(double[] a, double[] b) {
      return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum();
    }

    /** Σ over pixels and features of each image, [N] float64. */
    private Tensor loss(Tensor made) {
      Tensor images = visible(made);
      Tensor pixels =
          images.sub(target).square().mean(1L, 2L, 3L).to(ElementType.F64).mul(1 / pixelScale);
      Tensor features =
          extractor.features(images).sub(targetFeatures).square().sum(1L).mul(1 / featureScale);
      return pixels.add(features);
    }

    /**
     * Images without what a file of 8 bits cannot show: where the target is black or white, more
     * than that is as good. Elsewhere gradients lead back from beyond.
     */
    private Tensor visible(Tensor images) {
      Tensor tooBright = images.add(-1).relu().mul(white);
      Tensor tooDark = images.neg().add(-1).relu().mul(black);
      return images.sub(tooBright).add(tooDark);
    }

    private List<double[]> descend(
        List<double[]> first, double spread, List<double[]> losses, Listener listener) {
      int count = first.size();
      int free = eachLayer || map.space() == LatentSpace.Z ? 1 : layers();
      int width = map.size() / free;
      double[][] history = new double[count][steps];
      try (NamedTensors parameters = new NamedTensors();
          PointRenderer renderer = new PointRenderer(map);
          RandomStream random = RandomStream.named(seed, "projection")) {
        try (Scope scope = Scope.open()) {
          double[] rows = first.stream().flatMapToDouble(p -> Arrays.stream(p, 0, width)).toArray();
          parameters.put(POINTS, Tensor.of(rows, Shape.of(count, width)).copy().requireGrad(true));
        }
        try (Optimizer adam = new Optimizer(rule(), parameters)) {
          for (int step = 0; step < steps; step++) {
            try (Scope scope = Scope.open()) {
              Tensor points = parameters.get(POINTS);
              double deviation = noise(step) * spread;
              Tensor noisy =
                  deviation == 0
                      ? points
                      : points.add(random.normal(ElementType.F64, points.shape(), 0, deviation));
              Tensor images = renderer.images(repeated(noisy, free), zeros(count));
              Tensor loss = loss(images);
              double[] values = loss.toDoubles();
              adam.step(Autograd.gradients(loss.sum(), List.of(points)), step);
              for (int i = 0; i < count; i++) {
                history[i][step] = values[i];
              }
              listener.stepped(step + 1, Arrays.stream(values).min().orElseThrow());
            }
          }
        }
        losses.addAll(Arrays.asList(history));
        try (Scope scope = Scope.open()) {
          double[] all = repeated(parameters.get(POINTS).detach(), free).toDoubles();
          List<double[]> found = new ArrayList<>();
          for (int from = 0; from < all.length; from += map.size()) {
            found.add(Arrays.copyOfRange(all, from, from + map.size()));
          }
          return found;
        }
      }
    }

    private long[] zeros(int count) {
      long[] seeds = new long[count];
      Arrays.fill(seeds, conditionSeed());
      return seeds;
    }

    private int layers() {
      return Math.toIntExact(map.generator().styleShape().size(0));
    }

    /** One style [N,W] as the styles of all layers [N,L·W]. */
    private Tensor repeated(Tensor points, int times) {
      return times == 1 ? points : Tensor.concat(Collections.nCopies(times, points), 1);
    }

    private double noise(int step) {
      double left = Math.max(0, 1 - (double) step / steps / NOISE_END);
      return NOISE * left * left;
    }

    private Adam rule() {
      long warmUp = Math.max(1, Math.round(WARM_UP * steps));
      long fall = Math.min(steps - 1, Math.round((1 - RAMP_DOWN) * steps));
      Schedule rate =
          new Schedule.WarmUp(
              learningRate / (warmUp + 1),
              warmUp,
              new Schedule.Cosine(learningRate, 0, fall, steps));
      return new Adam(
          rate,
          Schedule.constant(0.9), // Adam's own, as in the paper
          Schedule.constant(0.999),
          1e-8,
          0,
          false,
          false,
          Adam.EpsilonPlacement.OUTSIDE);
    }
  }
}
