package org.esgrima.metric;

import java.util.List;
import org.esgrima.io.Shape;
import org.esgrima.nn.Activation;
import org.esgrima.nn.BatchNorm;
import org.esgrima.nn.Conv2d;
import org.esgrima.nn.Init;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Linear;
import org.esgrima.nn.Ops;
import org.esgrima.nn.Sequence;

/**
 * A small convolutional network that tells the class of an image; images [N,C,H,H] in [-1, 1] to
 * logits [N,classes].
 *
 * <p>Stages of 3 × 3 convolutions (Simonyan and Zisserman 2015, arXiv 1409.1556), each followed by
 * batch normalisation and ReLU: one convolution in the first stage, two in every further one, of
 * which the first halves the resolution by stride 2. Then the mean over all pixels (Lin, Chen, Yan
 * 2014, arXiv 1312.4400, section 3.2), which are the {@link #features}, and a linear layer.
 *
 * @param channels 1 (gray) or 3 (colour)
 * @param resolution side of the images in pixels
 * @param widths channels of each stage, at least one; the last is the number of features
 * @param classes number of classes, at least 2
 */
public record ConvNet(int channels, int resolution, List<Integer> widths, int classes)
    implements Layer {
  /** Checks the values. */
  public ConvNet {
    widths = List.copyOf(widths);
    if (channels < 1 || widths.isEmpty() || widths.stream().anyMatch(w -> w < 1) || classes < 2) {
      throw new IllegalArgumentException(
          "channels %d, widths %s, classes %d".formatted(channels, widths, classes));
    }
    int smallest = 1 << (widths.size() - 1);
    if (resolution < smallest) {
      throw new IllegalArgumentException(
          "%d stages need at least %d pixels, got %d"
              .formatted(widths.size(), smallest, resolution));
    }
  }

  /** Shape of one image. */
  Shape imageShape() {
    return Shape.of(channels, resolution, resolution);
  }

  /** Number of features of an image. */
  int featureCount() {
    return widths.get(widths.size() - 1);
  }

  @Override
  public <T> T forward(Ops<T> ops, T images) {
    return head().forward(ops, features().forward(ops, images));
  }

  /** The part up to the penultimate layer; images [N,C,H,H] to features [N,F], at least 0. */
  Features features() {
    return new Features(this);
  }

  /** The last layer; features [N,F] to logits [N,classes]. */
  Head head() {
    return new Head(this);
  }

  /** See {@link ConvNet#features}. */
  record Features(ConvNet net) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T images) {
      Sequence<T> stack = new Sequence<>(ops.at("features"), images);
      int inputs = net.channels;
      for (int stage = 0; stage < net.widths.size(); stage++) {
        int width = net.widths.get(stage);
        convolve(stack, inputs, width, stage == 0 ? 1 : 2);
        if (stage > 0) {
          convolve(stack, width, width, 1);
        }
        inputs = width;
      }
      T x = stack.value();
      double pixels = (double) ops.shape(x).size(2) * ops.shape(x).size(3);
      return ops.affine(ops.sum(x, 2, 3), 1 / pixels, 0);
    }

    private static <T> void convolve(Sequence<T> stack, int inputs, int outputs, int stride) {
      // He, Zhang, Ren, Sun 2015, arXiv 1502.01852, equation (10): keeps the variance through ReLU.
      Init he = new Init.Normal(0, Math.sqrt(2.0 / (9 * inputs)));
      stack.then(new Conv2d(inputs, outputs, 3, stride, 1, he));
      stack.then(new BatchNorm(outputs, Init.ones())).then(Activation.RELU);
    }
  }

  /** See {@link ConvNet#head}. */
  record Head(ConvNet net) implements Layer {
    @Override
    public <T> T forward(Ops<T> ops, T features) {
      int inputs = net.featureCount();
      Init weight = Init.xavierUniform(1, net.classes, inputs);
      return new Linear(inputs, net.classes, weight, Init.zeros())
          .forward(ops.at("classifier"), features);
    }
  }
}
