package org.esgrima.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.LinearAlgebra;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Directions along which pictures change, the strongest first.
 *
 * @param names for people: {@code pc1}, {@code sefa3}, {@code glasses}
 * @param axes of length 1, the entry of the largest size positive
 * @param steps how far along an axis one step goes: the standard deviation of latents along it
 */
public record Directions(List<String> names, List<double[]> axes, List<Double> steps) {
  /** Copies the lists. */
  public Directions {
    names = List.copyOf(names);
    axes = List.copyOf(axes);
    steps = List.copyOf(steps);
  }

  /**
   * Principal components of points: eigenvectors of their covariance (Härkönen et al. 2020,
   * GANSpace, arXiv 2004.02546, section 2.1, of styles).
   *
   * @param points at least two
   * @param count axes, at most the numbers of a point
   */
  public static Directions principal(List<double[]> points, int count) {
    int size = points.get(0).length;
    try (Scope scope = Scope.open()) {
      double[] all = points.stream().flatMapToDouble(Arrays::stream).toArray();
      Tensor rows = Tensor.of(all, Shape.of(points.size(), size));
      Tensor centred = rows.sub(rows.mean(0L).reshape(1, -1));
      Tensor covariance = centred.transpose(0, 1).matmul(centred).mul(1.0 / points.size());
      return largest("pc", LinearAlgebra.symmetricEigen(covariance), count, Double.NaN);
    }
  }

  /**
   * Closed-form factorisation: the directions in which the weights that first see the latents
   * change most, eigenvectors of AᵀA (Shen and Zhou 2021, SeFa, arXiv 2007.06600, section 3.2). In
   * w, A is the affine layers of all styles, one above the other; in z the generator's first layer.
   *
   * @param count axes, at most the numbers of a point
   * @throws InputException if no such layer is found
   */
  public static Directions closedForm(LatentMap map, int count) {
    try (Scope scope = Scope.open()) {
      Tensor a = map.space() == LatentSpace.W ? styleWeights(map) : firstWeights(map);
      Tensor gram = a.transpose(0, 1).matmul(a);
      Directions found = largest("sefa", LinearAlgebra.symmetricEigen(gram), count, 1);
      return map.space() == LatentSpace.W ? found.forAllLayers(map) : found;
    }
  }

  private static Directions largest(
      String name, LinearAlgebra.Eigen eigen, int count, double fixedStep) {
    double[] values = eigen.values().toDoubles();
    double[] columns = eigen.vectors().transpose(0, 1).contiguous().toDoubles();
    int size = values.length;
    List<String> names = new ArrayList<>();
    List<double[]> axes = new ArrayList<>();
    List<Double> steps = new ArrayList<>();
    for (int k = 0; k < Math.min(count, size); k++) {
      int from = (size - 1 - k) * size; // eigenvalues ascend
      names.add(name + (k + 1));
      axes.add(signed(Arrays.copyOfRange(columns, from, from + size)));
      double deviation = Math.sqrt(Math.max(0, values[size - 1 - k]));
      steps.add(Double.isNaN(fixedStep) ? deviation : fixedStep);
    }
    return new Directions(names, axes, steps);
  }

  private static double[] signed(double[] axis) {
    double largest = 0;
    for (double entry : axis) {
      largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
    }
    double sign = largest < 0 ? -1 : 1;
    return Arrays.stream(axis).map(entry -> sign * entry).toArray();
  }

  /** [ΣC,W] of all affine layers. */
  private static Tensor styleWeights(LatentMap map) {
    List<Tensor> parts = new ArrayList<>();
    map.generator()
        .weights()
        .asMap()
        .forEach(
            (name, tensor) -> {
              if (name.endsWith(".affine.weight")) {
                parts.add(tensor.to(ElementType.F64));
              }
            });
    return Tensor.concat(parts, 0);
  }

  /** [O,Z] of the first layer, dense [O,Z] or transposed convolution [Z,C,k,k]. */
  private static Tensor firstWeights(LatentMap map) {
    int latent = map.size();
    for (var entry : map.generator().weights().asMap().entrySet()) {
      Tensor weight = entry.getValue();
      Shape shape = weight.shape();
      if (shape.rank() == 2 && shape.size(1) == latent) {
        return weight.to(ElementType.F64);
      }
      if (shape.rank() == 4 && shape.size(0) == latent) {
        return weight.to(ElementType.F64).reshape(latent, -1).transpose(0, 1).contiguous();
      }
      if (shape.rank() >= 2) {
        break; // deeper layers do not see the latents
      }
    }
    throw new InputException(
        "no layer that sees the latents alone",
        map.generator().checkpoint(),
        "a first layer of " + latent + " inputs",
        "another one",
        "Use --method pca");
  }

  /** Axes of one style as axes of the styles of all layers. */
  Directions forAllLayers(LatentMap map) {
    int layers = Math.toIntExact(map.generator().styleShape().size(0));
    List<double[]> repeated = new ArrayList<>();
    for (double[] axis : axes) {
      double[] all = new double[layers * axis.length];
      for (int layer = 0; layer < layers; layer++) {
        System.arraycopy(axis, 0, all, layer * axis.length, axis.length);
      }
      repeated.add(all);
    }
    return new Directions(names, repeated, steps);
  }

  /**
   * A point and what lies on both sides of it along an axis.
   *
   * @param axis its number, from 0
   * @param reach steps to either side
   * @param count points, at least 2
   */
  public List<double[]> along(double[] point, int axis, double reach, int count) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double t = reach * (2.0 * i / (count - 1) - 1);
      points.add(LatentPoints.add(point, axes.get(axis), t * steps.get(axis)));
    }
    return points;
  }
}
