package org.esgrima.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.Inspection;
import org.esgrima.data.InspectionReport;
import org.esgrima.data.PackedDataset;
import org.esgrima.data.Split;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code esgrima data}: looking at data sets, and packing them. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Look at the images to learn from, or pack them into one fast file.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima data inspect photos/",
      "  esgrima data pack photos/ photos64.safetensors --resolution 64"
    })
final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Missing command: expected inspect or pack");
  }

  static CommandSpec spec(Terminal terminal) {
    CommandSpec data = CommandSpec.forAnnotatedObject(new DataCommand());
    data.addSubcommand("inspect", CommandSpec.forAnnotatedObject(new Inspect(terminal)));
    data.addSubcommand("pack", CommandSpec.forAnnotatedObject(new Pack(terminal)));
    return data;
  }

  /** Which samples of a source, and how. */
  static final class Selection {
    @Option(
        names = "--resolution",
        paramLabel = "N",
        description = "Crop and resize to squares of so many pixels (0, as stored).")
    private int resolution = 0;

    @Option(
        names = "--channels",
        paramLabel = "N",
        description = "1 for gray, 3 for colour (0, as stored).")
    private int channels = 0;

    @Option(names = "--split", paramLabel = "WORD", description = "train or test (train).")
    private Split split = Split.TRAIN;

    @Option(names = "--skip", paramLabel = "N", description = "Samples left out in front (0).")
    private long skip = 0;

    @Option(names = "--take", paramLabel = "N", description = "Samples used after those (0, all).")
    private long take = 0;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of drawn sets (0).")
    private long seed = 0;

    DataOptions of(String source) {
      return new DataOptions(source, resolution, channels, split, skip, take, seed);
    }

    boolean isEmpty() {
      return of("any").equals(DataOptions.of("any"));
    }
  }

  /** {@code esgrima data inspect}. */
  @Command(
      name = "inspect",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Look at all images before training: bad files, odd sizes, duplicates, class balance.",
        "",
        "Ends with exit code 2 if the images cannot be trained on as they are."
      },
      parameterListHeading = "%n",
      optionListHeading = "%nOptions:%n",
      footer = {
        "",
        "Examples:",
        "  esgrima data inspect photos/",
        "  esgrima data inspect photos.zip",
        "  esgrima data inspect mnist --split test"
      })
  static final class Inspect implements Callable<Integer> {
    @Parameters(
        paramLabel = "PATH",
        description = "Folder, ZIP, IDX or CIFAR-10 directory, .safetensors, or a known name.")
    private String source = "";

    @Mixin private Selection selection = new Selection();

    private final Terminal terminal;

    Inspect(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      InspectionReport report = new InspectionReport(inspection());
      terminal.out().print(report.text());
      terminal.out().flush();
      if (!report.inspection().readyToTrain()) {
        terminal.notice(source + " cannot be trained on as it is; the report says why.");
        return Failures.USER;
      }
      return 0;
    }

    private Inspection inspection() {
      Path path = Path.of(source);
      boolean folder = Files.isDirectory(path) && !holdsArrays(path);
      boolean zip = Files.isRegularFile(path) && source.toLowerCase(Locale.ROOT).endsWith(".zip");
      // Files are looked at one by one, so that damaged ones are findings and not errors.
      if ((folder || zip) && selection.isEmpty()) {
        return Inspection.of(path);
      }
      try (Dataset dataset = Datasets.open(selection.of(source), terminal::notice)) {
        return Inspection.of(dataset);
      }
    }

    private static boolean holdsArrays(Path directory) {
      String[] names = directory.toFile().list();
      if (names == null) {
        return false;
      }
      for (String name : names) {
        if (name.matches("(?i).*(idx\\d-ubyte|data_batch_\\d\\.bin|test_batch\\.bin)(\\.gz)?")) {
          return true;
        }
      }
      return false;
    }
  }

  /** {@code esgrima data pack}. */
  @Command(
      name = "pack",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Write images of one size into one file that is read without decoding.",
        "",
        "For big folders: training starts at once, and the set may be larger than memory."
      },
      parameterListHeading = "%n",
      optionListHeading = "%nOptions:%n",
      footer = {
        "",
        "Examples:",
        "  esgrima data pack photos/ photos64.safetensors --resolution 64",
        "  esgrima data pack strokes digits.safetensors --take 60000",
        "  esgrima train --data photos64.safetensors"
      })
  static final class Pack implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PATH", description = "Images, as for data inspect.")
    private String source = "";

    @Parameters(
        index = "1",
        paramLabel = "OUT.safetensors",
        description = "The file to write; must not exist.")
    private Path target = Path.of("");

    @Mixin private Selection selection = new Selection();

    private final Terminal terminal;

    Pack(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      try (Dataset dataset = Datasets.open(selection.of(source), terminal::notice);
          Interrupt interrupt = new Interrupt(() -> terminal.notice("stopping …"))) {
        PackedDataset.write(dataset, target, written -> interrupt.check());
        terminal.say(
            "%s (%s images of shape %s, %s)"
                .formatted(
                    target,
                    Words.count(dataset.size()),
                    dataset.sampleShape(),
                    Words.bytes(target.toFile().length())));
        terminal.say("Train on it: " + terminal.command() + " train --data " + Words.shell(target));
      }
      return 0;
    }
  }
}
