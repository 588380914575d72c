package org.esgrima.metric;

import java.util.Arrays;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Multi-scale structural similarity of pairs of images (Wang, Simoncelli and Bovik 2003,
 * "Multi-scale Structural Similarity for Image Quality Assessment"). With local means μ, variances
 * σ² and covariance σ_ab under a Gaussian window of 11 pixels, σ = 1.5,
 *
 * <pre>
 * l = (2 μ_a μ_b + C₁) / (μ_a² + μ_b² + C₁)        C₁ = (0.01 · 255)²
 * cs = (2 σ_ab + C₂) / (σ_a² + σ_b² + C₂)          C₂ = (0.03 · 255)²
 * MS-SSIM = max(0, mean l·cs)^w₅ at scale 5 · Π_{s=1…4} max(0, mean cs)^w_s at scale s
 * </pre>
 *
 * <p>where each scale halves the resolution by means of 2 × 2 pixels, and w = (0.0448, 0.2856,
 * 0.3001, 0.2363, 0.1333). 1 for equal images, at least 0. As in Karras et al. 2018 (arXiv
 * 1710.10196), the means run over pixels and channels together, only where the window lies inside
 * the image; where the image is smaller than the window, the window shrinks to it and σ in
 * proportion. Images of 16 pixels or more can be compared that way, but such small windows measure
 * little.
 */
public final class MsSsim {
  private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001, 0.2363, 0.1333};
  private static final int WINDOW = 11;
  private static final double SIGMA = 1.5;
  private static final double C1 = 0.01 * 255 * (0.01 * 255);
  private static final double C2 = 0.03 * 255 * (0.03 * 255);

  private MsSsim() {}

  /**
   * SSIM at one scale.
   *
   * @param ssim mean of l·cs for each image [N]
   * @param contrast mean of cs for each image [N]
   */
  @SuppressWarnings("ArrayRecordComponent") // stays inside the package
  record Scale(double[] ssim, double[] contrast) {}

  /**
   * MS-SSIM of image i of {@code a} and image i of {@code b}.
   *
   * @param a [N,C,H,W] from 0 to 255, bytes or floating point; H and W are multiples of 16
   * @param b of the same shape and range
   * @return [N], each in [0, 1]
   * @throws InputException if the images cannot be halved four times, or if a value lies outside
   */
  public static double[] ofPairs(Tensor a, Tensor b) {
    requireImages(a.shape());
    if (!a.shape().equals(b.shape())) {
      throw new IllegalArgumentException(
          "shapes differ: %s and %s".formatted(a.shape(), b.shape()));
    }
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor x = a.to(ElementType.F64);
      Tensor y = b.to(ElementType.F64);
      requireRange(x);
      requireRange(y);
      double[] product = new double[(int) a.shape().size(0)];
      Arrays.fill(product, 1);
      for (int s = 0; s < WEIGHTS.length; s++) {
        boolean last = s == WEIGHTS.length - 1;
        Scale scale = scale(x, y);
        double[] factor = last ? scale.ssim : scale.contrast;
        double weight = WEIGHTS[s];
        Arrays.setAll(product, i -> product[i] * Math.pow(Math.max(0, factor[i]), weight));
        if (!last) {
          x = x.averagePool();
          y = y.averagePool();
        }
      }
      return product;
    }
  }

  static void requireImages(Shape shape) {
    long divisor = 1L << (WEIGHTS.length - 1);
    if (shape.rank() != 4) {
      throw new IllegalArgumentException("expected images [N,C,H,W], got " + shape);
    }
    if (shape.size(2) % divisor != 0 || shape.size(3) % divisor != 0) {
      throw new InputException(
          "images of an unsuitable size",
          "MS-SSIM",
          "height and width that divide by " + divisor,
          shape.size(2) + " x " + shape.size(3),
          "Resize the images");
    }
  }

  private static void requireRange(Tensor images) {
    double low = images.reshape(-1).min(0).item();
    double high = images.reshape(-1).max(0).item();
    if (!(low >= 0 && high <= 255)) {
      throw new InputException(
          "pixels outside their range",
          "MS-SSIM",
          "values from 0 to 255",
          low + " to " + high,
          "Scale the images, and look at them if they are not finite");
    }
  }

  /** SSIM of pairs of float64 images at their own resolution. */
  static Scale scale(Tensor a, Tensor b) {
    try (Scope scope = Scope.open()) {
      Shape shape = a.shape();
      Window window = new Window((int) Math.min(WINDOW, Math.min(shape.size(2), shape.size(3))));
      Tensor muA = window.mean(a);
      Tensor muB = window.mean(b);
      Tensor squares = muA.square().add(muB.square());
      Tensor product = muA.mul(muB);
      Tensor variances = window.mean(a.square().add(b.square())).sub(squares);
      Tensor covariance = window.mean(a.mul(b)).sub(product);
      Tensor cs = covariance.mul(2).add(C2).div(variances.add(C2));
      Tensor ssim = product.mul(2).add(C1).div(squares.add(C1)).mul(cs);
      return new Scale(perImage(ssim, shape), perImage(cs, shape));
    }
  }

  private static double[] perImage(Tensor map, Shape images) {
    return map.reshape(images.size(0), -1).mean(1L).toDoubles();
  }

  /** A Gaussian window, separable. */
  private static final class Window {
    private final Tensor taps;

    Window(int size) {
      double sigma = SIGMA * size / WINDOW;
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        double x = i - (size - 1) / 2.0;
        values[i] = Math.exp(-x * x / (2 * sigma * sigma));
      }
      double sum = Arrays.stream(values).sum();
      Arrays.setAll(values, i -> values[i] / sum);
      taps = Tensor.of(values, Shape.of(size));
    }

    /** Weighted means where the window lies inside; [N·C,1,…]. */
    Tensor mean(Tensor images) {
      Shape shape = images.shape();
      Tensor kernel = taps.like(images);
      Tensor planes = images.reshape(-1, 1, shape.size(2), shape.size(3));
      Tensor rows = planes.conv2d(kernel.reshape(1, 1, 1, -1), 1, 0);
      return rows.conv2d(kernel.reshape(1, 1, -1, 1), 1, 0);
    }
  }
}
