package org.esgrima.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.io.Shape;

/**
 * Changing the resolution of images with a finite impulse response (FIR) filter, known as {@code
 * upfirdn2d} (Karras et al. 2020, StyleGAN2, arXiv 1912.04958; the operation is that of the
 * authors' code). For images x [N,C,H,W] and a filter f [fH,fW], along each axis:
 *
 * <ol>
 *   <li>{@code up} − 1 zeros are put behind every pixel;
 *   <li>{@code before} and {@code after} zeros are added at the ends; negative numbers crop;
 *   <li>the image is convolved with {@code gain} · f, where all of the filter is inside;
 *   <li>the first of every {@code down} pixels is kept.
 * </ol>
 *
 * <p>Every channel is filtered by itself. The result has ⌊(up · H + before + after − fH) / down⌋ +
 * 1 rows, and columns likewise. It can be differentiated any number of times.
 *
 * @param x along rows of pixels
 * @param y along columns of pixels
 * @param gain factor of the result; up² keeps the brightness when zeros are put in
 * @param correlate whether the filter is used as it is stored; false = a true convolution, which
 *     turns it by 180 degrees
 */
public record Resampling(Axis x, Axis y, double gain, boolean correlate) {
  static {
    Native.load();
  }

  /**
   * What happens along one axis.
   *
   * @param up at least 1
   * @param down at least 1
   * @param before zeros at the beginning, in pixels after zeros were put in; negative crops
   * @param after zeros at the end
   */
  public record Axis(int up, int down, int before, int after) {
    /** Checks the factors. */
    public Axis {
      if (up < 1 || down < 1) {
        throw new IllegalArgumentException(
            "expected factors of at least 1, got " + up + "," + down);
      }
    }

    /** {@code factor} times as many pixels, for a filter of so many taps. */
    public static Axis up(int factor, long taps) {
      return new Axis(factor, 1, (int) (taps + factor - 1) / 2, (int) (taps - factor) / 2);
    }

    /** One pixel for {@code factor} of them, for a filter of so many taps. */
    public static Axis down(int factor, long taps) {
      return new Axis(1, factor, (int) (taps - factor + 1) / 2, (int) (taps - factor) / 2);
    }

    /** As many pixels as before, for a filter of so many taps. */
    public static Axis keep(long taps) {
      return new Axis(1, 1, (int) taps / 2, (int) (taps - 1) / 2);
    }

    /** With more zeros at the ends. */
    public Axis padded(int moreBefore, int moreAfter) {
      return new Axis(up, down, before + moreBefore, after + moreAfter);
    }

    long size(long size, long taps) {
      return Math.floorDiv(up * size + before + after - taps, down) + 1;
    }
  }

  /** Both sides doubled, brightness kept; [N,C,H,W] to [N,C,2H,2W]. */
  public static Resampling doubling(Shape filter) {
    return new Resampling(Axis.up(2, filter.size(1)), Axis.up(2, filter.size(0)), 4, false);
  }

  /** Both sides halved; [N,C,H,W] to [N,C,⌊H/2⌋,⌊W/2⌋]. */
  public static Resampling halving(Shape filter) {
    return new Resampling(Axis.down(2, filter.size(1)), Axis.down(2, filter.size(0)), 1, false);
  }

  /** Shape of the result; without pixels where the image is smaller than the filter. */
  public Shape output(Shape images, Shape filter) {
    return Shape.of(
        images.size(0),
        images.size(1),
        Math.max(0, y.size(images.size(2), filter.size(0))),
        Math.max(0, x.size(images.size(3), filter.size(1))));
  }

