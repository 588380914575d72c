package org.esgrima.architecture;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.data.LabelColumn;
import org.esgrima.data.LabelProduct;

/**
 * Which label of the data is the class, the names of its classes, and how often each of them comes.
 *
 * @param label name of the column, or several names joined by + ({@link LabelProduct}); empty = the
 *     first column of classes
 * @param classes names in the order of their numbers; empty = those of the data
 * @param frequencies of the classes, relative to each other; empty = those of the data where the
 *     classes are empty, too, else alike: runs of before there were frequencies name their classes
 */
record ClassLabels(String label, List<String> classes, List<Long> frequencies) {
  private static final long MOST = 999_999_999;

  /** Takes what a configuration says, where all keys may be absent. */
  static ClassLabels of(String label, List<String> classes, List<Long> frequencies) {
    ClassLabels labels =
        new ClassLabels(
            Objects.requireNonNullElse(label, ""),
            Objects.requireNonNullElse(classes, List.of()),
            Objects.requireNonNullElse(frequencies, List.of()));
    labels.requireFrequenciesOf(labels.classes);
    return labels;
  }

  private void requireFrequenciesOf(List<String> names) {
    boolean fit = names.isEmpty() || frequencies.size() == names.size();
    boolean counts = frequencies.stream().allMatch(n -> n != null && n >= 0 && n <= MOST);
    if (!frequencies.isEmpty() && !(fit && counts && frequencies.stream().anyMatch(n -> n > 0))) {
      throw new InputException(
          "frequencies that do not fit the classes",
          "conditioning.frequencies",
          "a whole number from 0 to " + MOST + " for each class, one of them above 0",
          frequencies,
          "Leave conditioning.frequencies out to take those of the data");
    }
  }

  /** The labels of that name, with all their classes and how often each is in the data. */
  ClassLabels fitting(List<LabelColumn> columns, Function<LabelProduct, List<Long>> counted) {
    LabelProduct product =
        (label.isEmpty()
                ? columns.stream().filter(LabelColumn::isClass).findFirst().map(LabelColumn::name)
                : Optional.of(label))
            .flatMap(name -> LabelProduct.of(name, columns))
            .orElseThrow(() -> noSuchColumn(columns));
    LabelColumn column = product.column();
    if (!classes.isEmpty() && !classes.equals(column.classNames())) {
      throw new InputException(
          "the classes of the data are not those of the settings",
          "conditioning.classes",
          classes,
          column.classNames(),
          "Leave conditioning.classes out to take those of the data");
    }
    requireFrequenciesOf(column.classNames());
    return new ClassLabels(
        column.name(),
        column.classNames(),
        frequencies.isEmpty() && classes.isEmpty() ? counted.apply(product) : frequencies);
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
