package org.esgrima.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.io.Shape;

/**
 * A transposed convolution as products of matrices: all pixels of all samples times elements of the
 * kernel, summed over the pixels that a phase of the output takes from ({@link TransposedKernel}).
 * ONNX Runtime's own transposed convolution goes through its weights for each sample anew, which
 * takes longer than the arithmetic where a sample has few pixels.
 *
 * @param path names of nodes begin with it
 */
record OnnxProducts(OnnxGraph graph, String path) {
  /** Name of the output; x [N,I,H,W]. */
  String apply(Value x, TransposedKernel kernel, Optional<String> bias) {
    int stride = kernel.stride();
    int outputs = kernel.outputs();
    long height = x.shape().size(2);
    long width = x.shape().size(3);
    Windows windows = windows(x, kernel);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < stride; row++) {
      List<String> line = new ArrayList<>();
      for (int column = 0; column < stride; column++) {
        line.add(phase(windows, kernel, row, column, bias)); // [N·H·W,O]
      }
      lines.add(reshaped(sideBySide(line), -1, width * stride * outputs)); // [N·H,W·stride·O]
    }
    String y = reshaped(sideBySide(lines), -1, height * stride, width * stride, outputs);
    return transposed(y, 0, 3, 1, 2);
  }

  /** Images moved by an offset, [N·H·W,I], each written once. */
  private record Windows(
      OnnxProducts nodes,
      String bordered,
      int border,
      Shape shape,
      Map<List<Integer>, String> all) {
    String at(int row, int column) {
      return all.computeIfAbsent(List.of(row, column), at -> slice(row + border, column + border));
    }

    private String slice(int top, int left) {
      OnnxGraph graph = nodes.graph();
      String from = graph.integers(top, left);
      String to = graph.integers(top + shape.size(2), left + shape.size(3));
      String window = nodes.node("Slice", bordered, from, to, graph.integers(1, 2));
      return nodes.reshaped(window, -1, shape.size(1));
    }
  }

  private Windows windows(Value x, TransposedKernel kernel) {
    int border = Math.max(-kernel.first(0), kernel.last(kernel.stride() - 1));
    String sizes = graph.integers(0, border, border, 0, 0, border, border, 0);
    String bordered = node("Pad", transposed(x.name(), 0, 2, 3, 1), sizes);
    return new Windows(this, bordered, border, x.shape(), new HashMap<>());
  }

  private String phase(
      Windows windows, TransposedKernel kernel, int row, int column, Optional<String> bias) {
    Optional<String> sum = bias;
    for (int dy = kernel.first(row); dy <= kernel.last(row); dy++) {
      for (int dx = kernel.first(column); dx <= kernel.last(column); dx++) {
        String pixels = windows.at(dy, dx);
        String weights = matrix(kernel, kernel.element(row, dy), kernel.element(column, dx));
        List<String> inputs = new ArrayList<>(List.of(pixels, weights));
        sum.ifPresent(inputs::add);
        sum = Optional.of(graph.node("Gemm", path + ".Gemm", inputs));
      }
    }
    return sum.orElseThrow();
  }

  private String matrix(TransposedKernel kernel, int row, int column) {
    float[] matrix = new float[kernel.inputs() * kernel.outputs()];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = kernel.value(i / kernel.outputs(), i % kernel.outputs(), row, column);
    }
    Shape shape = Shape.of(kernel.inputs(), kernel.outputs());
    return graph.floats(path + ".weight." + row + "." + column, shape, matrix);
  }

  private String sideBySide(List<String> matrices) {
    return graph.node("Concat", path + ".Concat", matrices, OnnxGraph.integer("axis", 1));
  }

  private String reshaped(String x, long... sizes) {
    return node("Reshape", x, graph.integers(sizes));
  }

  private String transposed(String x, long... order) {
    return graph.node("Transpose", path + ".Transpose", List.of(x), OnnxGraph.list("perm", order));
  }

  private String node(String type, String... inputs) {
    return graph.node(type, path + "." + type, List.of(inputs));
  }
}
