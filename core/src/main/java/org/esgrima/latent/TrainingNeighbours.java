package org.esgrima.latent;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.esgrima.data.Batch;
import org.esgrima.data.Dataset;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.metric.EightBit;
import org.esgrima.metric.FeatureExtractor;
import org.esgrima.nn.Inputs;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.LinearAlgebra;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The training images that are nearest to some pictures, in pixels and in features: whether a
 * generator copies. Pixels are compared as root mean square differences in levels of 0 to 255,
 * features by Euclidean distance.
 *
 * @param training images to look through, of the pictures' shape; stays open
 * @param count first images that are looked at, at most all
 * @param features describes images; stays open
 * @param nearest how many of each are wanted, at least 1
 */
public record TrainingNeighbours(
    Dataset training, long count, FeatureExtractor features, int nearest) {
  private static final int PIECE = 250;
  private static final double LEVELS = 127.5;

  /** Checks the numbers. */
  public TrainingNeighbours {
    if (count < nearest || nearest < 1) {
      throw new IllegalArgumentException(nearest + " nearest of " + count);
    }
  }

  /**
   * A training image.
   *
   * @param index in the set
   * @param distance of a picture to it
   */
  public record Neighbour(long index, double distance) {}

  /**
   * The nearest images of one picture, the nearest first.
   *
   * @param pixels by pixels
   * @param features by features
   */
  public record Found(List<Neighbour> pixels, List<Neighbour> features) {
    /** Copies the lists. */
    public Found {
      pixels = List.copyOf(pixels);
      features = List.copyOf(features);
    }
  }

  /**
   * Looks through the images.
   *
   * @param pictures [M,C,H,W] in [-1, 1]
   * @param looked is told how many images were looked at; what it throws ends the search
   * @return M
   */
  public List<Found> of(Tensor pictures, LongConsumer looked) {
    int asked = Math.toIntExact(pictures.shape().size(0));
    List<List<Neighbour>> byPixels = lists(asked);
    List<List<Neighbour>> byFeatures = lists(asked);
    int piece = (int) Math.min(PIECE, count);
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad();
        Loader loader = new Loader(training, Sampler.inOrder(training), piece, 0)) {
      Tensor rounded = EightBit.toUnit(EightBit.of(pictures));
      Tensor flat = flat(rounded);
      Tensor described = features.features(rounded);
      double scale = LEVELS / Math.sqrt(training.sampleShape().elements());
      for (long from = 0; from < count; from += piece) {
        try (Scope inner = Scope.open()) {
          Batch batch = loader.next();
          long length = Math.min(piece, count - from);
          Tensor images = Inputs.of(batch, ElementType.F32).narrow(0, 0, length);
          add(byPixels, LinearAlgebra.distances(flat, flat(images)).mul(scale), from);
          add(byFeatures, LinearAlgebra.distances(described, features.features(images)), from);
        }
        looked.accept(Math.min(count, from + piece));
      }
    }
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < asked; i++) {
      found.add(new Found(byPixels.get(i), byFeatures.get(i)));
    }
    return found;
  }

  private static Tensor flat(Tensor images) {
    return images.reshape(images.shape().size(0), -1);
  }

  private static List<List<Neighbour>> lists(int count) {
    List<List<Neighbour>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private void add(List<List<Neighbour>> lists, Tensor distances, long from) {
    double[] all = distances.toDoubles();
    int width = all.length / lists.size();
    for (int i = 0; i < lists.size(); i++) {
      List<Neighbour> list = lists.get(i);
      for (int j = 0; j < width; j++) {
        insert(list, new Neighbour(from + j, all[i * width + j]));
      }
    }
  }

  /** Keeps the list sorted and short; of equal distances the first image stays in front. */
  private void insert(List<Neighbour> list, Neighbour one) {
    int at = list.size();
    while (at > 0 && list.get(at - 1).distance() > one.distance()) {
      at--;
    }
    if (at < nearest) {
      list.add(at, one);
      if (list.size() > nearest) {
        list.remove(nearest);
      }
    }
  }

  /**
   * An image of a set.
   *
   * @return [1,C,H,W] float32 in [-1, 1], in the caller's scope
   */
  public static Tensor image(Dataset dataset, long index) {
    Shape shape = dataset.sampleShape();
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(shape.elements()));
    dataset.read(index, bytes);
    try (Scope scope = Scope.open()) {
      return scope.keep(EightBit.toUnit(Tensor.of(ElementType.U8, shape.batched(1), bytes.flip())));
    }
  }

  /** The middle of some numbers, sorted or not. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
