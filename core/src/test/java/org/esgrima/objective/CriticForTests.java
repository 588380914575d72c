package org.esgrima.objective;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/** Small critics with weights by name; they live in the scope in which they were made. */
record CriticForTests(
    Map<String, Tensor> weights, Shape sample, Function<Tensor, Tensor> discriminator) {

  /** fc2(lrelu(fc1(tanh(fc0 x)))), the critic of the golden numbers. */
  static CriticForTests mlp(Map<String, Tensor> weights) {
    return new CriticForTests(
        weights,
        Shape.of(weights.get("fc0.weight").shape().size(1)),
        x ->
            layer(
                    weights,
                    "fc2",
                    layer(weights, "fc1", layer(weights, "fc0", x).tanh()).leakyRelu(0.2))
                .reshape(-1));
  }

  private static Tensor layer(Map<String, Tensor> weights, String name, Tensor x) {
    return x.linear(weights.get(name + ".weight"), weights.get(name + ".bias"));
  }

  /** lrelu(conv3x3 x), flattened, times fc: the image critic of the golden numbers. */
  static CriticForTests convolution(Tensor convolution, Tensor fc, Shape sample) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("conv", convolution);
    weights.put("fc", fc);
    return new CriticForTests(
        weights,
        sample,
        x -> {
          Tensor hidden = x.conv2d(convolution, 1, 1).leakyRelu(0.2);
          return hidden.reshape(x.shape().size(0), -1).linear(fc).reshape(-1);
        });
  }

  static CriticForTests randomMlp(RandomStream random) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    long[] widths = {3, 5, 4, 1};
    for (int i = 0; i < 3; i++) {
      weights.put("fc" + i + ".weight", draw(random, widths[i + 1], widths[i]));
      weights.put("fc" + i + ".bias", draw(random, widths[i + 1]));
    }
    return mlp(weights);
  }

  static CriticForTests randomConvolution(RandomStream random) {
    return convolution(draw(random, 3, 2, 3, 3), draw(random, 1, 3 * 4 * 3), Shape.of(2, 4, 3));
  }

  /** A minibatch of normal samples. */
  Tensor samples(RandomStream random, int count) {
    long[] sizes = new long[sample.rank() + 1];
    sizes[0] = count;
    System.arraycopy(sample.sizes(), 0, sizes, 1, sample.rank());
    return random.normal(ElementType.F64, new Shape(sizes), 0, 1);
  }

  List<Tensor> parameters() {
    return List.copyOf(weights.values());
  }

  private static Tensor draw(RandomStream random, long... sizes) {
    return random.normal(ElementType.F64, new Shape(sizes), 0, 0.7).requireGrad(true);
  }
}
