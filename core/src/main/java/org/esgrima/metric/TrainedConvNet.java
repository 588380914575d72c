package org.esgrima.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.run.Checkpoint;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * A {@link ConvNet} with the weights of a file, in evaluation mode and without gradients. Images of
 * any number are judged in pieces of {@value #PIECE}, so that memory stays bounded.
 */
final class TrainedConvNet implements AutoCloseable {
  /** Section of the file, a {@link Checkpoint}, that holds the network's tensors. */
  static final String SECTION = "classifier";

  static final int PIECE = 250;

  private final ConvNet net;
  private final Path path;
  private final Network features;
  private final Network head;

  private TrainedConvNet(ConvNet net, Path path, Network network) {
    this.net = net;
    this.path = path;
    this.features =
        Network.over(net.features(), net.imageShape(), ElementType.F32, network.state());
    this.head =
        Network.over(net.head(), Shape.of(net.featureCount()), ElementType.F32, network.state());
    features.training(false);
    head.training(false);
  }

  /** Reads the description and the weights. */
  static TrainedConvNet of(Checkpoint file) {
    ConvNet net =
        Json.bind(
            tree(file, Checkpoint.ARCHITECTURE),
            ConvNet.class,
            where(file, Checkpoint.ARCHITECTURE));
    // The first values are drawn only to be overwritten.
    try (RandomStream random = new RandomStream(0);
        Network network =
            Network.create(net, net.imageShape(), ElementType.F32, Initializer.of(random))) {
      file.restore(SECTION, network.state());
      return new TrainedConvNet(net, file.path(), network);
    }
  }

  static JsonNode tree(Checkpoint file, String key) {
    return Json.parseJson(file.metadata(key), where(file, key));
  }

  static String where(Checkpoint file, String key) {
    return file.path() + ": " + key;
  }

  ConvNet net() {
    return net;
  }

  Path path() {
    return path;
  }

  /** The penultimate layer, [N,F] float32 in the caller's scope. */
  Tensor features(Tensor images) {
    return inPieces(images, described -> described);
  }

  /** The last layer, [N,K] float32 in the caller's scope. */
  Tensor logits(Tensor images) {
    return inPieces(images, head::forward);
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

  @Override
  public void close() {
    features.close();
    head.close();
  }
}
