package org.esgrima.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.DoubleFunction;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.HeldOut;
import org.esgrima.io.Shape;
import org.esgrima.latent.LatentMap;
import org.esgrima.latent.PointName;
import org.esgrima.latent.TrainingNeighbours;
import org.esgrima.latent.TrainingNeighbours.Found;
import org.esgrima.latent.TrainingNeighbours.Neighbour;
import org.esgrima.metric.FeatureExtractor;
import org.esgrima.metric.FeatureExtractors;
import org.esgrima.run.CaptionedPictures;
import org.esgrima.run.CaptionedPictures.Tile;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code esgrima latent neighbours}. */
@Command(
    name = "neighbours",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Does it copy? The training images that are nearest to pictures.",
      "",
      "Two rows for each picture: nearest by pixels, and by features."
    },
    optionListHeading = "%nOptions:%n")
final class LatentNeighbours implements Callable<Integer> {
  private static final int REFERENCES = 50;

  @Mixin private LatentOptions options;

  @Option(
      names = "--seeds",
      paramLabel = "LIST",
      description = "Pictures, by seed, or files of latents (0,1).")
  private String seeds = "0,1";

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Training images that are looked at, from the first on (10000).")
  private long count = 10_000;

  @Option(names = "--nearest", paramLabel = "N", description = "Neighbours shown (5).")
  private int nearest = 5;

  @Option(
      names = "--features",
      paramLabel = "NAME|FILE",
      description = "What describes images, as in esgrima evaluate (by the data).")
  private String features = "";

  private final Terminal terminal;

  LatentNeighbours(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<PointName> names = LatentOptions.points("--seeds", seeds, 1);
    LatentOptions.require(names.size() <= 16, "--seeds", "at most 16", names.size());
    LatentOptions.require(nearest >= 1 && nearest <= 20, "--nearest", "1 to 20", nearest);
    LatentOptions.require(count >= nearest, "--count", "at least --nearest", count);
    return options.with(
        Path.of("neighbours.png"), map -> options.writePicture(draw(map, names)), terminal);
  }

  private BufferedImage draw(LatentMap map, List<PointName> names) {
    DataOptions data = map.generator().config().dataOptions();
    try (Dataset training = Datasets.open(data, terminal::notice);
        FeatureExtractor extractor = extractor(map);
        Scope scope = Scope.open();
        Interrupt interrupt = new Interrupt(() -> terminal.notice("stopping …"));
        CountDisplay display = new CountDisplay(terminal)) {
      long looked = Math.min(count, training.size());
      LatentOptions.require(looked >= nearest, "--nearest", "at most " + looked, nearest);
      long[] conditions = names.stream().mapToLong(PointName::conditionSeed).toArray();
      Tensor pictures = map.images(map.named(names), conditions);
      Tensor references = references(data, training);
      boolean compared = references != null;
      Tensor all = compared ? Tensor.concat(List.of(pictures, references), 0) : pictures;
      List<Found> found =
          new TrainingNeighbours(training, looked, extractor, nearest)
              .of(
                  all,
                  done -> {
                    interrupt.check();
                    display.show(done, looked, "training images");
                  });
      display.close();
      List<Found> own = found.subList(0, names.size());
      say(names, own, found.subList(names.size(), found.size()), looked, extractor);
      return CaptionedPictures.draw(rows(names, pictures, own, training));
    }
  }

  private FeatureExtractor extractor(LatentMap map) {
    Shape shape = map.generator().sampleShape();
    return FeatureExtractors.open(
        features.isEmpty() ? FeatureExtractors.defaultFor(shape) : features, shape);
  }

  /** Held-out images, to say what distance is usual; null where there are none. */
  private static Tensor references(DataOptions data, Dataset training) {
    Optional<Dataset> heldOut = HeldOut.open(data, training);
    if (heldOut.isEmpty()) {
      return null;
    }
    try (Dataset others = heldOut.get()) {
      List<Tensor> images = new ArrayList<>();
      for (int i = 0; i < Math.min(REFERENCES, others.size()); i++) {
        images.add(TrainingNeighbours.image(others, i));
      }
      return Tensor.concat(images, 0);
    }
  }

  private void say(
      List<PointName> names,
      List<Found> found,
      List<Found> references,
      long looked,
      FeatureExtractor extractor) {
    TextTable table =
        new TextTable(
            List.of("picture", "by pixels", "apart", "by " + extractor.name(), "distance"));
    for (int i = 0; i < names.size(); i++) {
      Neighbour pixels = found.get(i).pixels().get(0);
      Neighbour described = found.get(i).features().get(0);
      table.add(
          List.of(
              names.get(i).toString(),
              "image " + pixels.index(),
              Words.decimal(pixels.distance()),
              "image " + described.index(),
              Words.significant(described.distance())));
    }
    if (!references.isEmpty()) {
      table.add(
          List.of(
              "held-out images",
              "median of " + references.size(),
              Words.decimal(median(references, true)),
              "median of " + references.size(),
              Words.significant(median(references, false))));
    }
    table.lines().forEach(terminal::say);
    terminal.say(
        "Of %s training images. Apart: root mean square of pixels, of 255 levels."
            .formatted(Words.count(looked)));
  }

  private static double median(List<Found> found, boolean pixels) {
    return TrainingNeighbours.median(
        found.stream()
            .map(one -> pixels ? one.pixels() : one.features())
            .mapToDouble(list -> list.get(0).distance())
            .toArray());
  }

  private List<List<Tile>> rows(
      List<PointName> names, Tensor pictures, List<Found> found, Dataset training) {
    List<BufferedImage> own = LatentMap.pictures(pictures);
    List<List<Tile>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Tile sample = Tile.of(own.get(i), "picture " + names.get(i), "by pixels");
      rows.add(row(sample, found.get(i).pixels(), training, Words::decimal));
      Tile again = Tile.of(own.get(i), "picture " + names.get(i), "by features");
      rows.add(row(again, found.get(i).features(), training, Words::significant));
    }
    return rows;
  }

  private static List<Tile> row(
      Tile first,
      List<Neighbour> neighbours,
      Dataset training,
      DoubleFunction<String> words) {
    List<Tile> row = new ArrayList<>(List.of(first));
    for (Neighbour one : neighbours) {
      try (Scope scope = Scope.open()) {
        BufferedImage image = LatentMap.pictures(TrainingNeighbours.image(training, one.index())).get(0);
        row.add(Tile.of(image, words.apply(one.distance()), "image " + one.index()));
      }
    }
    return row;
  }
}
