package org.esgrima.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esgrima.InputException;
import org.esgrima.report.Comparison;
import org.esgrima.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima compare}: several runs side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Show several runs side by side: the settings that differ, then what came of them.",
      "",
      "Figures of metrics are those that esgrima evaluate has put into each run; compare them only"
          + " where samples and features are the same."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima compare runs/00000-digits runs/00001-digits",
      "  esgrima compare runs/* --html comparison.html"
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", arity = "0..*", description = "Directories of two runs or more.")
  private List<Path> runs = List.of();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page with the curves over each other and the last samples.")
  private Optional<Path> html = Optional.empty();

  private final Terminal terminal;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (runs.size() < 2) {
      throw new InputException(
          "nothing to compare",
          "RUN",
          "two runs or more",
          runs.size(),
          "Name them, for example esgrima compare runs/00000-digits runs/00001-digits");
    }
    Optional<Path> page = html.map(Pages::checked);
    Comparison comparison = Comparison.of(runs.stream().map(RunDirectory::open).toList());
    new ComparisonTable(comparison, Math.max(60, terminal.columns()))
        .lines()
        .forEach(terminal::say);
    page.ifPresent(
        file -> {
          comparison.write(file);
          terminal.say("");
          terminal.say(file.toString());
        });
    return 0;
  }
}
