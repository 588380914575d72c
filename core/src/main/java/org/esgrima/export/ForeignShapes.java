package org.esgrima.export;

import java.util.List;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.io.SafetensorsFile;

/** Names and shapes of the tensors of a file, from which sizes of networks are seen. */
final class ForeignShapes {
  private static final int MOST_LISTED = 3;

  private final SafetensorsFile file;
  private final String kind;

  /**
   * Looks at a file.
   *
   * @param kind what it is believed to be, for messages
   */
  ForeignShapes(SafetensorsFile file, String kind) {
    this.file = file;
    this.kind = kind;
  }

  boolean has(String name) {
    return file.contains(name);
  }

  /**
   * One size of a tensor.
   *
   * @throws InputException if there is no such tensor or it has fewer dimensions
   */
  int size(String name, int dim) {
    if (!has(name) || file.entry(name).shape().rank() <= dim) {
      List<String> names = file.names().stream().sorted().limit(MOST_LISTED).toList();
      throw new InputException(
          "these are not the weights of a generator of " + kind,
          file.path(),
          "a tensor " + name + " with " + (dim + 1) + " dimensions or more",
          has(name)
              ? "one of shape " + file.entry(name).shape()
              : "none; the first of " + file.names().size() + " are " + names,
          "Choose another --as, or convert the weights as docs/IMPORT.md shows");
    }
    return Math.toIntExact(file.entry(name).shape().size(dim));
  }

  /** How many of the names {@code format} with 0, 1, 2 … there are without a gap. */
  int count(String format) {
    return IntStream.iterate(0, i -> i + 1)
        .filter(i -> !has(format.formatted(i)))
        .findFirst()
        .orElseThrow();
  }
}
