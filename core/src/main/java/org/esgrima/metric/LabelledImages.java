package org.esgrima.metric;

import java.util.List;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.data.Dataset;
import org.esgrima.data.LabelColumn;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/** Finite sets of square images whose class is known. */
final class LabelledImages {
  private LabelledImages() {}

  /**
   * Finds the column of classes of that name.
   *
   * @throws InputException if there is none, or if the set is endless or not of square images
   */
  static int require(Dataset dataset, String label) {
    Shape shape = dataset.sampleShape();
    if (dataset.elementType() != ElementType.U8
        || shape.rank() != 3
        || shape.size(1) != shape.size(2)
        || dataset.size() == Dataset.UNLIMITED) {
      throw new InputException(
          "no images to classify",
          dataset.name(),
          "a finite set of square images",
          dataset.size() == Dataset.UNLIMITED
              ? "samples without end"
              : dataset.elementType() + " " + shape,
          "Choose another set, or take a number of its samples");
    }
    List<LabelColumn> columns = dataset.labelColumns();
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).name().equals(label) && columns.get(i).isClass())
        .findFirst()
        .orElseThrow(() -> withoutLabel(dataset, label));
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
