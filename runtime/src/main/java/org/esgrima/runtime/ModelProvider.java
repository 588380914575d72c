package org.esgrima.runtime;

import java.nio.file.Path;

/**
 * Turns runs and checkpoints into ONNX files, for {@link Generator#open}. It is found by {@link
 * java.util.ServiceLoader}: where {@code esgrima-core} is on the class path, it is there.
 */
public interface ModelProvider {
  /** Whether this is something that can be turned into an ONNX file. */
  boolean accepts(Path path);

  /**
   * The ONNX file of the generator in a run (its newest checkpoint) or checkpoint; made on first
   * use and kept in the user's cache directory.
   *
   * @throws org.esgrima.InputException if it cannot be read or does not survive its check
   */
  Path onnx(Path runOrCheckpoint);
}
