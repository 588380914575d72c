package org.esgrima.metric;

import java.util.Arrays;
import java.util.List;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.torch.Threads;

/**
 * Kernel distance of features (Bińkowski et al. 2018, "Demystifying MMD GANs", arXiv 1801.01401):
 * the squared maximum mean discrepancy of reals x and fakes y,
 *
 * <pre>
 * KID = mean_{i≠j} k(x_i,x_j) + mean_{i≠j} k(y_i,y_j) − 2 mean_{i,j} k(x_i,y_j)
 * k(a,b) = (a·b / F + 1)³
 * </pre>
 *
 * <p>without unit; unbiased whatever the number of samples, so it can be below 0; near 0 for equal
 * distributions, lower is better. It is called KID where the features are the 2,048 of
 * Inception-v3.
 *
 * <p>The usual protocol averages over random subsets of both sets and reports the standard
 * deviation over them, which says how much subsets of that size differ, not how certain the mean
 * is. Subsets are drawn as torch-fidelity draws them, so equal features and seed give its value.
 * {@link #exact} uses every pair.
 *
 * @param subsets their number, at least 1
 * @param subsetSize samples of each kind in a subset, at least 2
 * @param seed of the subsets, 0 to 2³² − 1
 */
public record Kid(int subsets, int subsetSize, long seed) implements PairwiseMetric {
  /** 100 subsets of 1,000, seed 2020: the defaults of torch-fidelity. */
  public Kid() {
    this(100, 1_000, 2020);
  }

  /** Checks the settings. */
  public Kid {
    if (subsets < 1 || subsetSize < 2) {
      throw new IllegalArgumentException(
          "expected at least 1 subset of at least 2, got %d of %d".formatted(subsets, subsetSize));
    }
  }

  @Override
  public List<Measurement> measure(Tensor reals, Tensor fakes) {
    require(reals, fakes);
    return figures(Threads.matrices(() -> distances(reals, fakes)), reals, fakes);
  }

  private double[] distances(Tensor reals, Tensor fakes) {
    Subsets drawn = new Subsets(reals, fakes);
    double[] values = new double[subsets];
    for (int s = 0; s < subsets; s++) {
      try (Scope scope = Scope.open()) {
        values[s] =
            PolynomialKernel.unbiasedDiscrepancy(
                // Once for all the blocks that every row is part of.
                reals.indexSelect(0, drawn.reals[s]).to(ElementType.F64),
                fakes.indexSelect(0, drawn.fakes[s]).to(ElementType.F64));
      }
    }
    return values;
  }

  /** Subsets need their own pairs only, so that the time does not grow with the sets. */
  @Override
  public boolean quickerAlone() {
    return true;
  }

  @Override
  public PairVisitor visitor(Tensor reals, Tensor fakes) {
    require(reals, fakes);
    return new InPass(reals, fakes);
  }

  private static void require(Tensor reals, Tensor fakes) {
    Features.require("reals", reals, 2);
    Features.require("fakes", fakes, 2);
    Features.requireSameWidth(reals, fakes);
  }

  private List<Measurement> figures(double[] values, Tensor reals, Tensor fakes) {
    double mean = Statistics.mean(values);
    double deviation = Statistics.deviation(values);
    return List.of(
        Measurement.of("kid", mean)
            .interval(Interval.around(mean, deviation, Interval.Method.STANDARD_DEVIATION, subsets))
            .count("reals", reals.shape().size(0))
            .count("fakes", fakes.shape().size(0))
            .seed(seed)
            .setting("subsets", subsets)
            .setting("subset-size", subsetSize)
            .setting("features", reals.shape().size(1))
            .build());
  }

  /** Which samples are in which subset; drawn in the order of torch-fidelity. */
  private final class Subsets {
    private final long[][] reals = new long[subsets][];
    private final long[][] fakes = new long[subsets][];

    Subsets(Tensor realFeatures, Tensor fakeFeatures) {
      MersenneTwister random = new MersenneTwister(seed);
      for (int s = 0; s < subsets; s++) {
        reals[s] = subset(random, realFeatures, "reals");
        fakes[s] = subset(random, fakeFeatures, "fakes");
      }
    }
  }

  private long[] subset(MersenneTwister random, Tensor features, String name) {
    int count = (int) features.shape().size(0);
    if (count < subsetSize) {
      throw new InputException(
          "fewer samples than a subset has",
          name,
          "at least " + subsetSize,
          count,
          "Measure with more samples or smaller subsets");
    }
    return Arrays.copyOf(random.permutation(count), subsetSize);
  }

  /** All subsets at once, while the pairs come by for other measures too. */
  private final class InPass implements PairVisitor {
    private final Tensor reals;
    private final Tensor fakes;
    private final KernelSums.Members inReals;
    private final KernelSums.Members inFakes;
    private final KernelSums ofReals;
    private final KernelSums ofFakes;
    private final KernelSums ofBoth;

    InPass(Tensor reals, Tensor fakes) {
      this.reals = reals;
      this.fakes = fakes;
      Subsets drawn = new Subsets(reals, fakes);
      inReals = new KernelSums.Members(reals, drawn.reals);
      inFakes = new KernelSums.Members(fakes, drawn.fakes);
      ofReals = new KernelSums(inReals, inReals);
      ofFakes = new KernelSums(inFakes, inFakes);
      ofBoth = new KernelSums(inReals, inFakes);
    }

    @Override
    public void reals(int row, int column, Tensor squared) {
      ofReals.addAbove(row, column, squared);
    }

    @Override
    public void fakes(int row, int column, Tensor squared) {
      ofFakes.addAbove(row, column, squared);
    }

    @Override
    public void between(int row, int column, Tensor squared) {
      ofBoth.add(row, column, squared, 1);
    }

    @Override
    public List<Measurement> result() {
      double[] values = new double[subsets];
      double[] realDiagonal = inReals.diagonalSums();
      double[] fakeDiagonal = inFakes.diagonalSums();
      double n = subsetSize;
      for (int s = 0; s < subsets; s++) {
        double within = ofReals.sums()[s] - realDiagonal[s] + ofFakes.sums()[s] - fakeDiagonal[s];
        values[s] = within / (n * (n - 1)) - 2 * ofBoth.sums()[s] / (n * n);
      }
      return figures(values, reals, fakes);
    }
  }

  /** The unbiased distance over all pairs; no interval, nothing drawn. */
  public static Measurement exact(Tensor reals, Tensor fakes) {
    int realCount = Features.require("reals", reals, 2);
    int fakeCount = Features.require("fakes", fakes, 2);
    Features.requireSameWidth(reals, fakes);
    return Measurement.of("kid-exact", PolynomialKernel.unbiasedDiscrepancy(reals, fakes))
        .count("reals", realCount)
        .count("fakes", fakeCount)
        .setting("features", reals.shape().size(1))
        .build();
  }
}
