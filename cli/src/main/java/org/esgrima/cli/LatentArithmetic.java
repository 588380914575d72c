package org.esgrima.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.esgrima.latent.ArithmeticSheet;
import org.esgrima.latent.LatentExpression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima latent arithmetic}. */
@Command(
    name = "arithmetic",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Add and subtract pictures: what groups of them have in common.",
      "",
      "A figure with the exemplars of each group, their means, and the result in the middle of"
          + " eight neighbours."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n")
final class LatentArithmetic implements Callable<Integer> {
  @Mixin private LatentOptions options;

  @Parameters(
      index = "1",
      paramLabel = "EXPRESSION",
      description = "Such as \"mean(3,17,42) - mean(5,9,21) + mean(8,2,30)\".")
  private String expression;

  @Option(
      names = "--noise",
      paramLabel = "X",
      description = "How far neighbours lie: uniform noise of this scale on every number (0.25).")
  private double noise = ArithmeticSheet.PUBLISHED_NOISE;

  private final Terminal terminal;

  LatentArithmetic(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LatentExpression parsed = LatentExpression.parse(expression);
    LatentOptions.require(noise >= 0, "--noise", "at least 0", noise);
    return options.with(
        Path.of("arithmetic.png"),
        map -> options.writePicture(new ArithmeticSheet(map, parsed, noise).draw()),
        terminal);
  }
}
