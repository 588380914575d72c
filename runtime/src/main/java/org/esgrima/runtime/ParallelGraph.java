package org.esgrima.runtime;

import java.nio.file.Path;

/**
 * The graph of a generator on all threads that it may take: one row is computed with all of them,
 * several rows in parts side by side, with one thread each. Within one call ONNX Runtime leaves
 * threads idle: 64 images of a DCGAN took 1.5 times as long in one call with two threads as in two
 * calls of 32 images with one thread each ({@code benchmarks/README.md}, Generation).
 *
 * <p>The second way needs a session of its own, which is made when it is first needed and holds the
 * weights a second time; until then the content of the file does, since the file may be gone.
 */
final class ParallelGraph implements AutoCloseable {
  /** Rows of numbers in, rows of numbers out, computed by a graph. */
  interface Work {
    float[] compute(GeneratorGraph graph, int rows, float[] input);
  }

  private final Path file;
  private final int threads;
  private final GeneratorGraph whole;
  private final SideBySide sideBySide;
  private byte[] content;
  private GeneratorGraph ofParts;

  /**
   * Reads a file.
   *
   * @param threads 0 = as many as there are cores
   * @throws org.esgrima.InputException if it is no generator of Esgrima
   */
  ParallelGraph(Path file, int threads) {
    this.file = file;
    this.threads = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    byte[] read = GeneratorGraph.content(file);
    whole = GeneratorGraph.of(read, file, this.threads);
    content = this.threads == 1 ? new byte[0] : read; // one thread never needs parts
    sideBySide = new SideBySide(this.threads);
  }

  /** What the file says. */
  GeneratorInfo info() {
    return whole.info();
  }

  /** The graph that uses all threads for each row. */
  GeneratorGraph whole() {
    return whole;
  }

  /** Computes rows; one call at a time. */
  float[] compute(Work work, int rows, float[] input) {
    if (rows == 1 || threads == 1) {
      return work.compute(whole, rows, input);
    }
    GeneratorGraph graph = ofParts();
    return sideBySide.compute((n, part) -> work.compute(graph, n, part), rows, input);
  }

  private GeneratorGraph ofParts() {
    if (ofParts == null) {
      ofParts = GeneratorGraph.of(content, file, 1);
      content = new byte[0];
    }
    return ofParts;
  }

  @Override
  public void close() {
    sideBySide.close();
    whole.close();
    if (ofParts != null) {
      ofParts.close();
    }
  }
}
