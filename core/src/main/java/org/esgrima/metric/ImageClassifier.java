package org.esgrima.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;
import org.esgrima.io.UnreadableFile;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Inputs;
import org.esgrima.nn.Network;
import org.esgrima.run.Checkpoint;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
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
  /** Section of the file, a {@link Checkpoint}, that holds the network's tensors. */
  static final String SECTION = "classifier";

  static final String LABEL = "label";
  static final String CLASSES = "classes";
  static final String TEST = "test";

  private static final int PIECE = 250;

  private final ConvNet net;
  private final String label;
  private final List<String> classNames;
  private final Map<String, String> metadata;
  private final Path path;
  private final String hash;
  private final Network features;
  private final Network head;

  private ImageClassifier(Checkpoint file, String hash, ConvNet net, Network network) {
    this.net = net;
    this.label = file.metadata(LABEL);
    this.classNames = List.of(Json.bind(tree(file, CLASSES), String[].class, where(file, CLASSES)));
    this.metadata = file.metadata();
    this.path = file.path();
    this.hash = hash;
    this.features =
        Network.over(net.features(), net.imageShape(), ElementType.F32, network.state());
    this.head =
        Network.over(net.head(), Shape.of(net.featureCount()), ElementType.F32, network.state());
    features.training(false);
    head.training(false);
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
    try (Checkpoint file = Checkpoint.of(name, content);
        RandomStream random = new RandomStream(0)) {
      ConvNet net =
          Json.bind(
              tree(file, Checkpoint.ARCHITECTURE),
              ConvNet.class,
              where(file, Checkpoint.ARCHITECTURE));
      // The first values are drawn only to be overwritten.
      try (Network network =
          Network.create(net, net.imageShape(), ElementType.F32, Initializer.of(random))) {
        file.restore(SECTION, network.state());
        return new ImageClassifier(file, Sha256.of(content), net, network);
      }
    }
  }

  private static JsonNode tree(Checkpoint file, String key) {
    return Json.parseJson(file.metadata(key), where(file, key));
  }

  private static String where(Checkpoint file, String key) {
    return file.path() + ": " + key;
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
    return inPieces(images, features -> features);
  }

  /**
   * The last layer.
   *
   * @return [N,K] float32, in the caller's scope; otherwise as {@link #features}
   */
  public Tensor logits(Tensor images) {
    return inPieces(images, head::forward);
  }

  /**
   * The probability of every class.
   *
   * @return [N,K] float32, each row of sum 1, in the caller's scope; otherwise as {@link #features}
   */
  public Tensor probabilities(Tensor images) {
    return inPieces(images, features -> head.forward(features).softmax(1));
  }

  /**
   * The most probable class of every image, counted from 0; of equal ones the first.
   *
   * @return [N]; otherwise as {@link #features}
   */
  public int[] classes(Tensor images) {
    try (Scope scope = Scope.open()) {
      float[] logits = logits(images).toFloats();
      int[] classes = new int[logits.length / net.classes()];
      for (int i = 0; i < logits.length; i++) {
        int row = i / net.classes();
        int column = i % net.classes();
        if (logits[i] > logits[row * net.classes() + classes[row]]) {
          classes[row] = column;
        }
      }
      return classes;
    }
  }

  private Tensor inPieces(Tensor images, UnaryOperator<Tensor> ofFeatures) {
    Shape shape = images.shape();
    if (shape.rank() != 4
        || shape.size(0) < 1
        || !shape.equals(net.imageShape().batched(shape.size(0)))) {
      throw new IllegalArgumentException(
          "%s: expected images %s in [-1, 1] with any N, got %s"
              .formatted(path, net.imageShape().batched(1), shape));
    }
    List<Tensor> pieces = new ArrayList<>();
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      for (long from = 0; from < shape.size(0); from += PIECE) {
        try (Scope inner = Scope.open()) {
          long length = Math.min(PIECE, shape.size(0) - from);
          Tensor piece = features.forward(images.narrow(0, from, length).to(ElementType.F32));
          if (!piece.isFinite()) {
            throw notFinite(from, length);
          }
          pieces.add(inner.keep(ofFeatures.apply(piece)));
        }
      }
      return scope.keep(Tensor.concat(pieces, 0));
    }
  }

  private static InputException notFinite(long from, long length) {
    return new InputException(
        "images that are not finite",
        "images " + from + " to " + (from + length - 1),
        "numbers in [-1, 1]",
        "NaN or infinity",
        "A generator that diverged makes such images: take an earlier checkpoint");
  }

  /**
   * The share of a set's images whose class is recognised.
   *
   * @param dataset of images of this shape with labels {@link #label} of these classes
   * @throws InputException if it has others
   */
  public Proportion accuracy(Dataset dataset) {
    int column = LabelledImages.require(dataset, label, classNames, net.imageShape());
    int columns = dataset.labelColumns().size();
    int batch = (int) Math.min(PIECE, dataset.size());
    long correct = 0;
    try (Loader loader = new Loader(dataset, Sampler.inOrder(dataset), batch, 0)) {
      for (long seen = 0; seen < dataset.size(); seen += batch) {
        try (Scope scope = Scope.open()) {
          var next = loader.next();
          int[] classes = classes(Inputs.of(next, ElementType.F32));
          long count = Math.min(batch, dataset.size() - seen); // the last batch begins anew
          for (int i = 0; i < count; i++) {
            correct += classes[i] == Math.round(next.labels()[i * columns + column]) ? 1 : 0;
          }
        }
      }
    }
    return new Proportion(correct, dataset.size());
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
    return net.featureCount();
  }

  /** Shape of one image, [C,H,H]. */
  public Shape imageShape() {
    return net.imageShape();
  }

  /** Name and hash, as measurements carry them. */
  public Measurement.FeatureSource source() {
    String file = String.valueOf(path.getFileName());
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
    features.close();
    head.close();
  }
}
