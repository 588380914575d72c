package org.esgrima.io;

/**
 * What a safetensors header says about one tensor.
 *
 * @param name its name, for example {@code main.0.weight}
 * @param type element type
 * @param shape sizes; {@code []} for a scalar
 * @param offset position of its first byte in the data part of the file
 */
public record TensorInfo(String name, ElementType type, Shape shape, long offset) {
  /** Size in bytes. */
  public long bytes() {
    return Math.multiplyExact(shape.elements(), (long) type.bytes());
  }
}
