package org.esgrima.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.esgrima.latent.Interpolation;
import org.esgrima.latent.LatentMap;
import org.esgrima.latent.LatentPoints;
import org.esgrima.latent.LatentSpace;
import org.esgrima.latent.PointName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code esgrima latent interpolate}. */
@Command(
    name = "interpolate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "A walk from picture to picture.",
    optionListHeading = "%nOptions:%n")
final class LatentInterpolate implements Callable<Integer> {
  @Mixin private LatentOptions options;

  @Option(
      names = "--seeds",
      paramLabel = "LIST",
      description = "Pictures to walk through, by seed, or files of latents (0,1).")
  private String seeds = "0,1";

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Pictures from one to the next, the first included (8).")
  private int frames = 8;

  @Option(
      names = "--way",
      paramLabel = "WORD",
      description = "spherical, along great circles, or linear (spherical in z, linear in w).")
  private Interpolation way;

  @Option(names = "--fps", paramLabel = "X", description = "Frames a second of a GIF (10).")
  private double framesPerSecond = 10;

  private final Terminal terminal;

  LatentInterpolate(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<PointName> stops = LatentOptions.points("--seeds", seeds, 2);
    LatentOptions.require(frames >= 1 && frames <= 10_000, "--frames", "1 to 10000", frames);
    return options.with(
        Path.of("interpolation.png"),
        map -> {
          Interpolation chosen = way == null ? usual(map) : way;
          List<double[]> path = LatentPoints.walk(map.named(stops), frames, chosen);
          return options.write(map.pictures(path, stops.get(0).conditionSeed()), frames + 1, framesPerSecond);
        },
        terminal);
  }

  static Interpolation usual(LatentMap map) {
    return map.space() == LatentSpace.W ? Interpolation.LINEAR : Interpolation.SPHERICAL;
  }
}
