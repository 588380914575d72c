package org.esgrima.architecture;

import org.esgrima.data.LabelColumn;

/** A condition that is the class of a sample, known from the labels of the data. */
public sealed interface ByClass extends Conditioning
    permits Concatenation, AuxiliaryClassifier, Projection {
  /** Name of the label that is the class; empty until data are chosen: the first of classes. */
  String label();

  /** The label with its classes. */
  default LabelColumn column() {
    return LabelColumn.classes(label(), classes());
  }

  @Override
  default int toldGenerator() {
    return classes().size();
  }
}
