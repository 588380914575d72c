package org.esgrima.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.esgrima.run.RunDirectory;
import org.esgrima.studio.Studio;
import org.esgrima.studio.StudioSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code esgrima serve}: the generator of one run over HTTP. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serve the pictures of one run over HTTP: by seed, class, truncation or latents, as PNG, JSON"
          + " or npy.",
      "",
      "Requests that come together are computed together. What may wait is bounded: the others are"
          + " answered 429 or 503 and may come again. /openapi.json describes the addresses."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima serve runs/00000-digits",
      "  curl -o seven.png 'http://127.0.0.1:7007/api/runs/00000-digits/images?seed=7'"
    })
final class ServeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "Directory of the run, such as runs/00000-digits.")
  private Path run = Runs.MISSING;

  @Mixin private ServerOptions server;

  private final Terminal terminal;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    RunDirectory directory = RunDirectory.open(run);
    Path folder = directory.path().toAbsolutePath().normalize().getParent();
    StudioSettings settings =
        server.settings(folder, Optional.of(directory.name()), StudioSettings.TRAINERS, terminal);
    return server.serve(Studio.open(settings), directory.name() + " is served", terminal);
  }
}
