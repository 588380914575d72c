package org.esgrima.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code esgrima latent}: moving through the space that pictures are made of. */
@Command(
    name = "latent",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Walk, calculate and look for directions in the space of latents.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima latent interpolate RUN --seeds 3,8,21 --out walk.gif",
      "  esgrima latent arithmetic RUN \"mean(3,17,42) - mean(5,9,21) + mean(8,2,30)\"",
      "  esgrima latent arithmetic RUN \"man,glasses - man + woman\"",
      "  esgrima latent directions RUN --method attributes",
      "  esgrima latent project RUN face.png",
      "  esgrima latent neighbours RUN --seeds 3,8"
    })
final class LatentCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "Missing command: expected " + String.join(", ", spec.subcommands().keySet()));
  }

  static CommandSpec spec(Terminal terminal) {
    CommandSpec latent = CommandSpec.forAnnotatedObject(new LatentCommand());
    latent.addSubcommand(
        "interpolate", CommandSpec.forAnnotatedObject(new LatentInterpolate(terminal)));
    latent.addSubcommand("sheet", CommandSpec.forAnnotatedObject(new LatentSheet(terminal)));
    latent.addSubcommand(
        "arithmetic", CommandSpec.forAnnotatedObject(new LatentArithmetic(terminal)));
    latent.addSubcommand("mix", CommandSpec.forAnnotatedObject(new LatentMix(terminal)));
    latent.addSubcommand("truncate", CommandSpec.forAnnotatedObject(new LatentTruncate(terminal)));
    latent.addSubcommand(
        "directions", CommandSpec.forAnnotatedObject(new LatentDirections(terminal)));
    latent.addSubcommand("project", CommandSpec.forAnnotatedObject(new LatentProject(terminal)));
    latent.addSubcommand(
        "neighbours", CommandSpec.forAnnotatedObject(new LatentNeighbours(terminal)));
    return latent;
  }
}
