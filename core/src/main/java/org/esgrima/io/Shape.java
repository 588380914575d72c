package org.esgrima.io;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The sizes of an array's dimensions, outermost first: {@code [3,64,64]}. No dimensions means a
 * scalar.
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record Shape(long... sizes) {
  /**
   * Checks and copies the sizes.
   *
   * @throws IllegalArgumentException if a size is negative
   */
  public Shape {
    sizes = sizes.clone();
    for (long size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException("negative size in shape " + Arrays.toString(sizes));
      }
    }
  }

  /** A shape of the given sizes. */
  public static Shape of(long... sizes) {
    return new Shape(sizes);
  }

  @Override
  public long[] sizes() {
    return sizes.clone();
  }

  /** Number of dimensions. */
  public int rank() {
    return sizes.length;
  }

  /** Size of dimension {@code dim}; negative counts from the end. */
  public long size(int dim) {
    return sizes[dim < 0 ? dim + sizes.length : dim];
  }

  /** Product of all sizes; 1 for a scalar. */
  public long elements() {
    long product = 1;
    for (long size : sizes) {
      product = Math.multiplyExact(product, size);
    }
    return product;
  }

  /** This shape with one more dimension in front: {@code [C,H,W]} to {@code [n,C,H,W]}. */
  public Shape batched(long n) {
    long[] batched = new long[sizes.length + 1];
    batched[0] = n;
    System.arraycopy(sizes, 0, batched, 1, sizes.length);
    return new Shape(batched);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  @Override
  public String toString() {
    return Arrays.stream(sizes).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
  }
}
