package org.esgrima.metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.esgrima.CacheDirectory;
import org.esgrima.InputException;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.HeldOut;
import org.esgrima.data.Subset;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Json;
import org.esgrima.io.Sha256;

/**
 * The one door to classifiers of attributes: trained when a data set is first asked about, then
 * kept in the user's cache directory as {@code attributes/<key>.safetensors}. The key is the
 * SHA-256 of what decides the weights: fingerprints of training and held-out images and the
 * settings, which stand in the file as metadata {@code key}. A damaged file is made anew; a
 * directory that cannot be written costs time, not the result. Delete the directory to free the
 * disk.
 *
 * @param directory where files are kept; empty to keep nothing
 * @param images that are looked at in training, in as many passes as that takes, at least 2
 * @param heldOut most images that measure the accuracy, at least 1
 */
public record AttributeClassifiers(Optional<Path> directory, int images, int heldOut) {
  /** Images that the usual training looks at. */
  public static final int IMAGES = 30_000;

  private static final int LARGE = 64;
  private static final int WIDTH_ABOVE = 4;
  private static final List<Integer> WIDTHS = List.of(8, 16, 32, 64);
  private static final int HELD_OUT = 2_000;
  private static final String KEY = "key";

  /** Those of the user, of 30,000 images each. */
  public static AttributeClassifiers ofUser() {
    return new AttributeClassifiers(
        Optional.of(CacheDirectory.ofUser().resolve("attributes")), IMAGES, HELD_OUT);
  }

  /** The same with other numbers of images; as many are held back as are looked at, at most. */
  public AttributeClassifiers with(int looked) {
    return new AttributeClassifiers(directory, looked, Math.min(HELD_OUT, looked));
  }

  /** The same without a place to keep files. */
  public AttributeClassifiers unkept() {
    return new AttributeClassifiers(Optional.empty(), images, heldOut);
  }

  /** Checks the numbers. */
  public AttributeClassifiers {
    if (images < 2 || heldOut < 1) {
      throw new IllegalArgumentException(images + " images, " + heldOut + " held out");
    }
  }

  /**
   * The classifier of a data set: from the directory if it is there, else trained.
   *
   * <p>It learns from the first images of the set, whatever {@link DataOptions#skip} and {@link
   * DataOptions#take} say, and is measured on the test half or, where there is none, on the last
   * tenth, which it does not see then.
   *
   * @param options a set with labels of classes
   * @param notices is told one line about each step that takes long
   * @throws InputException if the set has no such labels or is not of square images
   */
  public AttributeClassifier of(DataOptions options, Consumer<String> notices) {
    try (Dataset whole = Datasets.open(options.whole(options.split()), notices)) {
      LabelledImages.requireSquare(whole);
      Optional<Dataset> half = HeldOut.testHalf(options, whole);
      try {
        long last = whole.size() - Math.max(1, whole.size() / 10);
        Dataset test = first(half.orElseGet(() -> Subset.of(whole, last, 0)), heldOut);
        Dataset data = first(half.isPresent() ? whole : Subset.of(whole, 0, last), images);
        return of(new AttributeTraining(data, test, settings(data)), notices);
      } finally {
        half.ifPresent(Dataset::close);
      }
    }
  }

  private static Dataset first(Dataset dataset, long most) {
    return Subset.of(dataset, 0, Math.min(most, dataset.size()));
  }

  /** How long and wide, by the size of the set and of its images. */
  private ClassifierSettings settings(Dataset data) {
    List<Integer> widths = new ArrayList<>(WIDTHS);
    long side = data.sampleShape().size(1);
    for (long above = side; above > LARGE; above /= 2) {
      widths.add(0, WIDTH_ABOVE); // large images are halved cheaply
    }
    while (side < 1L << (widths.size() - 1)) {
      widths.remove(widths.size() - 1);
    }
    int epochs = (int) Math.max(1, images / data.size());
    int batch = (int) Math.max(2, Math.min(50, data.size()));
    return new ClassifierSettings(widths, epochs, batch, 3e-3, 0.01, 2, 0);
  }

  private AttributeClassifier of(AttributeTraining training, Consumer<String> notices) {
    String key =
        String.join(
            "\n",
            "esgrima attributes 1",
            training.data().fingerprint(),
            training.test().fingerprint(),
            Json.json(training.settings()));
    Optional<Path> file = directory.map(in -> in.resolve(Sha256.of(key) + ".safetensors"));
    return file.flatMap(kept -> stored(kept, key))
        .orElseGet(() -> trained(training, file, key, notices));
  }

  private static Optional<AttributeClassifier> stored(Path file, String key) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      AttributeClassifier found = AttributeClassifier.open(file);
      boolean whole = found.metadata().containsKey(AttributeClassifier.TEST);
      if (whole && key.equals(found.metadata().get(KEY))) {
        return Optional.of(found);
      }
      found.close();
      return Optional.empty();
    } catch (InputException e) {
      return Optional.empty(); // damaged: made anew
    }
  }

  private static AttributeClassifier trained(
      AttributeTraining training, Optional<Path> file, String key, Consumer<String> notices) {
    int epochs = training.settings().epochs();
    notices.accept(
        "a classifier learns the attributes of %s from %,d images, once (a minute or two)"
            .formatted(training.data().name(), training.data().size()));
    ClassifierTraining.Listener listener =
        (epoch, loss) -> {
          if (epochs > 1 && (epoch == epochs || epoch % Math.max(1, epochs / 5) == 0)) {
            notices.accept("epoch %d of %d, loss %.3f".formatted(epoch, epochs, loss));
          }
        };
    if (file.isPresent()) {
      try {
        Files.createDirectories(file.get().getParent());
        return training.run(file.get(), Map.of(KEY, key), listener);
      } catch (IOException e) {
        notices.accept("not kept: " + AtomicFile.cannotWrite(file.get(), e).getMessage());
      }
    }
    return temporary(training, key, listener);
  }

  private static AttributeClassifier temporary(
      AttributeTraining training, String key, ClassifierTraining.Listener listener) {
    try {
      Path temporary = Files.createTempDirectory("esgrima");
      Path file = temporary.resolve("attributes.safetensors");
      try {
        return training.run(file, Map.of(KEY, key), listener);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(temporary);
      }
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(Path.of("a temporary directory"), e);
    }
  }
}
