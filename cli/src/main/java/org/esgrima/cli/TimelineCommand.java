package org.esgrima.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Shape;
import org.esgrima.report.Timeline;
import org.esgrima.run.Png;
import org.esgrima.run.RunDirectory;
import org.esgrima.train.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima timeline}: the same latents through training. */
@Command(
    name = "timeline",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Show how pictures form: the same latents through training.",
      "",
      "A .png has a row for each latent and a column for each moment; a .gif shows whole sheets one"
          + " after the other. Both are made of the sheets that the run has kept."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima timeline runs/00000-digits",
      "  esgrima timeline runs/00000-digits --out digits.gif --fps 4"
    })
final class TimelineCommand implements Callable<Integer> {
  private static final int USUAL_MOMENTS = 8;

  @Parameters(index = "0", paramLabel = "RUN", arity = "0..1", description = "Directory of a run.")
  private Path run = Runs.MISSING;

  @Option(names = "--out", paramLabel = "FILE", description = "A .png or a .gif (timeline.png).")
  private Path out = Path.of("timeline.png");

  @Option(
      names = "--moments",
      paramLabel = "N",
      description = "Sheets shown, evenly chosen (8; all for a GIF).")
  private int moments;

  @Option(names = "--rows", paramLabel = "N", description = "Latents of a .png (6).")
  private int rows = 6;

  @Option(names = "--fps", paramLabel = "X", description = "Frames a second of a .gif (4).")
  private double framesPerSecond = 4;

  @Option(names = "--overwrite", description = "Replace an existing output.")
  private boolean overwrite;

  private final Terminal terminal;

  TimelineCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LatentOptions.require(rows >= 1, "--rows", "at least 1", rows);
    LatentOptions.require(moments == 0 || moments >= 2, "--moments", "at least 2", moments);
    boolean animation = out.toString().toLowerCase(Locale.ROOT).endsWith(".gif");
    if (!animation && !out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new InputException(
          "unknown kind of output", "--out", ".png or .gif", out, "Change the ending");
    }
    if (!overwrite) {
      AtomicFile.requireAbsent(out);
    }
    RunDirectory directory = RunDirectory.open(run);
    int most = moments > 0 ? moments : animation ? Integer.MAX_VALUE : USUAL_MOMENTS;
    Timeline timeline = Timeline.of(directory, most);
    if (animation) {
      timeline.animation(out, framesPerSecond);
    } else {
      Png.write(out, picture(directory, timeline));
    }
    int last = timeline.steps().size() - 1;
    terminal.say(
        "%s (%d moments, steps %s to %s)"
            .formatted(
                out,
                timeline.steps().size(),
                Words.count(timeline.steps().get(0)),
                Words.count(timeline.steps().get(last))));
    return 0;
  }

  private BufferedImage picture(RunDirectory directory, Timeline timeline) {
    TrainingConfig config = TrainingConfig.of(directory.readConfig(), directory.configFile());
    Shape sample = config.architecture().sampleShape();
    if (sample.rank() != 3) {
      throw new InputException(
          "samples are no images", run, "a run of images", "points", "Write a .gif");
    }
    return timeline.picture(config.preview(), (int) sample.size(1), (int) sample.size(2), rows);
  }
}
