package org.esgrima.nn;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The distribution from which a parameter starts. It is part of the description of a network, so
 * that the description alone decides where training begins.
 */
public sealed interface Init {
  /** Every element {@code value}. */
  record Constant(double value) implements Init {}

  /** Independent draws from N(mean, deviation²). */
  record Normal(double mean, double deviation) implements Init {}

  /** Independent draws from the uniform distribution on [-bound, bound). */
  record Uniform(double bound) implements Init {}

  /**
   * log(p / (1 − p)) of the mean training sample p in [0, 1], clipped to [1e-7, 1 − 1e-7]: a
   * sigmoid output starts at the pixel marginals (pylearn2, {@code init_bias_target_marginals},
   * used by the published code of Goodfellow et al. 2014).
   */
  record LogitOfMeanSample() implements Init {}

  /** A point of the unit sphere, uniformly distributed: the tensor is one vector of length 1. */
  record UnitVector() implements Init {}

  /**
   * A matrix [O,K] with one row for each output whose rows (columns, where it has fewer of them)
   * are orthogonal and of length {@code gain}, uniformly distributed among those: Saxe et al. 2014,
   * arXiv 1312.6120; {@code torch.nn.init.orthogonal_}.
   */
  record Orthogonal(double gain) implements Init {}

  /**
   * A filter for images that is separable: the outer product of {@code taps} with themselves,
   * divided by its sum; not drawn. The tensor is [n,n] for n taps, or [C,1,n,n], the same for every
   * channel.
   */
  record Separable(List<Double> taps) implements Init {
    /** Copies the taps. */
    public Separable {
      taps = List.copyOf(taps);
    }
  }

  /** Every element 0. */
  static Init zeros() {
    return new Constant(0);
  }

  /** Every element 1. */
  static Init ones() {
    return new Constant(1);
  }

  /** N(0, 0.02²), the start of all DCGAN weights (Radford et al. 2016, section 4). */
  static Init dcgan() {
    return new Normal(0, 0.02);
  }

  /**
   * Uniform on [-b, b) with b = gain · √(6 / (inputs + outputs)): Glorot and Bengio 2010, equation
   * (16); Xavier-uniform in PyTorch.
   *
   * @param gain factor for the layers that follow, 1 or √2
   * @param shape [O,I] or [O,I,kH,kW]; the pixels of a kernel count as inputs and as outputs
   */
  static Init xavierUniform(double gain, long... shape) {
    long pixels = LongStream.of(shape).skip(2).reduce(1, (a, b) -> a * b);
    return new Uniform(gain * Math.sqrt(6.0 / ((shape[0] + shape[1]) * pixels)));
  }

  /**
   * Uniform on [-b, b) with b = √(6 / inputs), of variance 2 / inputs: He et al. 2015, arXiv
   * 1502.01852, equation (10), as a uniform distribution; Kaiming-uniform in PyTorch with gain √2.
   *
   * @param inputs of one output, pixels of a kernel included
   */
  static Init heUniform(long inputs) {
    return new Uniform(Math.sqrt(6.0 / inputs));
  }

  /**
   * N(0, gain² / inputs): He et al. 2015, arXiv 1502.01852, Section 2.2; "MSR" after the authors'
   * institute, Kaiming-normal in PyTorch. The gain is √2 before a ReLU, √(2 / (1 + a²)) before a
   * leaky one of slope a, 1 before nothing.
   *
   * @param inputs of one output, pixels of a kernel included
   */
  static Init heNormal(double gain, long inputs) {
    return new Normal(0, gain / Math.sqrt((double) inputs));
  }
}
