package org.esgrima.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.latent.ArithmeticSheet;
import org.esgrima.latent.Directions;
import org.esgrima.latent.Interpolation;
import org.esgrima.latent.LatentExpression;
import org.esgrima.latent.LatentMap;
import org.esgrima.latent.LatentPoints;
import org.esgrima.latent.LatentSpace;
import org.esgrima.latent.StyleMix;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
      "  esgrima latent directions RUN --method pca"
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
    latent.addSubcommand("interpolate", CommandSpec.forAnnotatedObject(new Interpolate(terminal)));
    latent.addSubcommand("sheet", CommandSpec.forAnnotatedObject(new Sheet(terminal)));
    latent.addSubcommand("arithmetic", CommandSpec.forAnnotatedObject(new Arithmetic(terminal)));
    latent.addSubcommand("mix", CommandSpec.forAnnotatedObject(new Mix(terminal)));
    latent.addSubcommand("truncate", CommandSpec.forAnnotatedObject(new Truncate(terminal)));
    latent.addSubcommand("directions", CommandSpec.forAnnotatedObject(new Find(terminal)));
    return latent;
  }

  /** {@code esgrima latent interpolate}. */
  @Command(
      name = "interpolate",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "A walk from picture to picture.",
      optionListHeading = "%nOptions:%n")
  static final class Interpolate implements Callable<Integer> {
    @Mixin private LatentOptions options;

    @Option(
        names = "--seeds",
        paramLabel = "LIST",
        description = "Pictures to walk through, by seed (0,1).")
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

    Interpolate(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      long[] stops = LatentOptions.seeds("--seeds", seeds, 2);
      LatentOptions.require(frames >= 1 && frames <= 10_000, "--frames", "1 to 10000", frames);
      return options.with(
          Path.of("interpolation.png"),
          map -> {
            Interpolation chosen = way == null ? usual(map) : way;
            List<double[]> path = LatentPoints.walk(map.ofSeeds(stops), frames, chosen);
            return options.write(map.pictures(path, stops[0]), frames + 1, framesPerSecond);
          },
          terminal);
    }

    private static Interpolation usual(LatentMap map) {
      return map.space() == LatentSpace.W ? Interpolation.LINEAR : Interpolation.SPHERICAL;
    }
  }

  /** {@code esgrima latent sheet}. */
  @Command(
      name = "sheet",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "A plane between four pictures: its corners.",
      optionListHeading = "%nOptions:%n")
  static final class Sheet implements Callable<Integer> {
    @Mixin private LatentOptions options;

    @Option(
        names = "--seeds",
        paramLabel = "LIST",
        description = "Top left, top right, bottom left, bottom right (0,1,2,3).")
    private String seeds = "0,1,2,3";

    @Option(names = "--side", paramLabel = "N", description = "Rows and columns (8).")
    private int side = 8;

    private final Terminal terminal;

    Sheet(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      long[] corners = LatentOptions.seeds("--seeds", seeds, 4);
      LatentOptions.require(corners.length == 4, "--seeds", "four seeds", corners.length);
      LatentOptions.require(side >= 2 && side <= 64, "--side", "2 to 64", side);
      return options.with(
          Path.of("plane.png"),
          map -> {
            List<double[]> points =
                LatentPoints.sheet(map.ofSeeds(corners), side, Interpolate.usual(map));
            return options.write(map.pictures(points, corners[0]), side);
          },
          terminal);
    }
  }

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
  static final class Arithmetic implements Callable<Integer> {
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

    Arithmetic(Terminal terminal) {
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

  /** {@code esgrima latent mix}. */
  @Command(
      name = "mix",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Coarse, middle or fine styles of one picture in another (style-based only).",
      optionListHeading = "%nOptions:%n")
  static final class Mix implements Callable<Integer> {
    @Mixin private LatentOptions options;

    @Option(
        names = "--rows",
        paramLabel = "LIST",
        description = "Pictures that take styles, by seed (0,1,2,3).")
    private String rows = "0,1,2,3";

    @Option(
        names = "--columns",
        paramLabel = "LIST",
        description = "Pictures that give styles, by seed (4,5,6,7,8).")
    private String columns = "4,5,6,7,8";

    @Option(
        names = "--layers",
        paramLabel = "WORD",
        description = "coarse, middle, fine, or layers such as 0-3 (coarse).")
    private String layers = "coarse";

    private final Terminal terminal;

    Mix(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      long[] taking = LatentOptions.seeds("--rows", rows, 1);
      long[] giving = LatentOptions.seeds("--columns", columns, 1);
      return options
          .in(LatentSpace.W)
          .with(
              Path.of("mixed.png"),
              map -> {
                StyleMix mix = StyleMix.of(map, layers);
                List<BufferedImage> pictures = mix.sheet(taking, giving);
                return options.write(pictures, giving.length + 1);
              },
              terminal);
    }
  }

  /** {@code esgrima latent truncate}. */
  @Command(
      name = "truncate",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "From the mean face to all variety, and beyond it (style-based only).",
      optionListHeading = "%nOptions:%n")
  static final class Truncate implements Callable<Integer> {
    @Mixin private LatentOptions options;

    @Option(names = "--seeds", paramLabel = "LIST", description = "Pictures (0,1,2,3).")
    private String seeds = "0,1,2,3";

    @Option(
        names = "--psi",
        paramLabel = "LIST",
        description = "Values of ψ (-1,-0.7,-0.5,0,0.5,0.7,1).")
    private String psi = "-1,-0.7,-0.5,0,0.5,0.7,1";

    private final Terminal terminal;

    Truncate(Terminal terminal) {
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

  /** {@code esgrima latent directions}. */
  @Command(
      name = "directions",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Directions along which pictures change, a row for each.",
      optionListHeading = "%nOptions:%n")
  static final class Find implements Callable<Integer> {
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

    Find(Terminal terminal) {
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
}
