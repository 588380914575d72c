package org.esgrima.export;

import org.esgrima.io.Shape;

/**
 * The kernel of an ordinary convolution that computes a phase, or computes with one ({@link
 * TransposedKernel}).
 */
final class PhaseKernel {
  private final float[] values;
  private final Shape shape;
  private final Offsets offsets;

  /** Offsets of the first and last row and column, the last ones included. */
  private record Offsets(int top, int left, int bottom, int right) {}

  private PhaseKernel(float[] values, Shape shape, Offsets offsets) {
    this.values = values;
    this.shape = shape;
    this.offsets = offsets;
  }

  /** Makes a phase of a transposed convolution out of its input. */
  static PhaseKernel of(TransposedKernel kernel, int row, int column) {
    int outputs = kernel.outputs();
    return filled(
        outputs,
        kernel.inputs(),
        new Offsets(kernel.first(row), kernel.first(column), kernel.last(row), kernel.last(column)),
        (output, input, dy, dx) ->
            kernel.value(input, output, kernel.element(row, dy), kernel.element(column, dx)));
  }

  /**
   * What a phase of images adds to all phases of their transposed convolution: outputs [O · (phases
   * · stride)²], where images have phases² phases. Row y of a phase is row phases · y + row of the
   * images.
   */
  static PhaseKernel after(int phases, TransposedKernel kernel, int row, int column) {
    int all = phases * kernel.stride();
    return filled(
        kernel.outputs() * all * all,
        kernel.inputs(),
        new Offsets(
            first(phases, kernel, row),
            first(phases, kernel, column),
            last(phases, kernel, row),
            last(phases, kernel, column)),
        (output, input, dy, dx) -> {
          int y = output / all % all;
          int x = output % all;
          int rowOffset = phases * dy + row - y / kernel.stride();
          int columnOffset = phases * dx + column - x / kernel.stride();
          int rowPhase = y % kernel.stride();
          int columnPhase = x % kernel.stride();
          return kernel.reaches(rowPhase, rowOffset) && kernel.reaches(columnPhase, columnOffset)
              ? kernel.value(
                  input,
                  output / (all * all),
                  kernel.element(rowPhase, rowOffset),
                  kernel.element(columnPhase, columnOffset))
              : 0;
        });
  }

  private static int first(int phases, TransposedKernel kernel, int phase) {
    return -Math.floorDiv(phase - kernel.first(0), phases);
  }

  private static int last(int phases, TransposedKernel kernel, int phase) {
    return Math.floorDiv(phases - 1 + kernel.last(kernel.stride() - 1) - phase, phases);
  }

  private interface Element {
    float at(int output, int input, int rowOffset, int columnOffset);
  }

  private static PhaseKernel filled(int outputs, int inputs, Offsets offsets, Element element) {
    int height = offsets.bottom - offsets.top + 1;
    int width = offsets.right - offsets.left + 1;
    float[] values = new float[outputs * inputs * height * width];
    for (int i = 0; i < values.length; i++) {
      int channels = i / (height * width);
      int pixel = i % (height * width);
      values[i] =
          element.at(
              channels / inputs,
              channels % inputs,
              offsets.top + pixel / width,
              offsets.left + pixel % width);
    }
    return new PhaseKernel(values, Shape.of(outputs, inputs, height, width), offsets);
  }

  /** All elements; not copied. */
  float[] values() {
    return values;
  }

  /** Shape [O,I,kH,kW]. */
  Shape shape() {
    return shape;
  }

  /** Zeros around the input that keep its size: above, left, below, right. */
  long[] padding() {
    return new long[] {-offsets.top, -offsets.left, offsets.bottom, offsets.right};
  }
}
