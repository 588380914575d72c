package org.esgrima.nn;

import java.util.List;
import java.util.Optional;
import org.esgrima.io.Shape;
import org.esgrima.torch.Resampling;
import org.esgrima.torch.Resampling.Axis;

/**
 * The low-pass filter of a network that doubles or halves resolutions without aliasing (Zhang 2019,
 * arXiv 1904.11486), and the convolutions that use it. The filter is a buffer {@code
 * resample_filter} [n,n], part of every checkpoint.
 *
 * @param taps along one axis, for an image that is n × n the outer product; scaled to sum 1
 */
public record ResampleFilter(List<Double> taps) {
  /** [1, 3, 3, 1], the filter of StyleGAN2. */
  public static final ResampleFilter BINOMIAL = new ResampleFilter(List.of(1.0, 3.0, 3.0, 1.0));

  /** Copies the taps. */
  public ResampleFilter {
    taps = List.copyOf(taps);
  }

  /** The filter of the layer at which {@code ops} stands. */
  public <T> T of(Ops<T> ops) {
    return ops.buffer("resample_filter", new Init.Separable(taps), taps.size(), taps.size());
  }

  /** Images with both sides doubled; x [N,C,H,W], result [N,C,2H,2W]. */
  public static <T> T doubled(Ops<T> ops, T x, T filter) {
    return ops.resample(x, filter, Resampling.doubling(ops.shape(filter)));
  }

  /** Images with both sides halved; x [N,C,H,W], result [N,C,⌊H/2⌋,⌊W/2⌋]. */
  public static <T> T halved(Ops<T> ops, T x, T filter) {
    return ops.resample(x, filter, Resampling.halving(ops.shape(filter)));
  }

  /**
   * Doubles both sides and convolves; x [N,I,H,W], weight [O,I,k,k], result [N,O,2H,2W].
   *
   * <p>Zeros between the pixels, the filter with gain 4 and a true convolution, which turns the
   * kernel by 180 degrees, with zeros at the borders once, before both. Filter and convolution can
   * change places, so the convolution comes first and never multiplies the zeros.
   */
  public static <T> T doubledConv2d(Ops<T> ops, T x, T weight, T filter) {
    int kernel = Math.toIntExact(ops.shape(weight).size(2));
    T fine = ops.convTranspose2d(x, ops.transpose(weight, 0, 1), 2, 0);
    Shape taps = ops.shape(filter);
    Resampling smoothing =
        new Resampling(smoothing(kernel, taps.size(1)), smoothing(kernel, taps.size(0)), 4, false);
    return ops.resample(fine, filter, smoothing);
  }

  /** The transposed convolution gives 2 s − 2 + k of the 2 s pixels; the filter makes up for it. */
  private static Axis smoothing(int kernel, long taps) {
    Axis doubling = Axis.up(2, taps);
    int border = kernel / 2;
    return new Axis(
        1, 1, doubling.before() + border - (kernel - 1), doubling.after() + border - (kernel - 2));
  }

  /**
   * Convolves (as a cross-correlation, as usual) and halves both sides; x [N,I,H,W], weight
   * [O,I,k,k], bias [O], result [N,O,⌊H/2⌋,⌊W/2⌋]. The filter comes first, with zeros at the
   * borders for both.
   */
  public static <T> T halvedConv2d(Ops<T> ops, T x, T weight, Optional<T> bias, T filter) {
    int kernel = Math.toIntExact(ops.shape(weight).size(2));
    if (kernel == 1) {
      return Conv2d.of(ops, halved(ops, x, filter), weight, bias, 1, 0);
    }
    Shape taps = ops.shape(filter);
    Resampling smoothing =
        new Resampling(widened(kernel, taps.size(1)), widened(kernel, taps.size(0)), 1, false);
    return Conv2d.of(ops, ops.resample(x, filter, smoothing), weight, bias, 2, 0);
  }

  private static Axis widened(int kernel, long taps) {
    Axis halving = Axis.down(2, taps);
    int border = kernel / 2;
    return new Axis(1, 1, halving.before() + border, halving.after() + border);
  }
}
