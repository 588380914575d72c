package org.esgrima.train;

import java.util.List;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.architecture.ByClass;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.Conditions;
import org.esgrima.data.Batch;
import org.esgrima.data.LabelColumn;
import org.esgrima.torch.Tensor;

/**
 * Reads the class of each sample of a batch.
 *
 * @param column place of the class among the labels of a sample
 * @param columns number of labels of a sample
 * @param classes K
 */
record ClassLabelReader(int column, int columns, int classes) {
  /** A reader for a game with classes; empty for others. */
  static Optional<ClassLabelReader> of(List<LabelColumn> columns, Conditioning conditioning) {
    if (!(conditioning instanceof ByClass byClass)) {
      return Optional.empty();
    }
    int at = columns.stream().map(LabelColumn::name).toList().indexOf(byClass.label());
    return Optional.of(new ClassLabelReader(at, columns.size(), byClass.classes().size()));
  }

  /** One-hot rows [N,K], float32. */
  Tensor read(Batch batch) {
    float[] labels = batch.labels();
    int[] read = new int[batch.count()];
    for (int i = 0; i < read.length; i++) {
      float label = labels[i * columns + column];
      if (!(label >= 0 && label < classes)) {
        throw new InputException(
            "a sample without class",
            "label of a sample",
            "a class from 0 to " + (classes - 1),
            label,
            "Complete the labels of the data, or use --conditioning none");
      }
      read[i] = (int) label;
    }
    return Conditions.oneHot(read, classes);
  }
}
