package org.esgrima.metric;

import java.util.List;
import java.util.function.Function;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/**
 * Which samples lie in which neighbourhoods. The manifold of a set is the union of balls around its
 * samples, each reaching to the sample's k-th nearest neighbour in the set, itself excluded.
 *
 * <p>Two squared distances that differ by less than {@value #TIE} of the larger count as equal,
 * since rounding would decide between them otherwise.
 *
 * @param realBalls [M] number of balls of the real manifold that each fake lies in
 * @param fakesInside [N] number of fakes in the ball of each real
 * @param fakeBalls [N] number of balls of the fake manifold that each real lies in
 */
@SuppressWarnings("ArrayRecordComponent") // stays inside the package
record Manifolds(double[] realBalls, double[] fakesInside, double[] fakeBalls) {
  private static final double TIE = 1e-9;

  /** Whether a sample at exactly the radius lies inside. */
  enum Border {
    INSIDE,
    OUTSIDE
  }

  /** Counts as the tiles of all pairs come by. */
  static final class Counter implements PairVisitor {
    private final Tensor reals;
    private final Tensor fakes;
    private final Border border;
    private final Function<Manifolds, List<Measurement>> figures;
    private final Neighbours ofReals;
    private final Neighbours ofFakes;
    private final Manifolds counts;
    private Tensor aroundReals;
    private Tensor aroundFakes;

    /**
     * Of two sets.
     *
     * @param figures what is said of the counts
     */
    Counter(
        Tensor reals,
        Tensor fakes,
        int k,
        Border border,
        Function<Manifolds, List<Measurement>> figures) {
      int n = (int) reals.shape().size(0);
      int m = (int) fakes.shape().size(0);
      this.reals = reals;
      this.fakes = fakes;
      this.border = border;
      this.figures = figures;
      ofReals = new Neighbours(n, k);
      ofFakes = new Neighbours(m, k);
      counts = new Manifolds(new double[m], new double[n], new double[n]);
    }

    @Override
    public void reals(int row, int column, Tensor squared) {
      ofReals.above(row, column, squared);
    }

    @Override
    public void fakes(int row, int column, Tensor squared) {
      ofFakes.above(row, column, squared);
    }

    @Override
    public void withinDone() {
      aroundReals = limits(ofReals.squaredRadii(), border, reals).reshape(-1, 1);
      aroundFakes = limits(ofFakes.squaredRadii(), border, fakes).reshape(1, -1);
    }

    @Override
    public void between(int row, int column, Tensor squared) {
      Shape tile = squared.shape();
      Tensor inReal = inside(squared, aroundReals.narrow(0, row, tile.size(0)), border);
      Tensor inFake = inside(squared, aroundFakes.narrow(1, column, tile.size(1)), border);
      addTo(counts.realBalls, column, inReal.sum(0L));
      addTo(counts.fakesInside, row, inReal.sum(1L));
      addTo(counts.fakeBalls, row, inFake.sum(1L));
    }

    @Override
    public List<Measurement> result() {
      return figures.apply(counts);
    }
  }

  /** The squared radii, moved by what counts as a tie; on the device of the features. */
  private static Tensor limits(double[] squaredRadii, Border border, Tensor features) {
    Tensor radii = Tensor.of(squaredRadii, Shape.of(squaredRadii.length));
    return radii.mul(border == Border.INSIDE ? 1 + TIE : 1 - TIE).onDeviceOf(features);
  }

  private static Tensor inside(Tensor squared, Tensor limits, Border border) {
    return border == Border.INSIDE ? squared.lessOrEqual(limits) : squared.lessThan(limits);
  }

  private static void addTo(double[] counts, int from, Tensor more) {
    double[] values = more.toDoubles();
    for (int i = 0; i < values.length; i++) {
      counts[from + i] += values[i];
    }
  }

  /** 1 for every count above 0, else 0. */
  static double[] any(double[] counts) {
    double[] any = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      any[i] = counts[i] > 0 ? 1 : 0;
    }
    return any;
  }
}
