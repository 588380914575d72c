package org.esgrima.export;

import static org.esgrima.export.OnnxGraph.integer;
import static org.esgrima.export.OnnxGraph.list;

import java.util.List;
import org.esgrima.io.Shape;
import org.esgrima.torch.Resampling;

/**
 * {@link Resampling} as nodes: a convolution of each channel by itself, transposed where zeros are
 * put between pixels.
 *
 * @param path of the layer, for the names of the nodes
 */
record OnnxResampling(OnnxGraph graph, String path, Resampling resampling) {
  /** Name of the resampled images; x [N,C,H,W], filter [fH,fW]. */
  String apply(Value x, Value filter) {
    long channels = x.shape().size(1);
    String kernels = kernels(filter, channels);
    Resampling.Margins margins = resampling.margins(filter.shape());
    return resampling.spreads()
        ? spread(x.name(), kernels, channels, margins)
        : filtered(x.name(), kernels, channels, margins);
  }

  private String kernels(Value filter, long channels) {
    Shape taps = filter.shape();
    String kernel = filter.name();
    if (resampling.gain() != 1) {
      kernel = node("Mul", List.of(kernel, graph.scalar(resampling.gain())));
    }
    if (resampling.turnsKernel()) {
      String last = graph.integers(-1, -1);
      String beforeFirst = graph.integers(Integer.MIN_VALUE, Integer.MIN_VALUE);
      kernel = node("Slice", List.of(kernel, last, beforeFirst, graph.integers(0, 1), last));
    }
    String one = graph.integers(1, 1, taps.size(0), taps.size(1));
    String all = graph.integers(channels, 1, taps.size(0), taps.size(1));
    return node("Expand", List.of(node("Reshape", List.of(kernel, one)), all));
  }

  private String filtered(String x, String kernels, long channels, Resampling.Margins margins) {
    boolean cropped =
        margins.top() < 0 || margins.bottom() < 0 || margins.left() < 0 || margins.right() < 0;
    return graph.node(
        "Conv",
        name("Conv"),
        List.of(cropped ? padded(x, margins) : x, kernels),
        list("strides", resampling.y().down(), resampling.x().down()),
        cropped
            ? list("pads", 0, 0, 0, 0)
            : list("pads", margins.top(), margins.left(), margins.bottom(), margins.right()),
        integer("group", channels));
  }

  private String spread(String x, String kernels, long channels, Resampling.Margins margins) {
    boolean padded =
        margins.top() > 0 || margins.bottom() > 0 || margins.left() > 0 || margins.right() > 0;
    String all =
        graph.node(
            "ConvTranspose",
            name("ConvTranspose"),
            List.of(x, kernels),
            list("strides", resampling.y().up(), resampling.x().up()),
            padded
                ? list("pads", 0, 0, 0, 0)
                : list(
                    "pads", -margins.top(), -margins.left(), -margins.bottom(), -margins.right()),
            integer("group", channels));
    return every(padded ? padded(all, margins) : all);
  }

  private String every(String x) {
    int rows = resampling.y().down();
    int columns = resampling.x().down();
    if (rows == 1 && columns == 1) {
      return x;
    }
    String from = graph.integers(0, 0);
    String to = graph.integers(Integer.MAX_VALUE, Integer.MAX_VALUE);
    return node("Slice", List.of(x, from, to, graph.integers(2, 3), graph.integers(rows, columns)));
  }

  private String padded(String x, Resampling.Margins margins) {
    String sizes =
        graph.integers(
            0, 0, margins.top(), margins.left(), 0, 0, margins.bottom(), margins.right());
    return node("Pad", List.of(x, sizes));
  }

  private String node(String type, List<String> inputs) {
    return graph.node(type, name(type), inputs);
  }

  private String name(String type) {
    return path.isEmpty() ? type : path + "." + type;
  }
}
