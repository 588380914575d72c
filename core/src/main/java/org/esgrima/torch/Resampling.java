package org.esgrima.torch;

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
      Tensor planes = images.reshape(-1, 1, in.size(2), in.size(3)); // one filter for all channels
      Tensor kernel = filter.like(images).mul(gain).reshape(1, 1, taps.size(0), taps.size(1));
      Tensor result = x.up * y.up == 1 ? filtered(planes, kernel) : spread(planes, kernel);
      return scope.keep(result.reshape(output(in, taps).sizes()));
    }
  }

  /** Without zeros between pixels: a convolution with a stride. */
  private Tensor filtered(Tensor planes, Tensor kernel) {
    int rows = Math.max(0, Math.min(y.before, y.after)); // what the convolution itself can pad
    int columns = Math.max(0, Math.min(x.before, x.after));
    Tensor padded =
        pad(planes, y.before - rows, y.after - rows, x.before - columns, x.after - columns);
    return convolve(padded, correlate ? kernel : turned(kernel), rows, columns);
  }

  private Tensor convolve(Tensor planes, Tensor kernel, int rows, int columns) {
    return Tensor.of(
        () ->
            torch.conv2d(
                planes.handle(),
                kernel.handle(),
                new TensorOptional(),
                new long[] {y.down, x.down},
                new long[] {rows, columns},
                new long[] {1, 1},
                1));
  }

  /**
   * With zeros between pixels, which are never multiplied: a transposed convolution, where every
   * pixel leaves a print of the kernel. It gives all places that the filter touches at all, so taps
   * − 1 of them have to be cropped on each side, less what is padded.
   */
  private Tensor spread(Tensor planes, Tensor kernel) {
    int top = y.before - (int) kernel.shape().size(2) + 1;
    int bottom = y.after - (int) kernel.shape().size(2) + y.up;
    int left = x.before - (int) kernel.shape().size(3) + 1;
    int right = x.after - (int) kernel.shape().size(3) + x.up;
    int rows = Math.max(0, Math.min(-top, -bottom)); // what the convolution itself can crop
    int columns = Math.max(0, Math.min(-left, -right));
    Tensor prints = correlate ? turned(kernel) : kernel;
    Tensor all =
        Tensor.of(
            () ->
                torch.conv_transpose2d(
                    planes.handle(),
                    prints.handle(),
                    new TensorOptional(),
                    new long[] {y.up, x.up},
                    new long[] {rows, columns},
                    new long[] {0, 0},
                    1,
                    1,
                    1));
    Tensor cut = pad(all, top + rows, bottom + rows, left + columns, right + columns);
    return x.down * y.down == 1
        ? cut
        : convolve(
            cut, Tensor.full(planes.elementType(), Shape.of(1, 1, 1, 1), 1).like(planes), 0, 0);
  }

  private static Tensor turned(Tensor kernel) {
    return Tensor.of(() -> kernel.handle().flip(2, 3));
  }

  private static Tensor pad(Tensor planes, int top, int bottom, int left, int right) {
    if (top == 0 && bottom == 0 && left == 0 && right == 0) {
      return planes;
    }
    return Tensor.of(
        () ->
            torch.constant_pad_nd(
                planes.handle(), new long[] {left, right, top, bottom}, new Scalar(0.0)));
  }
}
