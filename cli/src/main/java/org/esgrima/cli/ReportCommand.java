package org.esgrima.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esgrima.run.RunDirectory;
import org.esgrima.train.RunReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima report}: a run as one page. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Write a run as one page for a browser: curves, samples over time, metrics, what was noticed,"
          + " settings, circumstances.",
      "",
      "The page is one file that needs no network. Training writes it at its end; this command"
          + " writes it at any time, also while a run is being trained."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima report runs/00000-digits",
      "  esgrima report runs/00000-digits --out digits.html"
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "Directory of the run, such as runs/00000-digits.")
  private Path run = Runs.MISSING;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the page goes; an older one is replaced (report.html in the run).")
  private Optional<Path> out = Optional.empty();

  private final Terminal terminal;

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(run);
    Path file = out.map(Pages::checked).orElse(directory.reportFile());
    RunReport.write(directory, file);
    terminal.say(file.toString());
    return 0;
  }
}
