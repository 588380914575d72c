package org.esgrima.metric;

import org.esgrima.io.Shape;
import org.esgrima.torch.Scope;
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

  static Manifolds of(Tensor reals, Tensor fakes, int k, Border border) {
    double[] realRadii = Neighbours.squaredRadii(reals, k);
    double[] fakeRadii = Neighbours.squaredRadii(fakes, k);
    Manifolds counts =
        new Manifolds(
            new double[fakeRadii.length],
            new double[realRadii.length],
            new double[realRadii.length]);
    try (Scope scope = Scope.open()) {
      Tensor aroundReals = limits(realRadii, border, reals).reshape(-1, 1);
      Tensor aroundFakes = limits(fakeRadii, border, fakes).reshape(1, -1);
      SquaredDistances.forEachTile(
          reals,
          fakes,
          (row, column, squared) -> {
            Shape tile = squared.shape();
            Tensor inReal = inside(squared, aroundReals.narrow(0, row, tile.size(0)), border);
            Tensor inFake = inside(squared, aroundFakes.narrow(1, column, tile.size(1)), border);
            addTo(counts.realBalls, column, inReal.sum(0L));
            addTo(counts.fakesInside, row, inReal.sum(1L));
            addTo(counts.fakeBalls, row, inFake.sum(1L));
          });
    }
    return counts;
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
