package org.esgrima.latent;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What pictures of a group show: for some attributes the classes that will do.
 *
 * @param conditions all must hold; of different attributes
 */
public record AttributeGroup(List<Condition> conditions) {
  /**
   * One attribute.
   *
   * @param column its place among the attributes of the classifier
   * @param classes numbers of those that will do, at least one
   * @param words for people: {@code no glasses}, {@code not full beard}
   */
  public record Condition(int column, Set<Integer> classes, String words) {
    /** Copies the set, sorted. */
    public Condition {
      classes = java.util.Collections.unmodifiableSet(new TreeSet<>(classes));
    }
  }

  /** Sorts by attribute. */
  public AttributeGroup {
    conditions = conditions.stream().sorted(Comparator.comparingInt(Condition::column)).toList();
  }

  /**
   * Whether a picture belongs to the group.
   *
   * @param seen the class of every attribute
   */
  public boolean matches(int[] seen) {
    return conditions.stream().allMatch(c -> c.classes().contains(seen[c.column()]));
  }

  /**
   * How sure it is that a picture belongs to the group: the smallest probability of a condition.
   *
   * @param probabilities of every class of every attribute
   * @param from place of this picture's first probability
   * @param offsets of the attributes among them
   */
  double sureness(float[] probabilities, int from, int[] offsets) {
    double least = 1;
    for (Condition condition : conditions) {
      double sum = 0;
      for (int k : condition.classes()) {
        sum += probabilities[from + offsets[condition.column()] + k];
      }
      least = Math.min(least, sum);
    }
    return least;
  }

  /** For people: {@code man, no glasses}. */
  public String words() {
    return conditions.isEmpty()
        ? "anything"
        : conditions.stream().map(Condition::words).collect(Collectors.joining(", "));
  }
}
