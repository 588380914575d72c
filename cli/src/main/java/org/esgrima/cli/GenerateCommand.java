package org.esgrima.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esgrima.InputException;
import org.esgrima.export.SampleSources;
import org.esgrima.latent.ClassChoice;
import org.esgrima.latent.SampleSource;
import org.esgrima.latent.SampleWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima generate}: pictures from seeds. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Make new samples with a trained generator.",
      "",
      "A seed is the name of a picture: --seed 7 --count 3 makes those of seeds 7, 8 and 9, the"
          + " same ones whatever else is made."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima generate runs/00000-digits --count 64 --seed 7 --grid 8x8 --out sheet.png",
      "  esgrima generate runs/00000-digits --count 1000 --out pictures",
      "  esgrima generate runs/00001-cdcgan-mnist --class 0-9 --count 10 --out classes.png",
      "  esgrima generate runs/00004-stylegan2 --truncation 0.7 --out faces.png",
      "  esgrima generate runs/00000-digits --count 60000 --out synthetic.safetensors",
      "  esgrima train --data synthetic.safetensors          learns from the copies"
    })
final class GenerateCommand implements Callable<Integer> {
  private static final Pattern GRID = Pattern.compile("(\\d{1,4})[x×](\\d{1,4})");
  private static final int DEFAULT_COUNT = 64;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      arity = "0..1",
      description =
          "Directory of a run, of which the newest checkpoint is taken, a checkpoint, or an ONNX"
              + " file of esgrima export.")
  private Path run = Runs.MISSING;

  @Option(
      names = "--out",
      paramLabel = "FILE|DIR",
      description =
          "What to write, by its name: .png, one sheet; .npy; .safetensors, which esgrima train"
              + " can learn from; any other name, a directory with one PNG each (sheet.png).")
  private Path out = Path.of("sheet.png");

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Number of samples, of each class where --class asks for some; any (64, or as many as"
              + " the grid has cells).")
  private Long count;

  @Option(
      names = "--class",
      paramLabel = "LIST",
      description =
          "Classes to make, --count of each: names, numbers or ranges, such as 7 or 0-9, or all; of"
              + " combined ones some labels, such as woman (the seeds decide).")
  private String classes = "";

  @Option(
      names = "--truncation",
      paramLabel = "NUMBER",
      description =
          "For style-based generators: less than 1 for samples that are more usual, cleaner and"
              + " more alike, such as 0.7 (1).")
  private double truncation = 1;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the first sample (0).")
  private long seed = 0;

  @Option(
      names = "--grid",
      paramLabel = "CxR",
      description = "Columns and rows of the sheet, for example 8x8 (about square).")
  private String grid = "";

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Samples made at once; changes memory and speed, not the pictures (64).")
  private int batch = 64;

  @Option(
      names = "--best",
      description = "Take the checkpoint that came closest to the real samples, not the newest.")
  private boolean best;

  @Option(names = "--overwrite", description = "Replace an existing output.")
  private boolean overwrite;

  private final Terminal terminal;

  GenerateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (SampleSource generator =
            new SampleSources(terminal::notice).open(run, best, Math.max(1, batch));
        Interrupt interrupt = new Interrupt(() -> terminal.notice("stopping …"));
        CountDisplay progress = new CountDisplay(terminal)) {
      List<Integer> asked =
          classes.isEmpty() ? List.of() : ClassChoice.parse(classes, generator.classes());
      int each = Math.max(1, asked.size());
      OptionalInt columns = columns(each);
      long number = count != null ? count : Math.max(1, cells() / each);
      SampleWriter writer =
          new SampleWriter(
              generator,
              seed,
              number,
              asked,
              truncation,
              batch,
              overwrite,
              made -> {
                interrupt.check();
                progress.show(made, number * each, "samples");
              });
      write(writer, columns);
      progress.close();
      terminal.say(
          "%s (%s of %s, from %s)"
              .formatted(out, words(number, asked.size()), seeds(number), generator.file()));
    }
    return 0;
  }

  private String seeds(long number) {
    return number == 1 ? "seed " + seed : "seeds %d to %d".formatted(seed, seed + number - 1);
  }

  private static String words(long number, int classes) {
    String samples = number == 1 ? "1 sample" : Words.count(number) + " samples";
    return classes == 0
        ? samples
        : samples + " of " + classes + (classes == 1 ? " class" : " classes");
  }

  private void write(SampleWriter writer, OptionalInt columns) {
    String name = out.getFileName() == null ? "" : out.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".png")) {
      writer.sheet(out, columns);
      return;
    }
    if (columns.isPresent()) {
      throw new InputException(
          "a grid needs a sheet", "--grid", "--out with .png", out, "Leave out --grid");
    }
    if (lower.endsWith(".npy")) {
      writer.npy(out);
    } else if (lower.endsWith(".safetensors")) {
      writer.safetensors(out);
    } else if (lower.matches(".*\\.(jpe?g|gif|bmp|webp|tiff?|zip|npz|pt)")) {
      throw new InputException(
          "unknown kind of output",
          "--out",
          ".png, .npy, .safetensors or the name of a directory",
          out,
          "Change the ending");
    } else {
      writer.directory(out);
    }
  }

  private OptionalInt columns(int classes) {
    if (grid.isEmpty()) {
      return OptionalInt.empty();
    }
    int columns = (int) size(1);
    if (count != null && cells() < count * classes) {
      long rows = (count * classes + columns - 1) / columns;
      throw new InputException(
          "the grid is too small",
          "--grid",
          "at least " + count * classes + " cells for --count " + count,
          grid + " = " + cells() + " cells",
          "Give --grid " + columns + "x" + rows + " or --count " + cells() / classes);
    }
    return OptionalInt.of(columns);
  }

  private long cells() {
    if (grid.isEmpty()) {
      return DEFAULT_COUNT;
    }
    return size(1) * size(2);
  }

  private long size(int group) {
    Matcher matcher = GRID.matcher(grid);
    long size = matcher.matches() ? Long.parseLong(matcher.group(group)) : 0;
    if (size == 0) {
      throw new InputException(
          "unusable value", "--grid", "columns x rows, such as 8x8", grid, "Write it so");
    }
    return size;
  }
}
