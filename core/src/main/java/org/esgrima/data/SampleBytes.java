package org.esgrima.data;

import org.esgrima.InputException;

/** The size of one sample in bytes. */
final class SampleBytes {
  private SampleBytes() {}

  /**
   * Size of each sample of a set.
   *
   * @throws InputException if a sample does not fit into one buffer of 2 GiB
   */
  static int of(Dataset dataset) {
    long bytes =
        Math.multiplyExact(dataset.sampleShape().elements(), (long) dataset.elementType().bytes());
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new InputException(
          "samples too large",
          dataset.name(),
          "samples of less than 2 GiB",
          dataset.sampleShape(),
          "Choose a smaller resolution");
    }
    return (int) bytes;
  }
}
