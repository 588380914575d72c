package org.esgrima.metric;

import java.util.List;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.data.Batch;
import org.esgrima.data.Dataset;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Inputs;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** Finite sets of square images whose class is known. */
final class LabelledImages {
  private LabelledImages() {}

  /**
   * Finds the column of classes of that name.
   *
   * @throws InputException if there is none, or if the set is endless or not of square images
   */
  static int require(Dataset dataset, String label) {
    requireImages(dataset);
    List<LabelColumn> columns = dataset.labelColumns();
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).name().equals(label) && columns.get(i).isClass())
        .findFirst()
        .orElseThrow(() -> withoutLabel(dataset, label));
  }

  /**
   * Refuses what cannot be classified.
   *
   * @throws InputException if the set is endless or not of square images
   */
  static void requireImages(Dataset dataset) {
    requireSquare(dataset);
    if (dataset.size() == Dataset.UNLIMITED) {
      throw unusable(dataset, "samples without end");
    }
  }

  /** Refuses other samples than square images. */
  static void requireSquare(Dataset dataset) {
    Shape shape = dataset.sampleShape();
    if (dataset.elementType() != ElementType.U8
        || shape.rank() != 3
        || shape.size(1) != shape.size(2)) {
      throw unusable(dataset, dataset.elementType() + " " + shape);
    }
  }

  private static InputException unusable(Dataset dataset, String got) {
    return new InputException(
        "no images to classify",
        dataset.name(),
        "a finite set of square images",
        got,
        "Choose another set, or take a number of its samples");
  }

  /** As {@link #require(Dataset, String)}, with classes of these names and images of that shape. */
  static int require(Dataset dataset, String label, List<String> classNames, Shape imageShape) {
    if (!dataset.sampleShape().equals(imageShape)) {
      throw new InputException(
          "images of another shape",
          dataset.name(),
          imageShape,
          dataset.sampleShape(),
          "Choose another set, or convert it");
    }
    int column = require(dataset, label);
    List<String> got = dataset.labelColumns().get(column).classNames();
    if (!got.equals(classNames)) {
      throw new InputException(
          "other classes", dataset.name() + ": " + label, classNames, got, "Choose another set");
    }
    return column;
  }

  /** Takes images with their labels. */
  @FunctionalInterface
  interface Use {
    /**
     * Takes a piece.
     *
     * @param images [N,C,H,H] float32 in [-1, 1], gone when the call returns
     * @param labels [N · L], sample by sample
     * @param count how many of the N count; the last piece begins the set anew
     */
    void accept(Tensor images, float[] labels, int count);
  }

  /** Hands over all images of a finite set, in its order. */
  static void forEachPiece(Dataset dataset, Use use) {
    int piece = (int) Math.min(TrainedConvNet.PIECE, dataset.size());
    try (Loader loader = new Loader(dataset, Sampler.inOrder(dataset), piece, 0)) {
      for (long seen = 0; seen < dataset.size(); seen += piece) {
        try (Scope scope = Scope.open()) {
          Batch next = loader.next();
          Tensor images = Inputs.of(next, ElementType.F32);
          use.accept(images, next.labels(), (int) Math.min(piece, dataset.size() - seen));
        }
      }
    }
  }

  private static InputException withoutLabel(Dataset dataset, String label) {
    return new InputException(
        "no such classes",
        dataset.name(),
        "labels named " + label,
        dataset.labelColumns().stream()
            .filter(LabelColumn::isClass)
            .map(LabelColumn::name)
            .toList(),
        "Choose another label or set");
  }
}
