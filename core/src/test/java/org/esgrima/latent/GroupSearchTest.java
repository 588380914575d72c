package org.esgrima.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.data.Avatars;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Split;
import org.esgrima.metric.AttributeClassifier;
import org.esgrima.metric.AttributeClassifiers;
import org.esgrima.metric.EightBit;
import org.esgrima.metric.FeatureExtractor;
import org.esgrima.metric.FeatureExtractors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Groups in words, their measurement, directions and neighbours, on a tiny generator of faces. */
@ExtendWith(NoLeaks.class)
class GroupSearchTest {
  private static final LatentExpression GLASSES =
      LatentExpression.parse("man,glasses - man + woman");

  @TempDir static Path runs;
  private static Path styles;
  private static Path conditional;

  @BeforeAll
  static void train() {
    styles = TinyRuns.stylegan2(runs);
    conditional = TinyRuns.conditional(runs);
  }

  private static AttributeClassifier judge(int side) {
    DataOptions faces = new DataOptions("avatars", side, 0, Split.TRAIN, 0, 0, 0);
    return AttributeClassifiers.ofUser().with(60).unkept().of(faces, notice -> {});
  }

  private static LatentMap map(TrainedGenerator generator) {
    return new LatentMap(generator, LatentSpace.W, Conditions.ANY);
  }

  @Test
  void exemplarsShowWhatWasAskedForAndServeOneGroup() {
    try (AttributeClassifier judge = judge(16);
        TrainedGenerator generator = TrainedGenerator.open(styles);
        Scope scope = Scope.open()) {
      LatentMap map = map(generator);
      AttributeWords words = new AttributeWords(judge.columns());
      // Two that hold all pictures, by the most probable class of one attribute.
      List<AttributeGroup> groups =
          List.of(words.alone(List.of("glasses")), words.alone(List.of("no glasses")));
      GroupSearch search = new GroupSearch(map, judge, 0.5, 7, 90);
      AttributeGroup anything = new AttributeGroup(List.of());
      GroupSearch.Found found = search.search(groups, 200, anything, looked -> {});
      assertThat(found.looked()).isEqualTo(90);
      assertThat(found.matching()).isEqualTo(90);
      Set<Long> all = new HashSet<>(found.groups().get(0));
      all.addAll(found.groups().get(1));
      assertThat(all).hasSize(90).allMatch(seed -> seed >= 7 && seed < 97);
      for (int g = 0; g < 2; g++) {
        for (long seed : found.groups().get(g)) {
          Tensor image = EightBit.toUnit(EightBit.of(map.images(map.ofSeeds(seed), seed)));
          assertThat(groups.get(g).matches(judge.classes(image)[0])).isTrue();
        }
      }
    }
  }

  @Test
  void wordsBecomeSeedsThatCanBeNamed() {
    try (AttributeClassifier judge = judge(16);
        TrainedGenerator generator = TrainedGenerator.open(styles)) {
      List<AttributeGroup> groups = new AttributeWords(judge.columns()).read(GLASSES);
      GroupSearch any = new GroupSearch(map(generator), judge, 0, 5, 100);
      LatentExpression named = any.named(GLASSES, groups, 2, looked -> {});
      assertThat(named.named()).isEqualTo("mean(5,8) - mean(6,9) + mean(7,10)");
      assertThat(named.terms().get(0).text()).isEqualTo("man,glasses");
      assertThat(
              new ArithmeticSheet(map(generator), named, LatentLength.TYPICAL, 0.25)
                  .draw()
                  .getWidth())
          .isGreaterThan(500);
      GroupSearch never = new GroupSearch(map(generator), judge, 1.1, 5, 64);
      assertThatThrownBy(() -> never.named(GLASSES, groups, 2, looked -> {}))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("too few such pictures: man, glasses")
          .hasMessageContaining("0 among the seeds 5 to 68");
    }
  }

