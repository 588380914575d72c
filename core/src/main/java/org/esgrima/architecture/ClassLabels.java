package org.esgrima.architecture;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.LabelProduct;

/**
 * Which label of the data is the class, and the names of its classes.
 *
 * @param label name of the column, or several names joined by + ({@link LabelProduct}); empty = the
 *     first column of classes
 * @param classes names in the order of their numbers; empty = those of the data
 */
record ClassLabels(String label, List<String> classes) {
  /** Takes what a configuration says, where both keys may be absent. */
  static ClassLabels of(String label, List<String> classes) {
    return new ClassLabels(
        Objects.requireNonNullElse(label, ""), Objects.requireNonNullElse(classes, List.of()));
  }

  /** The column of these labels, with all its names. */
  ClassLabels fitting(List<LabelColumn> columns) {
    LabelColumn column =
        (label.isEmpty()
                ? columns.stream().filter(LabelColumn::isClass).findFirst()
                : LabelProduct.of(label, columns).map(LabelProduct::column))
            .orElseThrow(() -> noSuchColumn(columns));
    if (!classes.isEmpty() && !classes.equals(column.classNames())) {
      throw new InputException(
          "the classes of the data are not those of the settings",
          "conditioning.classes",
          classes,
          column.classNames(),
          "Leave conditioning.classes out to take those of the data");
    }
    return new ClassLabels(column.name(), column.classNames());
  }

  private InputException noSuchColumn(List<LabelColumn> columns) {
    List<String> known =
        columns.stream().filter(LabelColumn::isClass).map(LabelColumn::name).toList();
    return new InputException(
        "the data have no such classes",
        "conditioning" + (label.isEmpty() ? "" : ".label"),
        label.isEmpty() ? "data with a class for each sample" : "a label named " + label,
        known.isEmpty()
            ? "no classes"
            : known.stream().collect(Collectors.joining(", ", "labels ", "")),
        known.isEmpty()
            ? "Use --conditioning none, or data with classes such as one folder for each"
            : "Choose one of these with --conditioning.label, or several, such as a+b");
  }
}
