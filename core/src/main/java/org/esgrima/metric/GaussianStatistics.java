package org.esgrima.metric;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.nio.file.Path;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.torch.Threads;

/**
 * Number, mean and covariance of a set of feature vectors, gathered block by block in float64.
 *
 * <p>What is kept is the mean μ and the scatter S = Σ (x − μ)(x − μ)ᵀ. A block of m vectors with
 * mean μ′ and scatter S′ joins n earlier ones by
 *
 * <pre>
 * δ = μ′ − μ     μ ← μ + δ m/(n+m)     S ← S + S′ + δδᵀ nm/(n+m)
 * </pre>
 *
 * <p>(Chan, Golub and LeVeque 1983, "Algorithms for computing the sample variance", The American
 * Statistician 37), which loses no digits where the difference E[xxᵀ] − μμᵀ would.
 *
 * <p>Memory: 8 F² bytes, 34 MB for 2,048 features. It owns its tensors, which lie on the processor
 * wherever the features are.
 */
public final class GaussianStatistics implements AutoCloseable {
  static final String MEAN = "mean";
  static final String SCATTER = "scatter";

  private final NamedTensors state = new NamedTensors();
  private long count;

  /** By what the scatter of n samples is divided to give their covariance. */
  @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
  public enum Covariance {
    /**
     * By n − 1: {@code numpy.cov}, and so the original code of Heusel et al. 2017, pytorch-fid,
     * clean-fid and torch-fidelity.
     */
    UNBIASED,
    /** By n: the metrics of StyleGAN2-ADA and StyleGAN3. */
    BIASED
  }

  /**
   * Statistics of no samples yet.
   *
   * @param features F, at least 1
   */
  public GaussianStatistics(long features) {
    if (features < 1) {
      throw new IllegalArgumentException("expected at least 1 feature, got " + features);
    }
    try (Scope scope = Scope.open()) {
      state.put(MEAN, Tensor.zeros(ElementType.F64, Shape.of(features)));
      state.put(SCATTER, Tensor.zeros(ElementType.F64, Shape.of(features, features)));
    }
  }

  /** Statistics of these vectors [N,F]. */
  public static GaussianStatistics of(Tensor features) {
    GaussianStatistics statistics = new GaussianStatistics(features.shape().size(-1));
    try {
      return Threads.matrices(
          () -> {
            statistics.add(features);
            return statistics;
          });
    } catch (RuntimeException e) {
      statistics.close();
      throw e;
    }
  }

  /**
   * Statistics that are already known, for example published ones.
   *
   * @param count number n of samples behind them
   * @param mean [F]
   * @param covariance [F,F], symmetric
   * @param estimate which one that covariance is
   */
  public static GaussianStatistics ofMoments(
      long count, Tensor mean, Tensor covariance, Covariance estimate) {
    GaussianStatistics statistics = new GaussianStatistics(mean.shape().elements());
    statistics.restore(count, mean, covariance, divisor(count, estimate));
    return statistics;
  }

  final void restore(long samples, Tensor mean, Tensor matrix, double factor) {
    count = samples;
    try (Scope scope = Scope.open()) {
      state.get(MEAN).copyFrom(mean);
      state.get(SCATTER).copyFrom(matrix).mulInPlace(factor);
    }
  }

  /**
   * Adds vectors.
   *
   * @param features [N,F], any floating point type, N at least 1
   * @throws InputException if one is not finite or their width differs; nothing is then added
   */
  public void add(Tensor features) {
    Features.require("features", features, 1);
    if (features.shape().size(1) != features()) {
      throw new InputException(
          "features of different width",
          "statistics",
          features() + " numbers a sample",
          features.shape().size(1),
          "Describe all samples by the same feature network and layer");
    }
    Features.forEachBlock(features, this::join);
  }

  private void join(Tensor block) {
    double more = block.shape().size(0);
    Tensor blockMean = block.mean(0L);
    Tensor centred = block.sub(blockMean);
    Tensor delta = blockMean.onDeviceOf(state.get(MEAN)).sub(state.get(MEAN));
    Tensor outer = delta.reshape(-1, 1).mul(delta);
    Tensor scatter = state.get(SCATTER);
    scatter.addInPlace(centred.transpose(0, 1).matmul(centred).onDeviceOf(scatter), 1);
    scatter.addInPlace(outer, count * more / (count + more));
    state.get(MEAN).addInPlace(delta, more / (count + more));
    count += (long) more;
  }

  /** Number of samples n. */
  public long count() {
    return count;
  }

  /** Number of features F. */
  public long features() {
    return state.get(MEAN).shape().size(0);
  }

  /** μ [F], in the caller's scope. */
  public Tensor mean() {
    return state.get(MEAN).copy();
  }

  /**
   * Σ = S / (n − 1) or S / n, [F,F], in the caller's scope.
   *
   * @throws InputException if there are fewer than two samples
   */
  public Tensor covariance(Covariance estimate) {
    if (count < 2) {
      throw new InputException(
          "too few samples", "covariance", "at least 2", count, "Measure with more samples");
    }
    return state.get(SCATTER).mul(1 / divisor(count, estimate));
  }

  private static double divisor(long count, Covariance estimate) {
    return estimate == Covariance.BIASED ? count : count - 1;
  }

  NamedTensors state() {
    return state;
  }

  /**
   * Writes the statistics to a safetensors file, atomically: {@code mean} [F] and {@code scatter}
   * [F,F], both F64, and the metadata {@code format}, {@code format-version}, {@code
   * esgrima-version}, {@code count} and, if a source is given, {@code features} and {@code
   * features-sha256}.
   *
   * @param source the network that made the features; null for none
   * @throws InputException if the file cannot be written
   */
  public void save(Path target, Measurement.FeatureSource source) {
    GaussianStatisticsFile.write(target, this, source);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @param source the network whose features it must be of; null for none
   * @throws InputException if the file is missing, damaged, of another kind or of other features
   */
  public static GaussianStatistics load(Path path, Measurement.FeatureSource source) {
    return GaussianStatisticsFile.read(path, source);
  }

  @Override
  public void close() {
    state.close();
  }
}
