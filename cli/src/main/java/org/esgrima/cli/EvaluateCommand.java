package org.esgrima.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esgrima.evaluate.Evaluation;
import org.esgrima.evaluate.Listener;
import org.esgrima.evaluate.Subjects;
import org.esgrima.io.Json;
import org.esgrima.metric.Measurement;
import org.esgrima.run.MetricLog;
import org.esgrima.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima evaluate}: figures that say how they came about. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure how close synthetic samples come to real ones.",
      "",
      "A is what is measured: a run, a checkpoint, or the name or path of a data set. B is what it"
          + " is measured against; without it, the training data of the run.",
      "",
      "Beside every figure stands its floor: the same measure of real samples against other real"
          + " ones. Figures of a run are also added to metric-NAME.jsonl in its directory."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Metrics: fid, kid, is, pr, prdc, swd, laplacian-swd, ms-ssim, ppl, parzen,"
          + " parzen-validation, modes, accuracy, cas, birthday, memorisation; docs/METRICS.md"
          + " explains each.",
      "",
      "Examples:",
      "  esgrima evaluate runs/00000-digits",
      "  esgrima evaluate runs/00000-digits --best --metric fid,kid,prdc --count 2000",
      "  esgrima evaluate runs/00001-ring --metric modes",
      "  esgrima evaluate photos.zip synthetic.safetensors --metric fid --features inception.pt",
      "  esgrima evaluate runs/00000-digits --metric all --json > figures.jsonl"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", arity = "0..1", description = "What is measured.")
  private String measured = Runs.MISSING.toString();

  @Parameters(
      index = "1",
      paramLabel = "B",
      arity = "0..1",
      description = "What it is measured against.")
  private String against = "";

  @Option(
      names = "--metric",
      paramLabel = "LIST",
      description = "Names with commas between, or all that suit the samples (fid,kid,prdc).")
  private String metrics = "fid,kid,prdc";

  @Option(
      names = "--features",
      paramLabel = "NAME|FILE",
      description =
          "What describes the samples: digits (28x28 gray), random (a fixed network of random"
              + " weights), pixels, points, or a TorchScript file that takes uint8 images"
              + " [N,3,H,W], such as inception-2015-12-05.pt; (by the data).")
  private String features = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Samples of each kind, where there are as many (10000; modes 2500 points or 26000"
              + " images, swd and ms-ssim at most 2000, memorisation 1000).")
  private long count = 0;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the first synthetic sample and of every random choice (0).")
  private long seed = 0;

  @Option(
      names = "--class",
      paramLabel = "LIST",
      description =
          "Classes to ask the generator for, in turn: names, numbers or ranges, such as 7 or 0-9;"
              + " of combined ones some labels, such as woman (the seeds decide).")
  private String classes = "";

  @Option(
      names = "--best",
      description = "Take the checkpoint that came closest to the real samples, not the newest.")
  private boolean best;

  @Option(names = "--json", description = "Print one JSON object a line, for programs.")
  private boolean json;

  @Option(
      names = "--no-cache",
      description = "Keep no features of data sets in the user's cache directory.")
  private boolean uncached;

  private final Terminal terminal;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<String> names = Arrays.stream(metrics.split(",", -1)).map(String::strip).toList();
    Evaluation evaluation = new Evaluation(names, features, count, seed, !uncached);
    try (Interrupt interrupt = new Interrupt(() -> terminal.notice("stopping …"));
        Subjects subjects =
            Subjects.open(
                measured,
                against,
                new Subjects.Choice(best, classes, seed),
                new Progress(interrupt, Optional.empty()))) {
      EvaluationTable table = new EvaluationTable();
      evaluation
          .run(subjects, new Progress(interrupt, subjects.run()))
          .forEach((name, found) -> found.forEach(table::add));
      if (!json) {
        terminal.say(subjects.measuredName() + " against " + subjects.againstName());
        table.lines().forEach(terminal::say);
      }
    }
    return 0;
  }

  /** Listens on behalf of the user. */
  private final class Progress implements Listener {
    private final Interrupt interrupt;
    private final Optional<RunDirectory> run;

    Progress(Interrupt interrupt, Optional<RunDirectory> run) {
      this.interrupt = interrupt;
      this.run = run;
    }

    @Override
    public void notice(String line) {
      terminal.notice(line);
    }

    @Override
    public void looked(long samples) {
      interrupt.check();
    }

    @Override
    public void measured(String metric, List<Measurement> found) {
      if (json) {
        found.forEach(one -> terminal.say(Json.json(one)));
      }
      run.ifPresent(directory -> MetricLog.append(directory.metricFile(metric), found));
    }
  }
}
