package org.esgrima.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.data.LabelColumn;
import org.esgrima.io.Json;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;
import org.esgrima.io.UnreadableFile;
import org.esgrima.run.Checkpoint;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * A trained network that tells several attributes of an image at once: whether a face is that of a
 * man or a woman, wears glasses, how its hair is cut. One {@link ConvNet} describes the image; its
 * last layer has one logit for each class of each attribute, and the softmax is taken over the
 * classes of one attribute at a time. It comes from a file that {@link AttributeTraining} wrote, is
 * in evaluation mode and has no gradients; {@link AttributeClassifiers} keeps such files.
 *
 * <p>Images of any number are judged in pieces of 250. An instance belongs to one thread at a time.
 */
public final class AttributeClassifier implements AutoCloseable {
  static final String COLUMNS = "columns";
  static final String TEST = "test";

  private final TrainedConvNet network;
  private final List<LabelColumn> columns;
  private final Map<String, String> metadata;
  private final String hash;

  private AttributeClassifier(Checkpoint file, String hash) {
    this.columns =
        List.of(
            Json.bind(
                TrainedConvNet.tree(file, COLUMNS),
                LabelColumn[].class,
                TrainedConvNet.where(file, COLUMNS)));
    this.metadata = file.metadata();
    this.hash = hash;
    this.network = TrainedConvNet.of(file);
  }

  /**
   * Opens a classifier.
   *
   * @throws InputException if the file is missing, damaged, of a newer format or of another kind
   */
  public static AttributeClassifier open(Path path) {
    try {
      byte[] content = Files.readAllBytes(path);
      try (Checkpoint file = Checkpoint.of(path, content)) {
        return new AttributeClassifier(file, Sha256.of(content));
      }
    } catch (IOException e) {
      throw UnreadableFile.of(path, "a classifier", e);
    }
  }

  /** The attributes, each with the names of its classes. */
  public List<LabelColumn> columns() {
    return columns;
  }

  /** Place of the first class of each attribute in a row of {@link #probabilities}. */
  public int[] offsets() {
    int[] offsets = new int[columns.size()];
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = offsets[i - 1] + columns.get(i - 1).classNames().size();
    }
    return offsets;
  }

  /**
   * The probability of every class of every attribute.
   *
   * @param images [N,C,H,H] in [-1, 1], N at least 1
   * @return [N,ΣK] float32, the classes of one attribute after the other, each attribute of sum 1,
   *     in the caller's scope
   * @throws IllegalArgumentException if images have another shape
   * @throws InputException if they hold NaN or infinity
   */
  public Tensor probabilities(Tensor images) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor logits = network.logits(images);
      int[] offsets = offsets();
      List<Tensor> parts = new ArrayList<>();
      for (int i = 0; i < offsets.length; i++) {
        parts.add(logits.narrow(1, offsets[i], columns.get(i).classNames().size()).softmax(1));
      }
      return scope.keep(Tensor.concat(parts, 1));
    }
  }

  /**
   * The most probable class of every attribute of every image, counted from 0.
   *
   * @return [N][attributes]; otherwise as {@link #probabilities}
   */
  public int[][] classes(Tensor images) {
    float[] all = rows(images);
    int width = network.net().classes();
    int[][] classes = new int[all.length / width][];
    Arrays.setAll(classes, i -> mostProbable(Arrays.copyOfRange(all, i * width, (i + 1) * width)));
    return classes;
  }

  private float[] rows(Tensor images) {
    try (Scope scope = Scope.open()) {
      return probabilities(images).toFloats();
    }
  }

  /**
   * The most probable class of every attribute, counted from 0; of equal ones the first.
   *
   * @param probabilities a row of {@link #probabilities}
   */
  public int[] mostProbable(float[] probabilities) {
    int[] offsets = offsets();
    int[] classes = new int[offsets.length];
    Arrays.setAll(
        classes,
        c ->
            ImageClassifier.largest(probabilities, offsets[c], columns.get(c).classNames().size()));
    return classes;
  }

  /**
   * The share of a set's images of which each attribute is recognised, in the order of {@link
   * #columns}.
   *
   * @param dataset of images of this shape with these label columns
   * @throws InputException if it has others
   */
  public List<Proportion> accuracy(Dataset dataset) {
    int[] places =
        columns.stream()
            .mapToInt(c -> LabelledImages.require(dataset, c.name(), c.classNames(), imageShape()))
            .toArray();
    long[] correct = new long[places.length];
    LabelledImages.forEachPiece(
        dataset,
        (images, labels, count) -> {
          int[][] seen = classes(images);
          int width = labels.length / seen.length;
          for (int i = 0; i < count; i++) {
            for (int c = 0; c < places.length; c++) {
              correct[c] += seen[i][c] == Math.round(labels[i * width + places[c]]) ? 1 : 0;
            }
          }
        });
    return Arrays.stream(correct).mapToObj(n -> new Proportion(n, dataset.size())).toList();
  }

  /** {@link #accuracy} on the images that were held back from its training. */
  public List<Proportion> heldOutAccuracy() {
    JsonNode test = Json.parseJson(metadata.get(TEST), TEST);
    List<Proportion> accuracy = new ArrayList<>();
    test.path("correct")
        .forEach(n -> accuracy.add(new Proportion(n.asLong(), test.path("images").asLong())));
    return List.copyOf(accuracy);
  }

  /** Shape of one image, [C,H,H]. */
  public Shape imageShape() {
    return network.net().imageShape();
  }

  /** SHA-256 of the file, hexadecimal: judgements of different files cannot be compared. */
  public String hash() {
    return hash;
  }

  /** Name and hash, as measurements carry them. */
  public Measurement.FeatureSource source() {
    return new Measurement.FeatureSource("attributes", hash);
  }

  /** What is known about the training and its result; {@link AttributeTraining} tells the keys. */
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public void close() {
    network.close();
  }
}
