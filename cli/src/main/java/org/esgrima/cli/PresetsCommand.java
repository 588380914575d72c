package org.esgrima.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.esgrima.train.Presets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code esgrima presets}: the named settings. */
@Command(
    name = "presets",
    mixinStandardHelpOptions = true,
    description = "List the presets, or print one: what it sets, and where each value comes from.",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima presets",
      "  esgrima presets goodfellow2014-mnist",
      "  esgrima train --preset ring"
    })
final class PresetsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The preset to print as YAML; without it, all are listed.")
  private String name = "";

  private final Terminal terminal;

  PresetsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (name.isEmpty()) {
      for (String preset : Presets.names()) {
        terminal.say(String.format(Locale.ROOT, "%-22s %s", preset, Presets.describe(preset)));
      }
    } else {
      Presets.describe(name); // refuses unknown names
      terminal.out().print(Presets.text(name));
      terminal.out().flush();
    }
    return 0;
  }
}
