package org.esgrima.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.esgrima.latent.LatentSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code esgrima latent truncate}. */
@Command(
    name = "truncate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "From the mean face to all variety, and beyond it (style-based only).",
    optionListHeading = "%nOptions:%n")
final class LatentTruncate implements Callable<Integer> {
  @Mixin private LatentOptions options;

  @Option(names = "--seeds", paramLabel = "LIST", description = "Pictures (0,1,2,3).")
  private String seeds = "0,1,2,3";

  @Option(
      names = "--psi",
      paramLabel = "LIST",
      description = "Values of ψ (-1,-0.7,-0.5,0,0.5,0.7,1).")
  private String psi = "-1,-0.7,-0.5,0,0.5,0.7,1";

  private final Terminal terminal;

  LatentTruncate(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    long[] rows = LatentOptions.seeds("--seeds", seeds, 1);
    double[] values = LatentOptions.numbers("--psi", psi);
    return options
        .in(LatentSpace.W)
        .with(
            Path.of("truncated.png"),
            map -> {
              List<double[]> points = new ArrayList<>();
              for (long seed : rows) {
                for (double value : values) {
                  points.addAll(map.ofSeeds(value, seed));
                }
              }
              return options.write(map.pictures(points, rows[0]), values.length);
            },
            terminal);
  }
}
