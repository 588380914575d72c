package org.esgrima.export;

import org.esgrima.io.Shape;

/**
 * The kernel of a transposed convolution whose output is {@code stride} times as large as its
 * input, as ordinary convolutions see it: every {@code stride}-th row and column of the output, a
 * phase, is an ordinary convolution of the input with some of the kernel's elements (Shi et al.
 * 2016, "Is the deconvolution layer the same as a convolutional layer?", arXiv 1609.07009). Row
 * stride · m + phase of the output takes from row m + offset of the input what the kernel's row
 * phase + padding − stride · offset says; columns likewise.
 */
final class TransposedKernel {
  private final float[] values;
  private final int inputs;
  private final int outputs;
  private final int size;
  private final int stride;

  /**
   * A kernel.
   *
   * @param values [inputs,outputs,size,size], not copied
   * @param size stride + 2 · padding
   */
  TransposedKernel(float[] values, int inputs, int outputs, int size, int stride) {
    this.values = values;
    this.inputs = inputs;
    this.outputs = outputs;
    this.size = size;
    this.stride = stride;
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  int stride() {
    return stride;
  }

  /** All elements, [inputs,outputs,size,size]; not copied. */
  float[] values() {
    return values;
  }

  int padding() {
    return (size - stride) / 2;
  }

  Shape shape() {
    return Shape.of(inputs, outputs, size, size);
  }

  /** The least offset that a phase takes from. */
  int first(int phase) {
    return -Math.floorDiv(size - 1 - phase - padding(), stride);
  }

  /** The largest offset that a phase takes from. */
  int last(int phase) {
    return Math.floorDiv(phase + padding(), stride);
  }

  /** The row or column of the kernel at an offset of a phase; of no meaning beyond its offsets. */
  int element(int phase, int offset) {
    return phase + padding() - stride * offset;
  }

  /** Whether a phase takes from an offset. */
  boolean reaches(int phase, int offset) {
    return offset >= first(phase) && offset <= last(phase);
  }

  float value(int input, int output, int row, int column) {
    return values[((input * outputs + output) * size + row) * size + column];
  }

  /** With a factor for each output. */
  TransposedKernel scaled(float[] factors) {
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factors[i / (size * size) % outputs];
    }
    return new TransposedKernel(scaled, inputs, outputs, size, stride);
  }
}
