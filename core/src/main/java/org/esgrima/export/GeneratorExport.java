package org.esgrima.export;

import java.nio.file.Path;
import org.esgrima.InputException;
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
    if (settings.noiseAsInput() && (format != ExportFormat.ONNX || !generator.hasStyles())) {
      throw new InputException(
          "noise cannot be an input here",
          "--noise input",
          "a style-based generator and --format onnx",
          generator.hasStyles() ? format : "a generator without noise",
          "Leave --noise out");
    }
    return file(format).writeChecked(target, Probe.of(generator, psi(format)));
  }

  private ExportedFile file(ExportFormat format) {
    return switch (format) {
      case ONNX -> new OnnxFile(generator, settings);
      case SAFETENSORS -> new WeightsFile(generator, settings);
      case TORCHSCRIPT -> new ScriptFile(generator, settings);
      case HTML -> new HtmlFile(generator, settings);
    };
  }

  private double psi(ExportFormat format) {
    boolean truncates = generator.hasStyles() && format != ExportFormat.SAFETENSORS;
    return truncates ? settings.truncation().orElse(SOME_TRUNCATION) : 1;
  }
}
