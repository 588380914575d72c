package org.esgrima.metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.io.Json;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;
import org.esgrima.io.UnreadableFile;
import org.esgrima.run.Checkpoint;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * A trained network that tells the class of an image, and the features by which it does: a judge of
 * synthetic images. It comes from a file that {@link ClassifierTraining} wrote, is in evaluation
 * mode and has no gradients.
 *
 * <pre>{@code
 * try (ImageClassifier digits = DigitClassifier.open();
 *     Scope scope = Scope.open()) {
 *   int[] classes = digits.classes(images); // images [N,1,28,28] in [-1, 1]
 * }
 * }</pre>
 *
 * <p>Images of any number are judged in pieces of 250, so that memory stays bounded. Results do not
 * depend on what else is judged, up to rounding in the last bits. An instance belongs to one thread
 * at a time.
 */
public final class ImageClassifier implements AutoCloseable {
  static final String LABEL = "label";
  static final String CLASSES = "classes";
  static final String TEST = "test";

  private final TrainedConvNet network;
  private final String label;
  private final List<String> classNames;
  private final Map<String, String> metadata;
  private final String hash;

  private ImageClassifier(Checkpoint file, String hash) {
    this.label = file.metadata(LABEL);
    this.classNames =
        List.of(
            Json.bind(
                TrainedConvNet.tree(file, CLASSES),
                String[].class,
                TrainedConvNet.where(file, CLASSES)));
    this.metadata = file.metadata();
    this.hash = hash;
    this.network = TrainedConvNet.of(file);
  }

  /**
   * Opens a classifier.
   *
   * @throws InputException if the file is missing, damaged, of a newer format or of another kind
   */
  public static ImageClassifier open(Path file) {
    try {
      return of(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a classifier", e);
    }
  }

  /**
   * As {@link #open}, of a file whose content is in memory already.
   *
   * @param name where it comes from, for messages
   * @param content the whole file
   */
  static ImageClassifier of(Path name, byte[] content) {
    try (Checkpoint file = Checkpoint.of(name, content)) {
      return new ImageClassifier(file, Sha256.of(content));
    }
  }

  /**
   * The penultimate layer: what a Fréchet distance may compare.
   *
   * @param images [N,C,H,H] in [-1, 1], N at least 1
   * @return [N,{@link #featureCount}] float32, at least 0, in the caller's scope
   * @throws IllegalArgumentException if images have another shape
   * @throws InputException if they hold NaN or infinity
   */
  public Tensor features(Tensor images) {
    return network.features(images);
  }

  /**
   * The last layer.
   *
   * @return [N,K] float32, in the caller's scope; otherwise as {@link #features}
   */
  public Tensor logits(Tensor images) {
    return network.logits(images);
  }

  /**
   * The probability of every class.
   *
   * @return [N,K] float32, each row of sum 1, in the caller's scope; otherwise as {@link #features}
   */
  public Tensor probabilities(Tensor images) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      return scope.keep(network.logits(images).softmax(1));
    }
  }

  /**
   * The most probable class of every image, counted from 0; of equal ones the first.
   *
   * @return [N]; otherwise as {@link #features}
   */
  public int[] classes(Tensor images) {
    try (Scope scope = Scope.open()) {
      float[] logits = logits(images).toFloats();
      int width = classNames.size();
      int[] classes = new int[logits.length / width];
      Arrays.setAll(classes, i -> largest(logits, i * width, width));
      return classes;
    }
  }

  /** Place of the largest of {@code count} values from {@code from} on; of equal ones the first. */
  static int largest(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = values[from + i] > values[from + best] ? i : best;
    }
    return best;
  }

  /**
   * The share of a set's images whose class is recognised.
   *
   * @param dataset of images of this shape with labels {@link #label} of these classes
   * @throws InputException if it has others
   */
  public Proportion accuracy(Dataset dataset) {
    int column = LabelledImages.require(dataset, label, classNames, imageShape());
    long[] correct = {0};
    LabelledImages.forEachPiece(
        dataset,
        (images, labels, count) -> {
          int[] classes = classes(images);
          int columns = labels.length / classes.length;
          for (int i = 0; i < count; i++) {
            correct[0] += classes[i] == Math.round(labels[i * columns + column]) ? 1 : 0;
          }
        });
    return new Proportion(correct[0], dataset.size());
  }

  /**
   * {@link #accuracy} as a figure {@code class-accuracy}.
   *
   * @throws InputException as {@link #accuracy}
   */
  public Measurement accuracyMeasurement(Dataset dataset) {
    return ClassAccuracy.measurement(accuracy(dataset), "reals");
  }

  /** What is told: {@code digit}, {@code glasses}; see {@link org.esgrima.data.LabelColumn}. */
  public String label() {
    return label;
  }

  /** Names of the K classes. */
  public List<String> classNames() {
    return classNames;
  }

  /** Number of features F. */
  public int featureCount() {
    return network.net().featureCount();
  }

  /** Shape of one image, [C,H,H]. */
  public Shape imageShape() {
    return network.net().imageShape();
  }

  /** Name and hash, as measurements carry them. */
  public Measurement.FeatureSource source() {
    String file = String.valueOf(network.path().getFileName());
    return new Measurement.FeatureSource(file.replaceFirst("\\.safetensors$", ""), hash);
  }

  /** SHA-256 of the file, hexadecimal: numbers from different files cannot be compared. */
  public String hash() {
    return hash;
  }

  /** What is known about the training and its result; {@link ClassifierTraining} tells the keys. */
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public void close() {
    network.close();
  }
}
