package org.esgrima.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Several labels of classes as one, which has a class for each combination: {@code person+glasses}
 * of {@code man, woman} and {@code no glasses, glasses} has the classes {@code man+no glasses},
 * {@code man+glasses}, {@code woman+no glasses} and {@code woman+glasses}, in this order: the last
 * label changes fastest. A single label is the product of itself.
 *
 * @param places of the labels among those of a sample
 * @param factors their columns
 */
public record LabelProduct(List<Integer> places, List<LabelColumn> factors) {
  private static final String SIGN = "+";
  private static final long COUNTED_AT_LEAST = 10_000;
  private static final long COUNTED_PER_CLASS = 100;

  /** Copies the lists. */
  public LabelProduct {
    places = List.copyOf(places);
    factors = List.copyOf(factors);
  }

  /**
   * The labels of these names.
   *
   * @param names joined by +
   * @param columns all labels of a sample
   * @return empty if one of the names is that of no label of classes, or stands there twice
   */
  public static Optional<LabelProduct> of(String names, List<LabelColumn> columns) {
    boolean one = columns.stream().anyMatch(column -> is(column, names)); // whose name has a +
    List<String> wanted = one ? List.of(names) : joined(names);
    List<Integer> places =
        wanted.stream()
            .flatMap(
                name ->
                    IntStream.range(0, columns.size())
                        .filter(i -> is(columns.get(i), name))
                        .boxed()
                        .limit(1))
            .toList();
    return places.stream().distinct().count() < wanted.size()
        ? Optional.empty()
        : Optional.of(new LabelProduct(places, places.stream().map(columns::get).toList()));
  }

  /**
   * The labels that are the classes of {@code wanted}: those of its name or, where a set has
   * another name for them, the one label that has these classes.
   *
   * @param columns all labels of a sample
   * @return empty if no label has these classes
   */
  public static Optional<LabelProduct> of(LabelColumn wanted, List<LabelColumn> columns) {
    List<String> classes = wanted.classNames();
    return of(wanted.name(), columns)
        .filter(product -> product.column().classNames().equals(classes))
        .or(
            () ->
                IntStream.range(0, columns.size())
                    .filter(i -> columns.get(i).isClass())
                    .filter(i -> columns.get(i).classNames().equals(classes))
                    .mapToObj(i -> new LabelProduct(List.of(i), List.of(columns.get(i))))
                    .findFirst());
  }

  /** What the name of a combination joins, of labels or of classes; of others, the name itself. */
  public static List<String> joined(String name) {
    return List.of(name.split(Pattern.quote(SIGN), -1));
  }

  private static boolean is(LabelColumn column, String name) {
    return column.isClass() && column.name().equals(name);
  }

  /** The label of all combinations. */
  public LabelColumn column() {
    return LabelColumn.classes(
        String.join(SIGN, factors.stream().map(LabelColumn::name).toList()), classNames());
  }

  private List<String> classNames() {
    List<String> names = List.of("");
    for (LabelColumn factor : factors) {
      names =
          names.stream()
              .flatMap(
                  before ->
                      factor.classNames().stream()
                          .map(name -> before.isEmpty() ? name : before + SIGN + name))
              .toList();
    }
    return names;
  }

  /**
   * How many samples there are of each class; of a set without end, among its first {@value
   * #COUNTED_AT_LEAST}, or {@value #COUNTED_PER_CLASS} for each class. Samples without class are
   * left out; empty if there are no others.
   */
  public List<Long> frequencies(Dataset dataset) {
    long[] counts = new long[column().classNames().size()];
    long enough = Math.max(COUNTED_AT_LEAST, COUNTED_PER_CLASS * counts.length);
    long size = dataset.size() == Dataset.UNLIMITED ? enough : dataset.size();
    float[] labels = new float[dataset.labelColumns().size()];
    for (long i = 0; i < size; i++) {
      dataset.readLabels(i, labels);
      classOf(labels, 0).ifPresent(number -> counts[number]++);
    }
    return LongStream.of(counts).sum() == 0 ? List.of() : LongStream.of(counts).boxed().toList();
  }

  /**
   * The class of a sample.
   *
   * @param labels of many samples, one after the other
   * @param from where those of this sample begin
   * @return its number; empty if one of its labels is no class
   */
  public OptionalInt classOf(float[] labels, int from) {
    int number = 0;
    for (int i = 0; i < factors.size(); i++) {
      float label = labels[from + places.get(i)];
      int classes = factors.get(i).classNames().size();
      if (!(label >= 0 && label < classes)) {
        return OptionalInt.empty();
      }
      number = number * classes + (int) label;
    }
    return OptionalInt.of(number);
  }
}
