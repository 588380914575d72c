package org.esgrima.nn;

import java.util.Optional;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * Draws the first values of parameters.
 *
 * @param random the stream to draw from
 * @param meanSample the mean training sample in [-1, 1], where a network asks for {@link
 *     Init.LogitOfMeanSample}
 */
public record Initializer(RandomStream random, Optional<float[]> meanSample) {
  private static final double CLIP = 1e-7; // pylearn2, init_sigmoid_bias_from_marginals

  /** An initializer for networks that do not look at the data. */
  public static Initializer of(RandomStream random) {
    return new Initializer(random, Optional.empty());
  }

  Tensor draw(Init init, ElementType type, Shape shape) {
    if (init instanceof Init.Normal normal) {
      return random.normal(type, shape, normal.mean(), normal.deviation());
    }
    if (init instanceof Init.Uniform uniform) {
      return random.uniform(type, shape, -uniform.bound(), uniform.bound());
    }
    if (init instanceof Init.Constant constant) {
      return Tensor.full(type, shape, constant.value());
    }
    if (init instanceof Init.UnitVector) {
      Tensor vector = random.normal(type, shape, 0, 1);
      return vector.div(vector.norm(0));
    }
    if (init instanceof Init.Orthogonal orthogonal) {
      return orthogonal(type, shape).mul(orthogonal.gain());
    }
    if (init instanceof Init.Separable filter) {
      double[] taps = filter.taps().stream().mapToDouble(tap -> tap).toArray();
      Tensor column = Tensor.of(taps, Shape.of(taps.length, 1));
      Tensor product = column.matmul(column.transpose(0, 1));
      return Tensor.full(type, shape, 1).mul(product.div(product.sum()).to(type));
    }
    return logitOfMean(shape).to(type);
  }

  /** The orthonormal factor of a matrix of normal numbers is uniform among all (Haar). */
  private Tensor orthogonal(ElementType type, Shape shape) {
    long rows = shape.size(0);
    long columns = shape.elements() / rows;
    Tensor normal =
        random.normal(type, Shape.of(Math.max(rows, columns), Math.min(rows, columns)), 0, 1);
    Tensor basis = normal.orthonormal();
    return (rows < columns ? basis.transpose(0, 1).contiguous() : basis).reshape(shape.sizes());
  }

  private Tensor logitOfMean(Shape shape) {
    float[] mean =
        meanSample.orElseThrow(
            () -> new IllegalStateException("this network starts at the mean training sample"));
    double[] logits = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      double p = Math.min(1 - CLIP, Math.max(CLIP, (mean[i] + 1) / 2));
      logits[i] = Math.log(p / (1 - p));
    }
    return Tensor.of(logits, shape);
  }
}
