package org.esgrima.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.io.Shape;
import org.esgrima.metric.EightBit;
import org.esgrima.metric.Proportion;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * How often arithmetic in words comes out as it should: random groups of exemplars are drawn again
 * and again, the expression is calculated with their means, and the classifier says whether the
 * picture of the result shows what is wanted.
 *
 * <p>Beside it stand the same trials
 *
 * <ul>
 *   <li>with one exemplar of each group instead of a mean,
 *   <li>with groups of random pictures, whatever they show, and
 *   <li>on pixels instead of latents: the means of the exemplars' pictures, limited to [-1, 1],
 * </ul>
 *
 * <p>and the share of all pictures that show it anyway. Groups of different trials share no
 * exemplar, so that trials are independent and the intervals of {@link Proportion} hold, unless a
 * group is too rare: then its exemplars serve again.
 *
 * @param search where exemplars come from
 * @param expression all terms in words
 * @param groups what the exemplars of each term show
 * @param wanted what the result should show
 * @param length of the results in latents
 * @param each exemplars of a group
 * @param trials number of trials
 */
public record ArithmeticMeasure(
    GroupSearch search,
    LatentExpression expression,
    List<AttributeGroup> groups,
    AttributeGroup wanted,
    LatentLength length,
    int each,
    int trials) {
  private static final long SHUFFLE_SEED = 0;
  private static final int CHUNK = 8;

  /** Refuses what cannot be measured. */
  public ArithmeticMeasure {
    groups = List.copyOf(groups);
    if (!expression.terms().stream().allMatch(LatentExpression.Term::inWords)) {
      throw new InputException(
          "seeds cannot be measured",
          "the expression",
          "terms in words, whose exemplars are drawn again and again",
          expression.terms().get(0).text(),
          "Describe all groups in words");
    }
    if (wanted.conditions().isEmpty()) {
      throw new InputException(
          "nothing to look for",
          "the expression",
          "terms that add up to some attribute",
          "none",
          "Say with --wanted what the result should show");
    }
    if (each < 1 || trials < 1) {
      throw new IllegalArgumentException(each + " exemplars, " + trials + " trials");
    }
  }

  /**
   * What came out.
   *
   * @param means the share with means of exemplars
   * @param single with one exemplar of each group
   * @param random with groups of random pictures
   * @param pixels on pixels
   * @param anyPicture of all pictures that were looked at
   * @param exemplars how many each group had, in the order of the terms
   * @param again whether a group had too few, so that exemplars served again
   * @param firstSeed of the pictures that were looked at
   * @param lastSeed of the pictures that were looked at
   */
  public record Result(
      Proportion means,
      Proportion single,
      Proportion random,
      Proportion pixels,
      Proportion anyPicture,
      List<Integer> exemplars,
      boolean again,
      long firstSeed,
      long lastSeed) {
    /** Copies the list. */
    public Result {
      exemplars = List.copyOf(exemplars);
    }

    /** All shares by name, the measured one first. */
    public Map<String, Proportion> shares() {
      Map<String, Proportion> shares = new LinkedHashMap<>();
      shares.put("arithmetic", means);
      shares.put("arithmetic-single", single);
      shares.put("arithmetic-random", random);
      shares.put("arithmetic-pixels", pixels);
      shares.put("any-picture", anyPicture);
      return shares;
    }
  }

  /**
   * Measures.
   *
   * @param looked is told how many seeds were looked at
   * @param tried is told how many trials are done
   * @throws InputException if a group has fewer exemplars than one trial needs
   */
  public Result run(LongConsumer looked, LongConsumer tried) {
    int needed = Math.multiplyExact(each, trials);
    GroupSearch.Found found = search.search(groups, needed, wanted, looked);
    for (int g = 0; g < groups.size(); g++) {
      search.requireEnough(groups.get(g), found, g, each);
    }
    long next = search.firstSeed() + found.looked();
    List<Draws> draws = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      draws.add(new Draws(found.groups().get(g), new SplittableRandom(SHUFFLE_SEED + g)));
    }
    long[] right = new long[4];
    for (int done = 0; done < trials; done += CHUNK) {
      int count = Math.min(CHUNK, trials - done);
      trial(draws, count, next + (long) done * groups.size() * each, right);
      tried.accept(done + count);
    }
    return new Result(
        new Proportion(right[0], trials),
        new Proportion(right[1], trials),
        new Proportion(right[2], trials),
        new Proportion(right[3], trials),
        new Proportion(found.matching(), found.looked()),
        found.groups().stream().map(List::size).toList(),
        found.groups().stream().anyMatch(group -> group.size() < needed),
        search.firstSeed(),
        next - 1);
  }

  /** Some trials at once: their results are pictures of one batch. */
  private void trial(List<Draws> draws, int count, long randomSeed, long[] right) {
    LatentMap map = search.map();
    List<double[]> means = new ArrayList<>();
    List<double[]> single = new ArrayList<>();
    List<double[]> random = new ArrayList<>();
    List<double[]> pixels = new ArrayList<>();
    long fresh = randomSeed;
    long condition = 0;
    for (int t = 0; t < count; t++) {
      List<List<double[]>> terms = new ArrayList<>();
      List<List<double[]>> anything = new ArrayList<>();
      List<double[]> pictures = new ArrayList<>();
      for (Draws group : draws) {
        long[] seeds = group.next(each);
        condition = seeds[0];
        List<double[]> points = map.ofSeeds(seeds);
        terms.add(points);
        pictures.add(LatentPoints.mean(pictures(points, seeds)));
        anything.add(map.ofSeeds(LongStream.range(fresh, fresh + each).toArray()));
        fresh += each;
      }
      means.add(result(terms.stream().map(LatentPoints::mean).toList()));
      single.add(result(terms.stream().map(points -> points.get(0)).toList()));
      random.add(result(anything.stream().map(LatentPoints::mean).toList()));
      pixels.add(expression.apply(pictures));
    }
    try (Scope scope = Scope.open()) {
      right[0] += showing(map.images(means, condition));
      right[1] += showing(map.images(single, condition));
      right[2] += showing(map.images(random, condition));
      double[] all = pixels.stream().flatMapToDouble(Arrays::stream).toArray();
      Shape shape = map.generator().sampleShape().batched(count);
      right[3] += showing(Tensor.of(all, shape));
    }
  }

  private double[] result(List<double[]> terms) {
    return length.of(expression.apply(terms), search.map().normal());
  }

  private List<double[]> pictures(List<double[]> points, long[] seeds) {
    try (Scope scope = Scope.open()) {
      double[] all = search.map().images(points, seeds).toDoubles();
      int size = all.length / points.size();
      List<double[]> pictures = new ArrayList<>();
      for (int from = 0; from < all.length; from += size) {
        pictures.add(Arrays.copyOfRange(all, from, from + size));
      }
      return pictures;
    }
  }

  /** How many of the images, rounded to 8 bits, show what is wanted. */
  private long showing(Tensor images) {
    int[][] seen = search.judge().classes(EightBit.toUnit(EightBit.of(images)));
    return Arrays.stream(seen).filter(wanted::matches).count();
  }

  /** The exemplars of a group in random order, none twice while they last. */
  private static final class Draws {
    private final long[] seeds;
    private final SplittableRandom random;
    private int used;

    Draws(List<Long> seeds, SplittableRandom random) {
      this.seeds = seeds.stream().mapToLong(Long::longValue).toArray();
      this.random = random;
      shuffle();
    }

    private void shuffle() {
      for (int i = seeds.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        long moved = seeds[i];
        seeds[i] = seeds[j];
        seeds[j] = moved;
      }
      used = 0;
    }

    long[] next(int count) {
      if (used + count > seeds.length) {
        shuffle();
      }
      used += count;
      return Arrays.copyOfRange(seeds, used - count, used);
    }
  }
}
