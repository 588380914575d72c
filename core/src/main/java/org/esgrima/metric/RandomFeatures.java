package org.esgrima.metric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.esgrima.io.ElementType;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * A convolutional network that was never trained, for images without a trained judge: random
 * filters see edges, colours and their arrangement, if not what a picture shows. Distances in such
 * features rank clearly different generators (Naeem et al. 2020, arXiv 2002.09797, argue for random
 * embeddings away from natural photographs); they are on a scale of their own.
 *
 * <p>Stages of 3 × 3 convolutions with 64 channels, stride 2 and padding 1, each followed by a
 * leaky ReLU of slope 0.2, until the smaller side is at most 4 pixels; then the means over blocks
 * of 2 × 2. No biases. Weights are uniform in ±√(6 / (fan-in · (1 + 0.2²))), which keeps the
 * variance (He et al. 2015, arXiv 1502.01852, equation 15), drawn by {@link SplittableRandom} of
 * seed 0: the same on every machine. Gray images become colour by repetition. Gradients flow
 * through it to images that want them.
 */
final class RandomFeatures implements FeatureExtractor {
  static final String NAME = "random";

  private static final int CHANNELS = 64;
  private static final int COLOURS = 3;
  private static final int SMALLEST = 4;
  private static final double SLOPE = 0.2;
  private static final long PIECE = 250;

  private final NamedTensors weights = new NamedTensors();
  private final String hash;

  /**
   * Draws the network.
   *
   * @param sample shape of one image, [C,H,W]
   */
  RandomFeatures(Shape sample) {
    SplittableRandom random = new SplittableRandom(0);
    Sha256 digest = new Sha256();
    long side = Math.min(sample.size(1), sample.size(2));
    int inputs = COLOURS;
    for (int stage = 0; stage == 0 || side > SMALLEST; stage++) {
      float[] values = draw(random, CHANNELS * inputs * 9, inputs * 9);
      digest.update(bytes(values));
      try (Scope scope = Scope.open()) {
        weights.put("stage" + stage, Tensor.of(values, Shape.of(CHANNELS, inputs, 3, 3)));
      }
      inputs = CHANNELS;
      side = (side + 1) / 2;
    }
    hash = digest.hex();
  }

  private static float[] draw(SplittableRandom random, int count, int fanIn) {
    double bound = Math.sqrt(6 / (fanIn * (1 + SLOPE * SLOPE)));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return values;
  }

  private static ByteBuffer bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String sha256() {
    return hash;
  }

  @Override
  public String resizeRule() {
    return NO_RESIZING;
  }

  @Override
  public boolean continuous() {
    return true;
  }

  @Override
  public Tensor features(Tensor images) {
    FeatureExtractors.requireImages(images, NAME);
    return FeatureExtractors.inPieces(images, PIECE, this::describe);
  }

  private Tensor describe(Tensor images) {
    try (Scope scope = Scope.open()) {
      Tensor x = FeatureExtractors.colour(images);
      for (Tensor weight : weights.values()) {
        x = x.conv2d(weight, 2, 1).leakyRelu(SLOPE);
      }
      boolean wide = Math.min(x.shape().size(2), x.shape().size(3)) > 1;
      Tensor blocks = wide ? x.averagePool() : x;
      return scope.keep(blocks.reshape(images.shape().size(0), -1).to(ElementType.F64));
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}
