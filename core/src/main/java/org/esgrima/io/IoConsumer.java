package org.esgrima.io;

import java.io.IOException;

/**
 * Something that writes to {@code target} and may fail as files do.
 *
 * @param <T> what is written to, for example {@link java.io.OutputStream}
 */
@FunctionalInterface
public interface IoConsumer<T> {
  /**
   * Writes.
   *
   * @throws IOException if the file cannot take what is written
   */
  void accept(T target) throws IOException;
}
