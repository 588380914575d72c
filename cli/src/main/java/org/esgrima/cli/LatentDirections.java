package org.esgrima.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.latent.Directions;
import org.esgrima.latent.LatentMap;
import org.esgrima.latent.LatentSpace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code esgrima latent directions}. */
@Command(
    name = "directions",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Directions along which pictures change, a row for each.",
    optionListHeading = "%nOptions:%n")
final class LatentDirections implements Callable<Integer> {
  private static final int SAMPLES = 2_000;
  private static final int COLUMNS = 7;

  @Mixin private LatentOptions options;

  @Option(
      names = "--method",
      paramLabel = "WORD",
      description =
          "pca, principal components of styles (GANSpace), or sefa, from the weights alone"
              + " (pca in w, sefa in z).")
  private String method = "";

  @Option(names = "--count", paramLabel = "N", description = "Directions (8).")
  private int count = 8;

  @Option(names = "--seed", paramLabel = "N", description = "The picture that is moved (0).")
  private long seed;

  @Option(
      names = "--reach",
      paramLabel = "X",
      description = "Steps to either side: standard deviations, or lengths for sefa (3).")
  private double reach = 3;

  private final Terminal terminal;

  LatentDirections(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LatentOptions.require(count >= 1 && count <= 64, "--count", "1 to 64", count);
    LatentOptions.require(reach > 0, "--reach", "above 0", reach);
    return options.with(
        Path.of("directions.png"),
        map -> {
          Directions found = directions(map);
          double[] start = map.ofSeeds(seed).get(0);
          List<double[]> points = new ArrayList<>();
          for (int i = 0; i < found.axes().size(); i++) {
            points.addAll(found.along(start, i, reach, COLUMNS));
          }
          return options.write(map.pictures(points, seed), COLUMNS);
        },
        terminal);
  }

  private Directions directions(LatentMap map) {
    String usual = map.space() == LatentSpace.W ? "pca" : "sefa";
    return switch (method.isEmpty() ? usual : method) {
      case "pca" ->
          Directions.principal(map.ofSeeds(LongStream.range(0, SAMPLES).toArray()), count);
      case "sefa" -> Directions.closedForm(map, count);
      default ->
          throw new InputException(
              "unknown method", "--method", "pca or sefa", method, "Choose one of these");
    };
  }
}
