package org.esgrima.nn;

/**
 * Batch normalisation (Ioffe and Szegedy 2015): y = weight · (x − mean) / √(variance + ε) + bias
 * for each channel; [N,channels,…] to the same shape.
 *
 * <p>ε = 1e-5 and momentum 0.1 are PyTorch's, on which the published DCGAN numbers rest.
 *
 * @param channels number of channels
 * @param weight start of {@code weight} [channels]
 */
public record BatchNorm(int channels, Init weight) implements Layer {
  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  @Override
  public <T> T forward(Ops<T> ops, T x) {
    T scale = ops.param("weight", weight, channels);
    T bias = ops.param("bias", Init.zeros(), channels);
    return ops.batchNorm(x, scale, bias, statistics(ops, channels), MOMENTUM, EPSILON);
  }

  /** (x − mean) / √(variance + ε), without scale and bias. */
  static <T> T standardise(Ops<T> ops, T x, int channels) {
    return ops.batchNorm(x, statistics(ops, channels), MOMENTUM, EPSILON);
  }

  private static <T> Ops.RunningStatistics<T> statistics(Ops<T> ops, int channels) {
    return new Ops.RunningStatistics<>(
        ops.buffer("running_mean", Init.zeros(), channels),
        ops.buffer("running_var", Init.ones(), channels),
        ops.counter("num_batches_tracked"));
  }
}
