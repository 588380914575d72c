package org.esgrima.train;

import java.util.List;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.architecture.ByClass;
import org.esgrima.architecture.Conditioning;
import org.esgrima.architecture.Conditions;
import org.esgrima.data.Batch;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.LabelProduct;
import org.esgrima.torch.Tensor;

/**
 * Reads the class of each sample of a batch.
 *
 * @param label one label, or several
 * @param columns number of labels of a sample
 */
record ClassLabelReader(LabelProduct label, int columns) {
  /** A reader for a game with classes; empty for others. */
  static Optional<ClassLabelReader> of(List<LabelColumn> columns, Conditioning conditioning) {
    if (!(conditioning instanceof ByClass byClass)) {
      return Optional.empty();
    }
    LabelProduct label = LabelProduct.of(byClass.label(), columns).orElseThrow();
    return Optional.of(new ClassLabelReader(label, columns.size()));
  }

  /** One-hot rows [N,K], float32. */
  Tensor read(Batch batch) {
    int classes = label.column().classNames().size();
    int[] read = new int[batch.count()];
    for (int i = 0; i < read.length; i++) {
      int from = i * columns;
      read[i] = label.classOf(batch.labels(), from).orElseThrow(() -> noClass(batch, from));
    }
    return Conditions.oneHot(read, classes);
  }

  private InputException noClass(Batch batch, int from) {
    List<String> got =
        label.places().stream().map(place -> String.valueOf(batch.labels()[from + place])).toList();
    return new InputException(
        "a sample without class",
        "label of a sample",
        "a class of " + label.column().name(),
        String.join(", ", got),
        "Complete the labels of the data, or use --conditioning none");
  }
}
