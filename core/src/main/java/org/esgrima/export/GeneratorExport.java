package org.esgrima.export;

import java.nio.file.Path;
import org.esgrima.latent.TrainedGenerator;

/**
 * Writes a trained generator for other programs. Every file is run after it was written, and its
 * samples are compared with those of the network: one that does not agree never gets its name.
 *
 * @param generator whose averaged weights are written
 * @param settings how
 */
public record GeneratorExport(TrainedGenerator generator, ExportSettings settings) {
  private static final double SOME_TRUNCATION = 0.7;

  /**
   * Writes a file.
   *
   * @param target replaced if it exists
   * @return the largest difference of a value between file and network; where values go beyond 1,
   *     as a share of the largest
   * @throws org.esgrima.InputException if it is above 1e-4, or the file cannot be written
   */
  public double write(ExportFormat format, Path target) {
    return file(format).writeChecked(target, Probe.of(generator, psi()));
  }

  private ExportedFile file(ExportFormat format) {
    return switch (format) {
      case ONNX -> new OnnxFile(generator, settings);
    };
  }

  private double psi() {
    return generator.hasStyles() ? settings.truncation().orElse(SOME_TRUNCATION) : 1;
  }
}
