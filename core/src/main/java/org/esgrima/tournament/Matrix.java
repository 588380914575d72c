package org.esgrima.tournament;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * One number for each pair of players; as JSON, a list of rows. A row is a discriminator, a column
 * a generator, both from the oldest to the newest.
 */
public final class Matrix {
  private final double[][] values;

  private Matrix(double[][] values) {
    this.values = values;
  }

  /**
   * Takes numbers.
   *
   * @param rows of equal length, at least one; copied
   */
  public static Matrix of(double[][] rows) {
    if (rows.length == 0 || Arrays.stream(rows).anyMatch(row -> row.length != rows[0].length)) {
      throw new IllegalArgumentException("expected rows of equal length, got " + rows.length);
    }
    return new Matrix(copy(rows));
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** The number of one pair. */
  public double at(int discriminator, int generator) {
    return values[discriminator][generator];
  }

  /** Number of discriminators. */
  public int discriminators() {
    return values.length;
  }

  /** Number of generators. */
  public int generators() {
    return values[0].length;
  }

  /** All numbers, a row for each discriminator; a copy. */
  @JsonValue
  public double[][] toRows() {
    return copy(values);
  }
}
