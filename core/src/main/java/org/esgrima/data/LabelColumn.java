package org.esgrima.data;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * One thing known about every sample.
 *
 * @param name for example {@code digit}, {@code slant}, {@code glasses}
 * @param classNames names of the classes when the value is a class number 0, 1, 2 …; empty when the
 *     value is a measured number such as an angle
 */
public record LabelColumn(String name, List<String> classNames) {
  /** Copies the names. */
  public LabelColumn {
    classNames = List.copyOf(classNames);
  }

  /** A column of class numbers with their names. */
  public static LabelColumn classes(String name, List<String> classNames) {
    return new LabelColumn(name, classNames);
  }

  /** A column of measured numbers. */
  public static LabelColumn number(String name) {
    return new LabelColumn(name, List.of());
  }

  /** Whether the value is a class number. */
  @JsonIgnore
  public boolean isClass() {
    return !classNames.isEmpty();
  }
}
