package org.esgrima.export;

import static org.esgrima.export.WrittenOps.BATCH;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.io.Shape;
import org.esgrima.runtime.OnnxModel;
import org.esgrima.runtime.OnnxModel.Values;

/** Classes as numbers and images as pixels, around a graph of floats. */
final class OnnxPixels {
  private static final String LABEL = "label";
  private static final double HALF = 127.5;

  private OnnxPixels() {}

  /** The condition [N,K] of an input {@code label} [N]. */
  static Value condition(OnnxGraph graph, int classes) {
    graph
        .builder()
        .addInput(OnnxGraph.info(LABEL, TensorProto.DataType.INT64_VALUE, Shape.of(BATCH)));
    List<String> inputs = List.of(LABEL, graph.integers(classes), graph.vector(0, 1));
    return new Value(
        graph.node("OneHot", "condition", inputs, OnnxGraph.integer("axis", 1)),
        Shape.of(BATCH, classes));
  }

  /** Images as uint8 of three channels: ⌊(x + 1) · 127.5 + 0.5⌋, limited to [0,255]. */
  static String output(OnnxGraph graph, Value images) {
    String scaled = graph.node("Mul", "pixels.scaled", List.of(images.name(), graph.scalar(HALF)));
    String moved = graph.node("Add", "pixels.moved", List.of(scaled, graph.scalar(HALF + 0.5)));
    String whole = graph.node("Floor", "pixels.whole", List.of(moved));
    String limited =
        graph.node("Clip", "pixels.limited", List.of(whole, graph.scalar(0), graph.scalar(255)));
    Shape one = images.shape();
    String colours =
        one.size(1) == 3
            ? limited
            : graph.node("Expand", "pixels.rgb", List.of(limited, graph.integers(1, 3, 1, 1)));
    int type = TensorProto.DataType.UINT8_VALUE;
    String pixels = graph.node("Cast", "images", List.of(colours), OnnxGraph.integer("to", type));
    Shape shape = Shape.of(BATCH, 3, one.size(2), one.size(3));
    graph.builder().addOutput(OnnxGraph.info(pixels, type, shape));
    return pixels;
  }

  /**
   * Runs a file. For each value that is expected, the nearest one to it that all its pixels stand
   * for: a pixel stands for all values that are rounded to it.
   */
  static float[] run(Path file, Probe probe) throws IOException {
    Map<String, Values> inputs = new HashMap<>();
    inputs.put("z", Probe.values(probe.z()));
    if (probe.c()[0].length > 0) {
      inputs.put(LABEL, Values.labels(labels(probe.c())));
    }
    try (OnnxModel model = new OnnxModel(Files.readAllBytes(file), 1)) {
      return nearest(model.run(inputs), probe.expected(), probe.z().length);
    } catch (OrtException e) {
      throw new IOException(e);
    }
  }

  private static long[] labels(float[][] conditions) {
    long[] labels = new long[conditions.length];
    for (int i = 0; i < labels.length; i++) {
      while (conditions[i][(int) labels[i]] != 1) {
        labels[i]++;
      }
    }
    return labels;
  }

  private static float[] nearest(float[] pixels, float[] expected, int count) {
    float[] nearest = expected.clone();
    int one = expected.length / count;
    int repeats = pixels.length / expected.length; // 3 for gray images
    for (int i = 0; i < pixels.length; i++) {
      int sample = i / (one * repeats);
      int at = sample * one + i % (one * repeats) % one;
      double least = pixels[i] == 0 ? Double.NEGATIVE_INFINITY : (pixels[i] - 0.5) / HALF - 1;
      double most = pixels[i] == 255 ? Double.POSITIVE_INFINITY : (pixels[i] + 0.5) / HALF - 1;
      if (nearest[at] < least || nearest[at] > most) {
        nearest[at] = (float) Math.max(least, Math.min(most, nearest[at]));
      }
    }
    return nearest;
  }
}
