package org.esgrima.metric;

import java.util.List;
import org.esgrima.torch.Tensor;

/**
 * A measure of fake samples against real ones that looks at nothing but the features of both.
 *
 * <p>An implementation is a record of its settings. It computes in float64, in blocks, without ever
 * holding a number for every pair of samples, and on the device where the features are. The order
 * of the samples does not matter unless the implementation draws subsets.
 *
 * <p>Measures that need something else have their own methods: {@link InceptionScore}
 * probabilities, {@link ParzenWindow} a validation set, {@link PerceptualPathLength} the generator.
 */
public interface Metric {
  /**
   * Measures.
   *
   * @param reals features of real samples [N,F], any floating point type
   * @param fakes features of fake samples [M,F]
   * @return one measurement or several that belong together, in a fixed order
   * @throws org.esgrima.InputException if a feature is not finite, if there are too few samples, or
   *     if the two sets differ in F
   * @throws IllegalArgumentException if an argument is not a matrix
   */
  List<Measurement> measure(Tensor reals, Tensor fakes);
}
