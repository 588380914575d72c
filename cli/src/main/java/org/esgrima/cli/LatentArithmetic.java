package org.esgrima.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.esgrima.latent.ArithmeticMeasure;
import org.esgrima.latent.ArithmeticSheet;
import org.esgrima.latent.AttributeGroup;
import org.esgrima.latent.AttributeWords;
import org.esgrima.latent.GroupSearch;
import org.esgrima.latent.LatentExpression;
import org.esgrima.latent.LatentLength;
import org.esgrima.latent.LatentMap;
import org.esgrima.metric.AttributeClassifier;
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
          + " eight neighbours. Groups are named by seeds, by files of esgrima latent project, or in"
          + " words: a classifier then finds exemplars. A term that does not name an attribute which"
          + " another term names means its absence: \"man\" beside \"man,glasses\" is a man without"
          + " glasses."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima latent arithmetic RUN \"mean(3,17,42) - mean(5,9,21) + mean(8,2,30)\"",
      "  esgrima latent arithmetic RUN \"man,glasses - man + woman\" --out glasses.png",
      "  esgrima latent arithmetic RUN \"man,glasses - man + woman\" --measure 1000"
    })
final class LatentArithmetic implements Callable<Integer> {
  private static final long MOST_FOR_FIGURE = 20_000;

  @Mixin private LatentOptions options;
  @Mixin private AttributeOptions attributes;

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

  @Option(
      names = "--as-calculated",
      description =
          "Leave the result in z as short as it comes out; without this it is made as long as"
              + " latents are.")
  private boolean asCalculated;

  @Option(
      names = "--exemplars",
      paramLabel = "N",
      description = "Of each group in words: how many (3).")
  private int exemplars = 3;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where the search for exemplars begins (0).")
  private long seed;

  @Option(
      names = "--sure",
      paramLabel = "X",
      description = "How probable the classifier must find what an exemplar shows (0.9).")
  private double sure = GroupSearch.SURE;

  @Option(
      names = "--measure",
      paramLabel = "N",
      description =
          "No figure: in so many trials with random exemplars, how often does the result show what"
              + " it should? Beside it three baselines.")
  private int measure;

  @Option(
      names = "--wanted",
      paramLabel = "WORDS",
      description = "What the result should show (what the terms add up to).")
  private String wanted = "";

  @Option(
      names = "--candidates",
      paramLabel = "N",
      description = "Seeds that are looked at when measuring, at most (50000).")
  private long candidates = 50_000;

  @Option(names = "--json", description = "Print measured figures as JSON, one a line.")
  private boolean json;

  private final Terminal terminal;

  LatentArithmetic(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LatentExpression parsed = LatentExpression.parse(expression);
    LatentOptions.require(noise >= 0, "--noise", "at least 0", noise);
    LatentOptions.require(exemplars >= 1 && exemplars <= 100, "--exemplars", "1 to 100", exemplars);
    LatentOptions.require(sure >= 0 && sure <= 1, "--sure", "0 to 1", sure);
    LatentOptions.require(seed >= 0, "--seed", "at least 0", seed);
    LatentOptions.require(measure >= 0, "--measure", "at least 1 trial", measure);
    LatentOptions.require(candidates >= 1, "--candidates", "at least 1", candidates);
    if (measure > 0) {
      return options.with(map -> measure(map, parsed));
    }
    return options.with(
        Path.of("arithmetic.png"),
        map -> {
          LatentExpression named = parsed.inWords() ? found(map, parsed) : parsed;
          return options.writePicture(new ArithmeticSheet(map, named, length(), noise).draw());
        },
        terminal);
  }

  private LatentLength length() {
    return asCalculated ? LatentLength.AS_CALCULATED : LatentLength.TYPICAL;
  }

  /** The expression with exemplars that were found; says how it was read. */
  private LatentExpression found(LatentMap map, LatentExpression parsed) {
    try (Interrupt interrupt = new Interrupt(() -> terminal.notice("stopping …"));
        AttributeClassifier judge = attributes.open(map.generator(), terminal);
        CountDisplay display = new CountDisplay(terminal)) {
      List<AttributeGroup> groups = new AttributeWords(judge.columns()).read(parsed);
      LatentExpression named =
          new GroupSearch(map, judge, sure, seed, MOST_FOR_FIGURE)
              .named(
                  parsed,
                  groups,
                  exemplars,
                  looked -> {
                    interrupt.check();
                    display.show(Words.count(looked) + " pictures looked at");
                  });
      display.close();
      sayGroups(parsed, groups, named);
      terminal.say(AttributeOptions.accuracy(judge, columns(groups)));
      terminal.say(
          "the same     %s latent arithmetic %s \"%s\"%s"
              .formatted(
                  terminal.command(),
                  Words.shell(options.run()),
                  named.named(),
                  options.repeated() + (asCalculated ? " --as-calculated" : "")));
      return named;
    }
  }

  private void sayGroups(
      LatentExpression parsed, List<AttributeGroup> groups, LatentExpression named) {
    for (int i = 0; i < groups.size(); i++) {
      LatentExpression.Term term = parsed.terms().get(i);
      if (term.inWords()) {
        terminal.say(
            "%-11s %s: seeds %s"
                .formatted(
                    i == 0 ? "read as" : "",
                    groups.get(i).words(),
                    named.terms().get(i).exemplars().stream()
                        .map(Object::toString)
                        .reduce((a, b) -> a + ", " + b)
                        .orElseThrow()));
      }
    }
  }

  private static List<Integer> columns(List<AttributeGroup> groups) {
    TreeSet<Integer> columns = new TreeSet<>();
    groups.forEach(group -> group.conditions().forEach(c -> columns.add(c.column())));
    return List.copyOf(columns);
  }

  private void measure(LatentMap map, LatentExpression parsed) {
    try (Interrupt interrupt = new Interrupt(() -> terminal.notice("stopping …"));
        AttributeClassifier judge = attributes.open(map.generator(), terminal);
        CountDisplay display = new CountDisplay(terminal)) {
      AttributeWords words = new AttributeWords(judge.columns());
      List<AttributeGroup> groups = words.read(parsed);
      AttributeGroup goal =
          wanted.isEmpty()
              ? words.wanted(parsed, groups)
              : words.alone(Arrays.asList(wanted.split(",", -1)));
      GroupSearch search = new GroupSearch(map, judge, sure, seed, candidates);
      ArithmeticMeasure.Result result =
          new ArithmeticMeasure(search, parsed, groups, goal, length(), exemplars, measure)
              .run(
                  looked -> {
                    interrupt.check();
                    display.show(Words.count(looked) + " pictures looked at");
                  },
                  tried -> {
                    interrupt.check();
                    display.show(tried, measure, "trials");
                  });
      display.close();
      ArithmeticTable table =
          new ArithmeticTable(expression, map, groups, goal, length(), exemplars, sure);
      (json ? table.json(result, judge) : table.lines(result, judge, parsed))
          .forEach(terminal::say);
    }
  }
}
