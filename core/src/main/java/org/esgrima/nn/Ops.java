package org.esgrima.nn;

import java.util.function.Supplier;
import org.esgrima.io.Shape;
import org.esgrima.torch.Resampling;

/**
 * The operations from which networks are made: a closed set, interpreted in several ways.
 *
 * <p>Every interpreter stands at a path such as {@code main.3}; {@link #at} goes deeper, and {@link
 * #param} names weights below it: {@code main.3.weight}. Shapes: N batch, C channels, I inputs, O
 * outputs.
 *
 * @param <T> what flows: tensors, shapes, nodes of a graph
 */
public interface Ops<T> {
  /** The same interpreter one level deeper. */
  Ops<T> at(String name);

  /** Applies a layer one level deeper, as a {@link #part}. */
  default T apply(String name, Layer layer, T x) {
    return part(() -> layer.forward(at(name), x));
  }

  /** A part of a network: nothing outside can see what it computes on the way to its result. */
  default T part(Supplier<T> computation) {
    return computation.get();
  }

  /** A weight that is trained. */
  T param(String name, Init init, long... shape);

  /** A tensor that belongs to the network but is not trained, such as a running mean. */
  T buffer(String name, Init init, long... shape);

  /** A scalar int64 buffer that counts, from 0. */
  T counter(String name);

  /**
   * What the network is told beside its input, such as a class: [N,K], one row for each input.
   *
   * @throws ShapeException if the network was made without
   */
  T condition();

  /** Shape of a value; the first size is the batch. */
  Shape shape(T x);

  /** x · weightᵀ; x [N,I], weight [O,I], result [N,O]. */
  T linear(T x, T weight);

  /** x · weightᵀ + bias; x [N,I], weight [O,I], bias [O], result [N,O]. */
  T linear(T x, T weight, T bias);

  /** Cross-correlation without bias; x [N,I,H,W], weight [O,I,kH,kW]. */
  T conv2d(T x, T weight, int stride, int padding);

  /** Cross-correlation; x [N,I,H,W], weight [O,I,kH,kW], bias [O]. */
  T conv2d(T x, T weight, T bias, int stride, int padding);

  /**
   * Cross-correlation in groups (Xie et al. 2017, ResNeXt, arXiv 1611.05431, Section 3): the
   * channels are split into {@code groups} parts, and each part of the output sees its part of the
   * input alone; x [N,I,H,W], weight [O,I/groups,kH,kW], bias [O].
   *
   * @param groups divides I and O
   */
  T conv2d(T x, T weight, T bias, int stride, int padding, int groups);

  /** Transposed convolution without bias; x [N,I,H,W], weight [I,O,kH,kW]. */
  T convTranspose2d(T x, T weight, int stride, int padding);

  /**
   * Batch normalisation over all dimensions but the second (Ioffe and Szegedy 2015).
   *
   * @param statistics running mean [C], running variance [C] and number of batches; moved by a
   *     network in training, used by one that is not
   */
  T batchNorm(
      T x, T weight, T bias, RunningStatistics<T> statistics, double momentum, double epsilon);

  /** Batch normalisation that neither scales nor shifts: (x − mean) / √(variance + ε). */
  T batchNorm(T x, RunningStatistics<T> statistics, double momentum, double epsilon);

  /**
   * Running statistics of {@link #batchNorm}.
   *
   * @param mean [C]
   * @param variance [C]
   * @param batches scalar int64
   */
  record RunningStatistics<T>(T mean, T variance, T batches) {}

  /**
   * A weight divided by its largest singular value σ, as spectral normalisation does (Miyato et al.
   * 2018, arXiv 1802.05957, Algorithm 1).
   *
   * <p>W is the weight as a matrix [O,K], one row for each output. In training every call first
   * takes one step of the power iteration, v ← Wᵀu / ‖Wᵀu‖ and u ← Wv / ‖Wv‖, in place and outside
   * the graph, also while the network is frozen: the reference does so in every forward pass in
   * training. Then σ = uᵀWv, with a gradient through W but none through u and v.
   *
   * @param weight [O,…]
   * @param vectors moved by a network in training, used as they are by one that is not
   * @return weight / σ, of the shape of {@code weight}
   */
  T spectralNorm(T weight, SingularVectors<T> vectors);

