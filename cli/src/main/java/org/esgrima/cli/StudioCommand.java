package org.esgrima.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esgrima.studio.Studio;
import org.esgrima.studio.StudioSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code esgrima studio}: runs in the browser. */
@Command(
    name = "studio",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Open the studio: watch runs in the browser, start and steer them, play with what they learnt.",
      "",
      "It reads run directories and starts this command line as child processes. Ctrl-C reaches the"
          + " trainers that it started, too: they save and stop. Its HTTP interface describes itself"
          + " at /openapi.json."
    },
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima studio",
      "  esgrima studio --runs experiments --port 8080",
      "  esgrima studio --host 0.0.0.0       for others, who need the token that it prints"
    })
final class StudioCommand implements Callable<Integer> {
  @Option(names = "--runs", paramLabel = "DIR", description = "Folder of the runs (runs).")
  private Path runs = Path.of("runs");

  @Mixin private ServerOptions server;

  @Option(
      names = "--trainers",
      paramLabel = "N",
      description = "Most trainers that it starts at the same time (4).")
  private int trainers = StudioSettings.TRAINERS;

  private final Terminal terminal;

  StudioCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    StudioSettings settings = server.settings(runs, Optional.empty(), trainers, terminal);
    return server.serve(Studio.open(settings), "The studio is open", terminal);
  }
}
