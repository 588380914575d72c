package org.esgrima.evaluate;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.esgrima.io.Shape;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Tensor;

/** Samples in a fixed order: those of a data set, shuffled, or of a generator, by seed. */
interface SampleSource extends AutoCloseable {
  /** Samples of one piece. */
  int PIECE = 250;

  /** What it is, for people. */
  String name();

  /** A digest that changes whenever a sample or the order changes. */
  String fingerprint();

  /** Shape of one sample: [C,H,W] for images, [2] for points. */
  Shape sampleShape();

  /** Number of samples, or {@link org.esgrima.data.Dataset#UNLIMITED}. */
  long size();

  /** The number of the sample at a position: its index in the set, or its seed. */
  long number(long position);

  /**
   * Hands over the samples from position {@code from} on, at most {@value #PIECE} at a time.
   *
   * @param use takes images [n,C,H,W] that went through 8 bits, in [-1, 1], or points [n,2]; both
   *     float32 and gone when the call returns
   */
  void forEach(long from, long count, Consumer<Tensor> use);

  /**
   * What a function makes of them, piece by piece, as one tensor in the caller's scope.
   *
   * @param function from n samples to n rows
   */
  default Tensor collect(long from, long count, UnaryOperator<Tensor> function) {
    try (NamedTensors pieces = new NamedTensors()) {
      forEach(from, count, piece -> pieces.put("" + pieces.size(), function.apply(piece)));
      return Tensor.concat(pieces.values(), 0);
    }
  }

  @Override
  void close();
}
