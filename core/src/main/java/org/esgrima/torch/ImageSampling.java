package org.esgrima.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * Reading images [N,C,H,W] at other places than their own pixels. Outside of an image is 0.
 *
 * <p>Pixel (i, j), row i and column j, has its centre at y = i, x = j. Results are linear in the
 * images and can be differentiated by them any number of times. libtorch's own {@code
 * grid_sampler_2d} cannot: its gradient has no derivative, which penalties on gradients need.
 */
public final class ImageSampling {
  static {
    Native.load();
  }

  private ImageSampling() {}

  /**
   * An affine warp with bilinear interpolation: output pixel (i, j) of image n is input (y, x) with
   *
   * <pre>
   * x = m₀₀ j + m₀₁ i + m₀₂,  y = m₁₀ j + m₁₁ i + m₁₂,  m = maps[n]
   * </pre>
   *
   * @param images [N,C,H,W], float32 or float64
   * @param maps [N,2,3], from output to input; float64, as places need more digits than values
   * @param height of the result in pixels
   * @param width of the result in pixels
   * @return [N,C,height,width], of the images' type
   */
  public static Tensor affine(Tensor images, Tensor maps, long height, long width) {
    require(maps, images, 2, 3);
    try (Scope scope = Scope.open()) {
      Tensor m = places(maps, images).reshape(-1, 6, 1, 1);
      Tensor columns = range(m, width).reshape(1, 1, -1);
      Tensor rows = range(m, height).reshape(1, -1, 1);
      Tensor x = combine(m, 0, columns, rows);
      Tensor y = combine(m, 3, columns, rows);
      Shape in = images.shape();
      return scope.keep(read(images, around(x, in.size(3)), around(y, in.size(2))));
    }
  }

  private static Tensor combine(Tensor m, int first, Tensor columns, Tensor rows) {
    Tensor alongRow = m.select(1, first).mul(columns);
    Tensor alongColumn = m.select(1, first + 1).mul(rows);
    return alongRow.add(alongColumn).add(m.select(1, first + 2));
  }

  /**
   * Moves each image by whole pixels; what comes in from outside is 0.
   *
   * @param images [N,C,H,W], float32 or float64
   * @param shifts [N,2], pixels to the right and pixels down, whole numbers; float64
   * @return [N,C,H,W], of the images' type
   */
  public static Tensor shift(Tensor images, Tensor shifts) {
    require(shifts, images, 2);
    try (Scope scope = Scope.open()) {
      Shape in = images.shape();
      Tensor s = places(shifts, images).reshape(-1, 2, 1, 1);
      Tensor x = range(s, in.size(3)).reshape(1, 1, -1).sub(s.select(1, 0));
      Tensor y = range(s, in.size(2)).reshape(1, -1, 1).sub(s.select(1, 1));
      return scope.keep(read(images, List.of(at(x, in.size(3))), List.of(at(y, in.size(2)))));
    }
  }

  /**
   * A pixel that is read along one axis.
   *
   * @param position whole number inside the image; [N,h,w], or broadcast to it
   * @param weight float64; 0 if the pixel would have been outside
   */
  private record Neighbour(Tensor position, Tensor weight) {}

  private static Neighbour at(Tensor position, long size) {
    Tensor inside = position.clamp(0, size - 1.0);
    Tensor exists = Tensor.of(() -> inside.handle().eq(position.handle()));
    return new Neighbour(inside, exists.to(ElementType.F64));
  }

  private static List<Neighbour> around(Tensor place, long size) {
    Tensor before = Tensor.of(() -> place.handle().floor());
    Tensor share = place.sub(before);
    Neighbour first = at(before, size);
    Neighbour second = at(before.add(1), size);
    return List.of(
        new Neighbour(first.position(), first.weight().mul(share.neg().add(1))),
        new Neighbour(second.position(), second.weight().mul(share)));
  }

  /** The sum over all pairs of neighbours, read in one go. */
  private static Tensor read(Tensor images, List<Neighbour> across, List<Neighbour> down) {
    Shape in = images.shape();
    List<Tensor> indices = new ArrayList<>();
    List<Tensor> weights = new ArrayList<>();
    for (Neighbour y : down) {
      Tensor row = y.position().mul((double) in.size(3));
      for (Neighbour x : across) {
        indices.add(row.add(x.position()).to(ElementType.I64));
        weights.add(y.weight().mul(x.weight()).like(images));
      }
    }
    Tensor index = Tensor.stack(indices, 1);
    Tensor pixels = gather(images, index.reshape(in.size(0), 1, -1));
    Shape grid = index.shape();
    return pixels
        .reshape(in.size(0), in.size(1), grid.size(1), grid.size(2), grid.size(3))
        .mul(
            Tensor.stack(weights, 1)
                .reshape(in.size(0), 1, grid.size(1), grid.size(2), grid.size(3)))
        .sum(2L);
  }

  /** Pixels by their number in the image: index [N,1,P], result [N,C,P]. */
  private static Tensor gather(Tensor images, Tensor index) {
    Shape in = images.shape();
    Tensor flat = images.reshape(in.size(0), in.size(1), -1);
    long[] everyChannel = {in.size(0), in.size(1), index.shape().size(2)};
    return Tensor.of(() -> flat.handle().gather(2, index.handle().expand(everyChannel)));
  }

  private static Tensor range(Tensor like, long end) {
    return Tensor.of(() -> torch.arange(new Scalar(end), like.handle().options()));
  }

  private static Tensor places(Tensor numbers, Tensor images) {
    return Tensor.of(() -> numbers.handle().to(images.handle().device(), torch.ScalarType.Double));
  }

  private static void require(Tensor numbers, Tensor images, long... perImage) {
    Shape in = images.shape();
    if (in.rank() != 4 || !numbers.shape().equals(new Shape(perImage).batched(in.size(0)))) {
      throw new IllegalArgumentException(
          "expected images [N,C,H,W] and N times %s, got %s and %s"
              .formatted(new Shape(perImage), in, numbers.shape()));
    }
  }
}
