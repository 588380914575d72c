package org.esgrima.export;

import java.nio.file.Path;
import org.esgrima.InputException;
import org.esgrima.architecture.LatentCodes;
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
    if (settings.noiseAsInput()) {
      require(format, generator.hasStyles(), "--noise input", "a style-based generator");
    }
    if (settings.pixels()) {
      boolean codes =
          generator.config().conditioning() instanceof LatentCodes c && c.continuous() > 0;
      boolean fixed = !generator.hasStyles() || settings.truncation().isPresent();
      require(format, generator.makesImages(), "--pixels", "a generator of images");
      require(format, !codes, "--pixels", "a generator without continuous codes");
      require(format, fixed, "--pixels", "--truncation, such as 1 for none");
      require(format, !settings.noiseAsInput(), "--pixels", "constant noise");
    }
    return file(format).writeChecked(target, Probe.of(generator, psi(format)));
  }

  private void require(ExportFormat format, boolean fits, String option, String expected) {
    if (format != ExportFormat.ONNX || !fits) {
      throw new InputException(
          "this cannot be exported with " + option,
          generator.checkpoint(),
          "--format onnx and " + expected,
          format == ExportFormat.ONNX ? "something else" : format,
          "Leave " + option + " out, or change the rest");
    }
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