  /**
   * Estimates of the first singular vectors for {@link #spectralNorm}, both of length 1.
   *
   * @param u left [O]
   * @param v right [K]
   */
  record SingularVectors<T>(T u, T v) {}

  /**
   * Follows the mean of the inputs that pass: in training mean ← mean + momentum · (mean of x over
   * the batch − mean), in place and outside the graph, also while the network is frozen.
   *
   * @param x [N,F]
   * @param mean [F], a buffer
   * @return {@code mean} as it is now
   */
  T runningMean(T x, T mean, double momentum);

  /**
   * Noise for images: in training independent draws from N(0, 1) for every sample and pixel, the
   * same in all channels, from the stream of {@link Network#dropoutStream}; otherwise {@code
   * still}.
   *
   * @param x [N,C,H,W], for its sizes
   * @param still [1,1,H,W]
   * @return [N,1,H,W] or [1,1,H,W]
   */
  T noise(T x, T still);

  /** max(x, 0). */
  T relu(T x);

  /** x for x &gt; 0, slope · x otherwise. */
  T leakyRelu(T x, double slope);

  /** tanh x. */
  T tanh(T x);

  /** 1 / (1 + e⁻ˣ). */
  T sigmoid(T x);

  /** a + b, element by element; where one has size 1 its element serves for all of the other. */
  T add(T a, T b);

  /** a · b, element by element; where one has size 1 its element serves for all of the other. */
  T mul(T a, T b);

  /** x · factor + summand, element by element, in one pass where there is one; as {@link #mul}. */
  default T mulAdd(T x, T factor, T summand) {
    return add(mul(x, factor), summand);
  }

  /** 1 / √(x + ε). */
  T rsqrt(T x, double epsilon);

  /** Every element limited to [−bound, bound]. */
  T clamp(T x, double bound);

  /** Matrix product; a [N,K], b [K,O], result [N,O]. */
  T matmul(T a, T b);

  /** Two values side by side along a dimension; their other sizes are equal. */
  T concat(T a, T b, int dim);

  /** Every number becomes a plane of itself; x [N,C], result [N,C,height,width]. */
  T planes(T x, long height, long width);

  /**
   * How much the members of a group differ: minibatch standard deviation (Karras et al. 2018,
   * progressive growing, arXiv 1710.10196, Section 3), in groups as in StyleGAN2 (arXiv 1912.04958,
   * Appendix B). The batch is split into groups of {@code group}, members N / group apart; the
   * standard deviation over a group (divided by the number of members, √(variance + 1e-8)) of every
   * feature is averaged over all features of a set and their pixels.
   *
   * @param x [N,C,H,W] or [N,C]
   * @param group members of a group; if it does not divide N, the largest smaller number that does
   * @param sets F, parts of equal size into which the features are split
   * @return [N,F,H,W] or [N,F], equal for all members of a group
   */
  T minibatchDeviation(T x, int group, int sets);

  /** Largest element along a dimension, which disappears. */
  T max(T x, int dim);

  /** Sum over some dimensions, which disappear. */
  T sum(T x, int... dims);

  /** Images at another resolution; x [N,C,H,W], filter [fH,fW]. */
  T resample(T x, T filter, Resampling resampling);

  /** Every pixel becomes four equal ones; x [N,C,H,W], result [N,C,2H,2W]. */
  T upsampleNearest(T x);

  /** Means over squares of 2 × 2 pixels; x [N,C,H,W], result [N,C,⌊H/2⌋,⌊W/2⌋]. */
  T averagePool(T x);

  /**
   * In training, every element is kept with this probability and then divided by it, or set to 0
   * (Srivastava et al. 2014); otherwise the identity.
   */
  T dropout(T x, double keep);

  /** scale · x + shift. */
  T affine(T x, double scale, double shift);

  /** Two dimensions in each other's place. */
  T transpose(T x, int a, int b);

  /** Elements {@code from} to {@code from + length} of a dimension. */
  T narrow(T x, int dim, long from, long length);

  /** The same elements in another shape; one size may be -1. */
  T reshape(T x, long... sizes);
}
