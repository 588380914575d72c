package org.esgrima.evaluate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.esgrima.CacheDirectory;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.ElementType;
import org.esgrima.io.Safetensors;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;
import org.esgrima.metric.FeatureExtractor;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Features of data sets, computed once: {@code features/<key>.safetensors} in the user's cache
 * directory, tensor {@code features} F32 [N,F] and the key's text as metadata {@code key}.
 *
 * <p>The key is the SHA-256 of what decides the numbers: fingerprint and order of the samples,
 * which of them, name and hash of the network and its resize rule. A file appears whole or not at
 * all; a damaged one is made anew, and a directory that cannot be written costs time, not the
 * result. Nothing is ever removed: delete the directory to free the disk.
 */
final class FeatureCache {
  private static final String FEATURES = "features";
  private static final String KEY = "key";

  private final Optional<Path> directory;
  private final Consumer<String> notices;

  private FeatureCache(Optional<Path> directory, Consumer<String> notices) {
    this.directory = directory;
    this.notices = notices;
  }

  /** The cache of the user. */
  static FeatureCache ofUser(Consumer<String> notices) {
    return in(CacheDirectory.ofUser().resolve(FEATURES), notices);
  }

  /** A cache in a directory, which is made when it is first needed. */
  static FeatureCache in(Path directory, Consumer<String> notices) {
    return new FeatureCache(Optional.of(directory), notices);
  }

  /** One that keeps nothing. */
  static FeatureCache none() {
    return new FeatureCache(Optional.empty(), notice -> {});
  }

  /**
   * The features of a part: from the cache if they are there, else computed and, for data sets and
   * networks, stored.
   *
   * @param describe computes them
   * @return [N,F] float64, in the caller's scope
   */
  Tensor features(Part part, FeatureExtractor extractor, Supplier<Tensor> describe) {
    boolean kept =
        directory.isPresent()
            && part.source() instanceof DatasetSource
            && !extractor.sha256().isEmpty();
    if (!kept) {
      return describe.get();
    }
    String key = key(part, extractor);
    Path file = directory.get().resolve(Sha256.of(key) + ".safetensors");
    Optional<Tensor> found = read(file, key, part.count());
    if (found.isPresent()) {
      return found.get();
    }
    Tensor features = describe.get();
    write(file, key, features);
    return features;
  }

  private static String key(Part part, FeatureExtractor extractor) {
    return String.join(
        "\n",
        "esgrima features 1",
        part.source().fingerprint(),
        part.from() + " + " + part.count(),
        extractor.name(),
        extractor.sha256(),
        extractor.resizeRule());
  }

  private static Optional<Tensor> read(Path file, String key, long count) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (SafetensorsFile stored = SafetensorsFile.open(file);
        Scope scope = Scope.open()) {
      Shape shape = stored.entry(FEATURES).shape();
      if (!key.equals(stored.metadata().get(KEY)) || shape.size(0) != count) {
        return Optional.empty();
      }
      float[] values = stored.floats(FEATURES);
      return Optional.of(scope.keep(Tensor.of(values, shape).to(ElementType.F64)));
    } catch (InputException e) {
      return Optional.empty(); // damaged: made anew
    }
  }

  private void write(Path file, String key, Tensor features) {
    float[] values = features.toFloats();
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    try {
      Files.createDirectories(file.getParent());
      Safetensors.write(
          file,
          Map.of(KEY, key),
          List.of(Safetensors.Source.of(FEATURES, ElementType.F32, features.shape(), bytes)));
    } catch (IOException e) {
      notices.accept("features are not kept: " + AtomicFile.cannotWrite(file, e).getMessage());
    } catch (InputException e) {
      notices.accept("features are not kept: " + e.getMessage());
    }
  }
}
