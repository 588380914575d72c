package org.esgrima.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.esgrima.InputException;
import org.esgrima.export.ExportFormat;
import org.esgrima.export.ExportSettings;
import org.esgrima.export.GeneratorExport;
import org.esgrima.io.AtomicFile;
import org.esgrima.latent.TrainedGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima export}: a trained generator as a file of another program. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Write a trained generator for other programs.",
      "",
      "Every file is run after it was written and compared with the network; one that does not"
          + " agree is removed."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima export runs/00000-digits --out digits.onnx",
      "  esgrima export runs/00000-digits --out digits.html       a page to mail",
      "  esgrima export runs/00004-stylegan2 --truncation 0.7 --out faces.onnx"
    })
final class ExportCommand implements Callable<Integer> {
  private static final double MEGABYTE = 1e6;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      arity = "0..1",
      description = "Directory of a run, of which the newest checkpoint is taken, or a checkpoint.")
  private Path run = Runs.MISSING;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "onnx (ONNX Runtime and its like), safetensors (weights alone), torchscript"
              + " (torch.jit.load), html (a page that generates in a browser) (what the ending of"
              + " --out says).")
  private ExportFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "What to write: .onnx, .safetensors, .pt, .html.")
  private Path out;

  @Option(
      names = "--best",
      description = "Take the checkpoint that came closest to the real samples, not the newest.")
  private boolean best;

  @Option(
      names = "--truncation",
      paramLabel = "PSI",
      description =
          "For style-based generators: truncation that is built in; 1 = none (an input called psi,"
              + " where the format can).")
  private Double truncation;

  @Option(
      names = "--noise",
      paramLabel = "KIND",
      description =
          "For style-based generators in ONNX: constant, or input to give it with every call"
              + " (constant).")
  private Noise noise = Noise.CONSTANT;

  @Option(
      names = "--pixels",
      description =
          "For tools that score ONNX generators, such as torch-fidelity: images as uint8 [N,3,H,W]"
              + " from 0 to 255, classes as numbers, nothing else to give.")
  private boolean pixels;

  @Option(
      names = "--license",
      paramLabel = "TEXT",
      description = "Under which the weights may be used; part of the file (unspecified).")
  private String license = ExportSettings.DEFAULT.license();

  @Option(names = "--overwrite", description = "Replace an existing file.")
  private boolean overwrite;

  private final Terminal terminal;

  /** How noise leaves. */
  enum Noise {
    /** As part of the file. */
    CONSTANT,
    /** As inputs. */
    INPUT
  }

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ExportFormat chosen = format == null ? byEnding() : format;
    if (!overwrite) {
      AtomicFile.requireAbsent(out);
    }
    try (TrainedGenerator generator =
        best ? TrainedGenerator.openBest(run) : TrainedGenerator.open(run)) {
      if (truncation != null && !generator.hasStyles()) {
        throw new InputException(
            "this generator has no styles",
            "--truncation",
            "a style-based architecture such as stylegan2",
            generator.checkpoint(),
            "Leave --truncation out");
      }
      OptionalDouble psi =
          truncation == null ? OptionalDouble.empty() : OptionalDouble.of(truncation);
      ExportSettings settings = new ExportSettings(psi, noise == Noise.INPUT, pixels, license);
      double difference = new GeneratorExport(generator, settings).write(chosen, out);
      terminal.say(
          "%s (%s, %.1f MB, from %s)"
              .formatted(
                  out,
                  chosen.name().toLowerCase(Locale.ROOT),
                  size() / MEGABYTE,
                  generator.checkpoint()));
      terminal.say(
          String.format(
              Locale.ROOT,
              "Run there and compared with the network: the largest difference is %.1g.",
              difference));
    }
    return 0;
  }

  private long size() {
    try {
      return Files.size(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ExportFormat byEnding() {
    String name = out.toString().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "onnx" -> ExportFormat.ONNX;
      case "safetensors" -> ExportFormat.SAFETENSORS;
      case "pt" -> ExportFormat.TORCHSCRIPT;
      case "html" -> ExportFormat.HTML;
      default ->
          throw new InputException(
              "unknown kind of output",
              "--out",
              ".onnx, .safetensors, .pt or .html",
              out,
              "Change the ending, or say what it is with --format");
    };
  }
}
