package org.esgrima.export;

import java.io.IOException;
import java.nio.file.Path;
import org.esgrima.io.AtomicFile;

/** A format of another program: how a generator is written in it, and run from there. */
interface ExportedFile {
  /** Writes the file. */
  void write(Path file) throws IOException;

  /** What the written file makes of the probe's latents and conditions, sample by sample. */
  float[] run(Path file, Probe probe) throws IOException;

  /**
   * Writes the file, runs it and compares with the network; a file that does not agree is removed.
   *
   * @return the largest difference of a value, as {@link Probe#difference} has it
   * @throws org.esgrima.InputException if it is above {@link Probe#TOLERANCE} or cannot be written
   */
  default double writeChecked(Path target, Probe probe) {
    double[] difference = {0};
    AtomicFile.writePath(
        target,
        temporary -> {
          write(temporary);
          difference[0] = probe.requireAgreement(run(temporary, probe), target);
        });
    return difference[0];
  }
}
