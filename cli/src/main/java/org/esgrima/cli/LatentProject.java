package org.esgrima.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.latent.LatentFile;
import org.esgrima.latent.LatentMap;
import org.esgrima.latent.LatentSpace;
import org.esgrima.latent.PictureReader;
import org.esgrima.latent.PointName;
import org.esgrima.latent.Projection;
import org.esgrima.latent.Residual;
import org.esgrima.run.CaptionedPictures;
import org.esgrima.run.ProjectionFigure;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima latent project}. */
@Command(
    name = "project",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Find the latents of a picture: those whose picture comes closest to it.",
      "",
      "Writes a figure, FILE.png, and the latents, FILE.safetensors, which interpolate, sheet and"
          + " arithmetic take in the place of a seed."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima latent project RUN face.png --out face-found.png",
      "  esgrima latent interpolate RUN --seeds face-found.safetensors,8 --out walk.gif"
    })
final class LatentProject implements Callable<Integer> {
  private static final String PNG = ".png";

  @Mixin private LatentOptions options;

  @Parameters(
      index = "1",
      paramLabel = "IMAGE",
      description = "PNG, JPEG, GIF, BMP or WebP; cropped and resized to what the generator makes.")
  private Path image;

  @Option(names = "--steps", paramLabel = "N", description = "Steps of the search (1000).")
  private int steps = 1_000;

  @Option(names = "--starts", paramLabel = "N", description = "Points it starts from at once (4).")
  private int starts = 4;

  @Option(
      names = "--candidates",
      paramLabel = "N",
      description = "Seeds that the best starts are chosen from (256).")
  private int candidates = 256;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "The largest step size of Adam (0.3 in z, 0.1 in w).")
  private Double learningRate;

  @Option(
      names = "--each-layer",
      description =
          "In w, a style of its own for every layer: closer to pictures that the generator does not"
              + " make, but with less meaning.")
  private boolean eachLayer;

  @Option(names = "--seed", paramLabel = "N", description = "Of the candidates and noise (0).")
  private long seed;

  private final Terminal terminal;

  LatentProject(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LatentOptions.require(steps >= 1 && steps <= 100_000, "--steps", "1 to 100000", steps);
    LatentOptions.require(starts >= 1 && starts <= 64, "--starts", "1 to 64", starts);
    LatentOptions.require(
        candidates > starts && candidates <= 10_000,
        "--candidates",
        starts + 1 + " to 10000",
        candidates);
    LatentOptions.require(
        learningRate == null || learningRate > 0, "--learning-rate", "above 0", learningRate);
    LatentOptions.require(seed >= 0, "--seed", "at least 0", seed);
    if (eachLayer) {
      options.in(LatentSpace.W);
    }
    Path figure = options.out() == null ? Path.of("projected.png") : options.out();
    Path latents = latentsOf(figure);
    if (!options.overwrite()) {
      AtomicFile.requireAbsent(latents);
    }
    return options.with(
        figure,
        map -> {
          try (Scope scope = Scope.open();
              Interrupt interrupt = new Interrupt(() -> terminal.notice("stopping …"));
              CountDisplay display = new CountDisplay(terminal)) {
            Tensor target = PictureReader.read(image, map.generator().sampleShape());
            double rate = learningRate == null ? Projection.usualRate(map.space()) : learningRate;
            Projection projection =
                new Projection(map, steps, starts, candidates, rate, eachLayer, seed);
            Projection.Result result =
                projection.run(
                    target,
                    (step, loss) -> {
                      interrupt.check();
                      display.show(
                          "step %s of %s, loss %s"
                              .formatted(
                                  Words.count(step), Words.count(steps), Words.significant(loss)));
                    });
            display.close();
            write(latents, map, projection, target, result);
            return figure;
          }
        },
        terminal);
  }

  private static Path latentsOf(Path figure) {
    String name = String.valueOf(figure.getFileName());
    if (!name.toLowerCase(Locale.ROOT).endsWith(PNG)) {
      throw new InputException(
          "one picture", "--out", "a name with .png", figure, "Change the ending");
    }
    return figure.resolveSibling(
        name.substring(0, name.length() - PNG.length()) + PointName.ENDING);
  }

  private void write(
      Path latents, LatentMap map, Projection projection, Tensor target, Projection.Result result) {
    options.writePicture(
        ProjectionFigure.draw(tiles(map, projection, target, result), result.losses()));
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("image", String.valueOf(image.getFileName()));
    notes.put("checkpoint", map.generator().checkpoint().toString());
    notes.put("rms", Double.toString(result.residual().rms()));
    notes.put("feature-distance", Double.toString(result.residual().features()));
    LatentFile.write(latents, map, result.point(), notes);
    TextTable table = new TextTable(List.of("picture", "PSNR", "pixels apart", "feature distance"));
    row(table, "found", result.residual());
    row(
        table,
        "best of %s seeds (%d)".formatted(Words.count(candidates), result.bestSeed()),
        result.bestSeedResidual());
    row(table, "mean of their pictures", result.meanResidual());
    table.lines().forEach(terminal::say);
    terminal.say(
        "Pixels apart: root mean square, of 255 levels. The point is %.2f times as far out as usual."
            .formatted(result.length() / result.usualLength()));
    terminal.say(latents + " (the latents, to be used in the place of a seed)");
  }

  private static void row(TextTable table, String name, Residual residual) {
    table.add(
        List.of(
            name,
            psnr(residual),
            Words.decimal(residual.rms()),
            Words.significant(residual.features())));
  }

  private static String psnr(Residual residual) {
    return residual.rms() == 0 ? "equal" : "%.1f dB".formatted(residual.psnr());
  }

  private static List<CaptionedPictures.Tile> tiles(
      LatentMap map, Projection projection, Tensor target, Projection.Result result) {
    Tensor found = map.images(List.of(result.point()), 0);
    Tensor difference = found.sub(target).abs().add(-1);
    List<BufferedImage> pictures = new ArrayList<>();
    for (Tensor one :
        List.of(
            target,
            found,
            difference,
            map.images(map.ofSeeds(result.bestSeed()), 0),
            projection.meanImage())) {
      pictures.addAll(LatentMap.pictures(one));
    }
    return List.of(
        CaptionedPictures.Tile.of(pictures.get(0), "given"),
        CaptionedPictures.Tile.of(pictures.get(1), "found", psnr(result.residual())),
        CaptionedPictures.Tile.of(pictures.get(2), "difference"),
        CaptionedPictures.Tile.of(
            pictures.get(3), "nearest seed, " + result.bestSeed(), psnr(result.bestSeedResidual())),
        CaptionedPictures.Tile.of(
            pictures.get(4), "mean of pictures", psnr(result.meanResidual())));
  }
}
