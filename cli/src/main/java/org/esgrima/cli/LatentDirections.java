package org.esgrima.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.latent.AttributeDirections;
import org.esgrima.latent.Directions;
import org.esgrima.latent.LatentMap;
import org.esgrima.latent.LatentSpace;
import org.esgrima.metric.AttributeClassifier;
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
  private static final int ATTRIBUTE_SAMPLES = 4_000;
  private static final int COLUMNS = 7;

  @Mixin private LatentOptions options;

  @Option(
      names = "--method",
      paramLabel = "WORD",
      description =
          "pca, principal components of styles (GANSpace); sefa, from the weights alone; or"
              + " attributes, learnt from what a classifier sees (pca in w, sefa in z).")
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

  @Option(
      names = "--attributes",
      paramLabel = "LIST",
      description = "Attributes or classes that directions lead to (all; of two classes first).")
  private String names = "";

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Seeds that directions are found from (2000; attributes 4000).")
  private int samples;

  @Mixin private AttributeOptions attributes;

  private final Terminal terminal;

  LatentDirections(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LatentOptions.require(count >= 1 && count <= 64, "--count", "1 to 64", count);
    LatentOptions.require(reach > 0, "--reach", "above 0", reach);
    LatentOptions.require(samples == 0 || samples >= 2, "--samples", "at least 2", samples);
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
          Directions.principal(map.ofSeeds(LongStream.range(0, samples(SAMPLES)).toArray()), count);
      case "sefa" -> Directions.closedForm(map, count);
      case "attributes" -> ofAttributes(map);
      default ->
          throw new InputException(
              "unknown method", "--method", "pca, sefa or attributes", method, "Choose one of these");
    };
  }

  private int samples(int usual) {
    return samples == 0 ? usual : samples;
  }

  private Directions ofAttributes(LatentMap map) {
    List<String> asked =
        names.isEmpty()
            ? List.of()
            : Arrays.stream(names.split(",", -1)).map(String::strip).toList();
    int learnt = samples(ATTRIBUTE_SAMPLES);
    int heldOut = Math.max(1, learnt / 4);
    try (Interrupt interrupt = new Interrupt(() -> terminal.notice("stopping …"));
        AttributeClassifier judge = attributes.open(map.generator(), terminal);
        CountDisplay display = new CountDisplay(terminal)) {
      AttributeDirections search = new AttributeDirections(map, judge, learnt, heldOut, 0);
      List<AttributeDirections.Target> targets = search.targets(asked);
      AttributeDirections.Found found =
          search.find(
              targets.subList(0, Math.min(count, targets.size())),
              looked -> {
                interrupt.check();
                display.show(looked, learnt + heldOut, "pictures");
              });
      display.close();
      say(found, heldOut);
      return found.directions();
    }
  }

  private void say(AttributeDirections.Found found, int heldOut) {
    if (found.directions().names().isEmpty()) {
      throw new InputException(
          "no direction to find",
          "--attributes",
          "classes that between 1 % and 99 % of all pictures show",
          String.join(", ", found.skipped()),
          "Ask for others");
    }
    TextTable table = new TextTable(List.of("row", "towards", "right side of it"));
    for (int i = 0; i < found.right().size(); i++) {
      table.add(
          List.of(
              Integer.toString(i + 1),
              found.directions().names().get(i),
              "%.1f %%".formatted(100 * found.right().get(i).value())));
    }
    table.lines().forEach(terminal::say);
    terminal.say(
        "Right side: of %s further pictures, as the classifier sees them."
            .formatted(Words.count(heldOut)));
    if (!found.skipped().isEmpty()) {
      terminal.say("Too rare, or nearly everywhere: " + String.join(", ", found.skipped()));
    }
  }
}
