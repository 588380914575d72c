package org.esgrima.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.esgrima.latent.LatentPoints;
import org.esgrima.latent.PointName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code esgrima latent sheet}. */
@Command(
    name = "sheet",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "A plane between four pictures: its corners.",
    optionListHeading = "%nOptions:%n")
final class LatentSheet implements Callable<Integer> {
  @Mixin private LatentOptions options;

  @Option(
      names = "--seeds",
      paramLabel = "LIST",
      description = "Top left, top right, bottom left, bottom right (0,1,2,3).")
  private String seeds = "0,1,2,3";

  @Option(names = "--side", paramLabel = "N", description = "Rows and columns (8).")
  private int side = 8;

  private final Terminal terminal;

  LatentSheet(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<PointName> corners = LatentOptions.points("--seeds", seeds, 4);
    LatentOptions.require(corners.size() == 4, "--seeds", "four seeds", corners.size());
    LatentOptions.require(side >= 2 && side <= 64, "--side", "2 to 64", side);
    return options.with(
        Path.of("plane.png"),
        map -> {
          List<double[]> points =
              LatentPoints.sheet(map.named(corners), side, LatentInterpolate.usual(map));
          return options.write(map.pictures(points, corners.get(0).conditionSeed()), side);
        },
        terminal);
  }
}