  @Test
  void theMeasurementCountsEveryTrialAndCanBeRepeated() {
    try (AttributeClassifier judge = judge(16);
        TrainedGenerator generator = TrainedGenerator.open(styles)) {
      AttributeWords words = new AttributeWords(judge.columns());
      List<AttributeGroup> groups = words.read(GLASSES);
      GroupSearch search = new GroupSearch(map(generator), judge, 0, 0, 1000);
      ArithmeticMeasure measure =
          new ArithmeticMeasure(
              search, GLASSES, groups, words.wanted(GLASSES, groups), LatentLength.TYPICAL, 3, 10);
      ArithmeticMeasure.Result result = measure.run(looked -> {}, tried -> {});
      assertThat(result.shares().keySet())
          .containsExactly(
              "arithmetic",
              "arithmetic-single",
              "arithmetic-random",
              "arithmetic-pixels",
              "any-picture");
      assertThat(Stream.of(result.means(), result.single(), result.random(), result.pixels()))
          .allMatch(share -> share.trials() == 10);
      assertThat(result.exemplars()).containsExactly(30, 30, 30);
      assertThat(result.again()).isFalse();
      assertThat(result.lastSeed()).isEqualTo(127); // two pieces of 64
      assertThat(measure.run(looked -> {}, tried -> {})).isEqualTo(result);

      // What holds for every picture holds for every result.
      AttributeGroup sure =
          new AttributeGroup(
              List.of(new AttributeGroup.Condition(0, Set.of(0, 1), "man or woman")));
      ArithmeticMeasure.Result certain =
          new ArithmeticMeasure(
                  new GroupSearch(map(generator), judge, 0, 0, 20),
                  GLASSES,
                  groups,
                  sure,
                  LatentLength.TYPICAL,
                  3,
                  10)
              .run(looked -> {}, tried -> {});
      assertThat(certain.shares().values()).allMatch(share -> share.value() == 1);
      assertThat(certain.again()).isTrue();
      assertThatThrownBy(
              () ->
                  new ArithmeticMeasure(
                      search,
                      LatentExpression.parse("man - 3"),
                      groups,
                      sure,
                      LatentLength.TYPICAL,
                      3,
                      10))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("seeds cannot be measured");
    }
  }

  @Test
  void inZOneClassServesAllPictures() {
    try (AttributeClassifier judge = judge(28);
        TrainedGenerator generator = TrainedGenerator.open(conditional)) {
      LatentMap free = new LatentMap(generator, LatentSpace.Z, Conditions.ANY);
      assertThatThrownBy(() -> new GroupSearch(free, judge, 0, 0, 10))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("which class?");
      LatentMap men = new LatentMap(generator, LatentSpace.Z, 0);
      List<AttributeGroup> groups = new AttributeWords(judge.columns()).read(GLASSES);
      LatentExpression named =
          new GroupSearch(men, judge, 0, 0, 10).named(GLASSES, groups, 1, looked -> {});
      assertThat(named.named()).isEqualTo("0 - 1 + 2");
    }
  }

  @Test
  void directionsOfAttributesAreUnitVectorsForAllLayers() {
    try (AttributeClassifier judge = judge(16);
        TrainedGenerator generator = TrainedGenerator.open(styles)) {
      AttributeDirections search = new AttributeDirections(map(generator), judge, 100, 20, 0);
      assertThat(search.targets(List.of()))
          .extracting(AttributeDirections.Target::name)
          .startsWith("woman", "glasses", "earrings", "bald", "buzz cut");
      assertThat(search.targets(List.of("beard", "round")))
          .extracting(AttributeDirections.Target::name)
          .containsExactly("clean shaven", "stubble", "moustache", "goatee", "full beard", "round");
      assertThatThrownBy(() -> search.targets(List.of("bread")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("unknown attribute");
      AttributeDirections.Found found =
          search.find(search.targets(List.of("person", "clothes")), looked -> {});
      int width = (int) generator.styleShape().size(1);
      assertThat(found.directions().names()).isNotEmpty();
      assertThat(found.right()).hasSameSizeAs(found.directions().names());
      for (double[] axis : found.directions().axes()) {
        double[] first = Arrays.copyOf(axis, width);
        assertThat(Arrays.stream(first).map(x -> x * x).sum()).isCloseTo(1, within(1e-9));
        assertThat(Arrays.copyOfRange(axis, width, 2 * width)).containsExactly(first);
      }
    }
  }

  @Test
  void neighboursAreTheNearestOfAll() {
    try (Dataset faces = new Avatars(0, 16);
        FeatureExtractor features = FeatureExtractors.differentiable(faces.sampleShape());
        Scope scope = Scope.open()) {
      Tensor own = TrainingNeighbours.image(faces, 261);
      Tensor other = TrainingNeighbours.image(new Avatars(9, 16), 0);
      List<TrainingNeighbours.Found> found =
          new TrainingNeighbours(faces, 300, features, 3)
              .of(Tensor.concat(List.of(own, other), 0), looked -> {});
      assertThat(found.get(0).pixels().get(0)).isEqualTo(new TrainingNeighbours.Neighbour(261, 0));
      assertThat(found.get(0).features().get(0).index()).isEqualTo(261);
      double least = Double.MAX_VALUE;
      for (int i = 0; i < 300; i++) {
        try (Scope inner = Scope.open()) {
          Tensor image = TrainingNeighbours.image(faces, i);
          least = Math.min(least, Math.sqrt(image.sub(other).square().mean().item()) * 127.5);
        }
      }
      assertThat(found.get(1).pixels().get(0).distance()).isCloseTo(least, within(1e-3));
      assertThat(found.get(1).pixels())
          .hasSize(3)
          .isSortedAccordingTo((a, b) -> Double.compare(a.distance(), b.distance()));
      assertThat(TrainingNeighbours.median(new double[] {3, 1, 2})).isEqualTo(2);
      assertThat(TrainingNeighbours.median(new double[] {4, 1})).isEqualTo(2.5);
    }
  }
}
