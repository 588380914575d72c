package org.esgrima.latent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.data.LabelColumn;
import org.esgrima.io.Spelling;

/**
 * Reads groups in words against the attributes of a classifier. A word is the name of a class
 * ({@code man}, {@code glasses}, {@code no glasses}, {@code full beard}), {@code attribute=class}
 * where two attributes have classes of one name, or {@code no} and a class, for any other class of
 * that attribute.
 *
 * <p>The terms of an expression are read together: "man" beside "man,glasses" means a man without
 * glasses, as in the figure of Radford et al. 2016. Of every attribute that any term names, a term
 * asks for
 *
 * <ol>
 *   <li>what it names itself; otherwise
 *   <li>of an attribute that is there or not (classes {@code no X} and {@code X}), that it is not;
 *   <li>of any other, none of the classes that other terms name, or any class if that leaves none.
 * </ol>
 *
 * <p>Attributes that no term names are free.
 *
 * @param columns the attributes
 */
public record AttributeWords(List<LabelColumn> columns) {
  private static final String NO = "no ";
  private static final int SHOWN = 40;
  private static final double EQUAL = 1e-9;

  /** Copies the list. */
  public AttributeWords {
    columns = List.copyOf(columns);
  }

  /**
   * Reads all terms.
   *
   * @return what the exemplars of each term show, in order; of a term that names its exemplars,
   *     anything
   * @throws InputException if a word is unknown or ambiguous, or a term contradicts itself
   */
  public List<AttributeGroup> read(LatentExpression expression) {
    List<Map<Integer, Set<Integer>>> named = new ArrayList<>();
    expression.terms().forEach(term -> named.add(named(term.attributes())));
    List<AttributeGroup> groups = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      boolean inWords = expression.terms().get(i).inWords();
      groups.add(inWords ? group(named.get(i), named) : new AttributeGroup(List.of()));
    }
    return groups;
  }

  /**
   * Reads one list of words on its own.
   *
   * @throws InputException as {@link #read}
   */
  public AttributeGroup alone(Collection<String> words) {
    Map<Integer, Set<Integer>> named = named(words);
    return group(named, List.of(named));
  }

  private Map<Integer, Set<Integer>> named(Collection<String> words) {
    Map<Integer, Set<Integer>> named = new TreeMap<>();
    for (String word : words) {
      AttributeGroup.Condition found = condition(word);
      if (named.putIfAbsent(found.column(), found.classes()) != null) {
        throw new InputException(
            "two values of one attribute",
            String.join(",", words),
            "one of " + String.join(", ", columns.get(found.column()).classNames()),
            word + " beside another",
            "Leave one out");
      }
    }
    return named;
  }

  private AttributeGroup group(
      Map<Integer, Set<Integer>> own, List<Map<Integer, Set<Integer>>> all) {
    Set<Integer> mentioned = new TreeSet<>();
    all.forEach(term -> mentioned.addAll(term.keySet()));
    List<AttributeGroup.Condition> conditions = new ArrayList<>();
    for (int column : mentioned) {
      Set<Integer> classes = own.getOrDefault(column, unnamed(column, all));
      if (classes.size() < count(column)) {
        conditions.add(condition(column, classes));
      }
    }
    return new AttributeGroup(conditions);
  }

  /** What is asked of an attribute that a term does not name although another does. */
  private Set<Integer> unnamed(int column, List<Map<Integer, Set<Integer>>> all) {
    if (isYesNo(columns.get(column))) {
      return Set.of(0);
    }
    Set<Integer> left = everything(column);
    all.forEach(term -> left.removeAll(term.getOrDefault(column, Set.of())));
    return left.isEmpty() ? everything(column) : left;
  }

  private Set<Integer> everything(int column) {
    return IntStream.range(0, count(column)).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  private int count(int column) {
    return columns.get(column).classNames().size();
  }

  static boolean isYesNo(LabelColumn column) {
    List<String> names = column.classNames();
    return names.size() == 2 && names.get(0).equals(NO + names.get(1));
  }

  private AttributeGroup.Condition condition(int column, Set<Integer> classes) {
    List<String> names = columns.get(column).classNames();
    Set<Integer> others = everything(column);
    others.removeAll(classes);
    boolean few = classes.size() <= others.size();
    String words =
        (few ? classes : others).stream().map(names::get).collect(Collectors.joining(" or "));
    return new AttributeGroup.Condition(column, classes, few ? words : "not " + words);
  }

  /** What one word asks for. */
  private AttributeGroup.Condition condition(String word) {
    List<AttributeGroup.Condition> found = classesNamed(word);
    if (found.isEmpty() && plain(word).startsWith(NO)) {
      for (AttributeGroup.Condition one : classesNamed(plain(word).substring(NO.length()))) {
        Set<Integer> others = everything(one.column());
        others.removeAll(one.classes());
        found.add(condition(one.column(), others));
      }
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    throw found.isEmpty() ? unknown(word) : ambiguous(word, found);
  }

  private List<AttributeGroup.Condition> classesNamed(String word) {
    int equals = word.indexOf('=');
    String attribute = equals < 0 ? "" : plain(word.substring(0, equals));
    String name = plain(word.substring(equals + 1));
    List<AttributeGroup.Condition> found = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      List<String> names = columns.get(column).classNames();
      boolean asked = attribute.isEmpty() || plain(columns.get(column).name()).equals(attribute);
      for (int k = 0; asked && k < names.size(); k++) {
        if (plain(names.get(k)).equals(name)) {
          found.add(condition(column, Set.of(k)));
        }
      }
    }
    return found;
  }

  private static String plain(String word) {
    return word.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
  }

  private InputException unknown(String word) {
    List<String> known = columns.stream().flatMap(c -> c.classNames().stream()).toList();
    String shown = known.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return new InputException(
        "unknown attribute",
        "\"" + word + "\"",
        shown + (known.size() > SHOWN ? " … (" + known.size() + " in all)" : ""),
        word,
        Spelling.nearest(plain(word), known)
            .map(near -> "Did you mean " + near + "?")
            .orElse("Write one of these, with spaces around + and −"));
  }

  private InputException ambiguous(String word, List<AttributeGroup.Condition> found) {
    String choices =
        found.stream()
            .map(one -> columns.get(one.column()).name() + "=" + word)
            .collect(Collectors.joining(" or "));
    return new InputException(
        "a word with two meanings", "\"" + word + "\"", choices, word, "Say which attribute");
  }

  /**
   * What the result of an expression should show: of every attribute the classes that the weights
   * of the terms add up to most for, where the weight of a term is spread evenly over the classes
   * that it asks for. "man,glasses − man + woman" gives woman and glasses.
   *
   * @param groups of all terms, as {@link #read} gives them
   */
  public AttributeGroup wanted(LatentExpression expression, List<AttributeGroup> groups) {
    Set<Integer> mentioned = new TreeSet<>();
    groups.forEach(group -> group.conditions().forEach(c -> mentioned.add(c.column())));
    List<AttributeGroup.Condition> wanted = new ArrayList<>();
    for (int column : mentioned) {
      double[] sums = new double[count(column)];
      for (int i = 0; i < groups.size(); i++) {
        Set<Integer> asked = askedOf(groups.get(i), column);
        double weight = expression.terms().get(i).weight() / asked.size();
        asked.forEach(k -> sums[k] += weight);
      }
      double most = IntStream.range(0, sums.length).mapToDouble(k -> sums[k]).max().orElseThrow();
      Set<Integer> best = everything(column);
      best.removeIf(k -> sums[k] < most - EQUAL);
      if (best.size() < sums.length) {
        wanted.add(condition(column, best));
      }
    }
    return new AttributeGroup(wanted);
  }

  private Set<Integer> askedOf(AttributeGroup group, int column) {
    return group.conditions().stream()
        .filter(c -> c.column() == column)
        .findFirst()
        .map(AttributeGroup.Condition::classes)
        .orElseGet(() -> everything(column));
  }
}
