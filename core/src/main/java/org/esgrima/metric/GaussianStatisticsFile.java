package org.esgrima.metric;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Safetensors;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.io.TensorInfo;
import org.esgrima.run.Build;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** The file of {@link GaussianStatistics#save}. */
final class GaussianStatisticsFile {
  private static final String FORMAT = "format";
  private static final String FORMAT_NAME = "esgrima-gaussian-statistics";
  private static final String VERSION = "format-version";
  private static final String NEWEST = "1";
  private static final String COUNT = "count";
  private static final String FEATURES = "features";
  private static final String SHA256 = "features-sha256";

  private GaussianStatisticsFile() {}

  static void write(Path target, GaussianStatistics statistics, Measurement.FeatureSource source) {
    requireLittleEndian();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, FORMAT_NAME);
    metadata.put(VERSION, NEWEST);
    metadata.put("esgrima-version", Build.version());
    metadata.put(COUNT, Long.toString(statistics.count()));
    if (source != null) {
      metadata.put(FEATURES, source.name());
      metadata.put(SHA256, source.sha256());
    }
    List<Safetensors.Source> tensors = new ArrayList<>();
    statistics
        .state()
        .asMap()
        .forEach(
            (name, tensor) ->
                tensors.add(
                    Safetensors.Source.of(
                        name, ElementType.F64, tensor.shape(), tensor.toBytes())));
    Safetensors.write(target, metadata, tensors);
  }

  static GaussianStatistics read(Path path, Measurement.FeatureSource source) {
    requireLittleEndian();
    try (SafetensorsFile file = SafetensorsFile.open(path);
        Scope scope = Scope.open()) {
      require(file, FORMAT, FORMAT_NAME);
      require(file, VERSION, NEWEST);
      if (source != null) {
        require(file, FEATURES, source.name());
        require(file, SHA256, source.sha256());
      }
      Tensor mean = tensor(file, GaussianStatistics.MEAN, 1);
      Tensor scatter = tensor(file, GaussianStatistics.SCATTER, 2);
      long width = mean.shape().size(0);
      if (!scatter.shape().equals(Shape.of(width, width))) {
        throw damaged(file, "a scatter of " + Shape.of(width, width), scatter.shape());
      }
      if (!mean.isFinite() || !scatter.isFinite()) {
        throw damaged(file, "finite numbers", "NaN or infinity");
      }
      GaussianStatistics statistics = new GaussianStatistics(width);
      statistics.restore(count(file), mean, scatter, 1);
      return statistics;
    }
  }

  private static void require(SafetensorsFile file, String key, String expected) {
    String got = file.metadata().getOrDefault(key, "none");
    if (!got.equals(expected)) {
      throw new InputException(
          "unsuitable statistics of features",
          file.path(),
          "metadata " + key + " " + expected,
          got,
          "Give a file that was written for these features, or remove it so that it is made anew");
    }
  }

  private static Tensor tensor(SafetensorsFile file, String name, int rank) {
    TensorInfo info = file.entry(name);
    if (info.type() != ElementType.F64 || info.shape().rank() != rank || info.bytes() == 0) {
      throw damaged(
          file,
          name + " of type F64 with " + rank + (rank == 1 ? " dimension" : " dimensions"),
          info.type() + info.shape().toString());
    }
    return Tensor.of(info.type(), info.shape(), file.bytes(name));
  }

  private static long count(SafetensorsFile file) {
    String text = file.metadata().getOrDefault(COUNT, "none");
    if (!text.matches("\\d{1,18}")) {
      throw damaged(file, "a number of samples in metadata " + COUNT, text);
    }
    return Long.parseLong(text);
  }

  private static InputException damaged(SafetensorsFile file, Object expected, Object got) {
    return new InputException(
        "damaged statistics of features",
        file.path(),
        expected,
        got,
        "Remove the file, so that it is made anew");
  }

  // libtorch is published for little-endian processors only, so that no bytes need swapping.
  private static void requireLittleEndian() {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new UnsupportedOperationException("statistics files need a little-endian processor");
    }
  }
}