  /**
   * The images at their new resolution.
   *
   * @param images [N,C,H,W], float32 or float64
   * @param filter [fH,fW]
   * @return of the images' type, in the shape of {@link #output}
   */
  public Tensor apply(Tensor images, Tensor filter) {
    Shape in = images.shape();
    Shape taps = filter.shape();
    if (in.rank() != 4 || taps.rank() != 2 || output(in, taps).elements() == 0) {
      throw new IllegalArgumentException(
          "expected images [N,C,H,W] larger than the filter [fH,fW], got " + in + " and " + taps);
    }
    try (Scope scope = Scope.open()) {
      long channels = in.size(1); // each by itself: far faster than as images of one channel
      Tensor kernel = filter.like(images).mul(gain).reshape(1, 1, taps.size(0), taps.size(1));
      Tensor kernels = kernel.expand(channels, 1, taps.size(0), taps.size(1)).contiguous();
      Tensor prints = turnsKernel() ? turned(kernels) : kernels;
      Margins margins = margins(taps);
      return scope.keep(
          spreads() ? spread(images, prints, margins) : filtered(images, prints, margins));
    }
  }

  /**
   * Whether zeros are put between pixels. They are never multiplied: a transposed convolution of
   * stride {@code up} does it, where every pixel leaves a print of the kernel; a convolution of
   * stride {@code down} does the rest of cases.
   */
  public boolean spreads() {
    return x.up * y.up != 1;
  }

  /** Whether the convolution of {@link #spreads}, in the sense of networks, needs f turned. */
  public boolean turnsKernel() {
    return correlate == spreads();
  }

  /**
   * Pixels that are added, or with a negative sign cropped, before the convolution or after the
   * transposed one.
   *
   * @param top rows of pixels above
   * @param bottom rows of pixels below
   * @param left columns of pixels to the left
   * @param right columns of pixels to the right
   */
  public record Margins(int top, int bottom, int left, int right) {}

  /**
   * The margins of {@link #spreads}. A transposed convolution gives all places that the filter
   * touches at all, so taps − 1 of them have to be cropped on each side, less what is padded.
   *
   * @param filter [fH,fW]
   */
  public Margins margins(Shape filter) {
    int rows = (int) filter.size(0);
    int columns = (int) filter.size(1);
    return spreads()
        ? new Margins(
            y.before - rows + 1,
            y.after - rows + y.up,
            x.before - columns + 1,
            x.after - columns + x.up)
        : new Margins(y.before, y.after, x.before, x.after);
  }

  private Tensor filtered(Tensor images, Tensor prints, Margins margins) {
    int rows = Math.max(0, Math.min(margins.top, margins.bottom)); // the convolution itself pads
    int columns = Math.max(0, Math.min(margins.left, margins.right));
    Tensor padded = pad(images, margins, -rows, -columns);
    return convolution(y.down, x.down, rows, columns, prints)
        .of(padded, prints, new TensorOptional());
  }

  private Tensor spread(Tensor images, Tensor prints, Margins margins) {
    int rows = Math.max(0, Math.min(-margins.top, -margins.bottom)); // the convolution itself crops
    int columns = Math.max(0, Math.min(-margins.left, -margins.right));
    Tensor all = convolution(y.up, x.up, rows, columns, prints).transposed(images, prints);
    return every(y.down, 2, every(x.down, 3, pad(all, margins, rows, columns)));
  }

  private static Convolution convolution(
      int strideY, int strideX, int rows, int columns, Tensor prints) {
    long channels = prints.shape().size(0);
    return new Convolution(new long[] {strideY, strideX}, new long[] {rows, columns}, channels);
  }

  private static Tensor every(int step, int dim, Tensor images) {
    return step == 1
        ? images
        : Tensor.of(
            () -> torch.slice(images.handle(), dim, new LongOptional(), new LongOptional(), step));
  }

  private static Tensor turned(Tensor kernels) {
    return Tensor.of(() -> kernels.handle().flip(2, 3));
  }

  private static Tensor pad(Tensor images, Margins margins, int rows, int columns) {
    long[] sizes = {
      margins.left + columns, margins.right + columns, margins.top + rows, margins.bottom + rows
    };
    return Arrays.stream(sizes).allMatch(size -> size == 0)
        ? images
        : Tensor.of(() -> torch.constant_pad_nd(images.handle(), sizes, new Scalar(0.0)));
  }
}
