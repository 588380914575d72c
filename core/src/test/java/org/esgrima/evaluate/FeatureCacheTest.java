package org.esgrima.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.esgrima.data.Strokes;
import org.esgrima.io.Shape;
import org.esgrima.metric.FeatureExtractor;
import org.esgrima.metric.FeatureExtractors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class FeatureCacheTest {
  private static final Shape DIGIT = Shape.of(1, 28, 28);

  @TempDir Path directory;
  private final List<String> notices = new ArrayList<>();
  private int computed;

  private float[] features(FeatureCache cache, Part part, String extractor) {
    try (Scope scope = Scope.open();
        FeatureExtractor network = FeatureExtractors.open(extractor, DIGIT)) {
      return cache.features(part, network, () -> compute(part, network)).toFloats();
    }
  }

  private Tensor compute(Part part, FeatureExtractor network) {
    computed++;
    return part.source().collect(part.from(), part.count(), network::features);
  }

  private FeatureCache cache() {
    return FeatureCache.in(directory.resolve("features"), notices::add);
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("features"))) {
      return files.toList();
    }
  }

  @Test
  void whatIsKnownIsNotComputedAgainAndIsTheSame() throws Exception {
    try (SampleSource strokes = new DatasetSource("strokes", new Strokes(0), 0)) {
      Part part = new Part(strokes, 0, 300);
      float[] first = features(cache(), part, "digits");
      assertThat(features(cache(), part, "digits")).containsExactly(first);
      assertThat(computed).isEqualTo(1);
      assertThat(files()).hasSize(1);
      assertThat(features(FeatureCache.none(), part, "digits")).containsExactly(first);
      assertThat(computed).isEqualTo(2);
    }
  }

  @Test
  void everythingThatDecidesTheNumbersIsPartOfTheKey() throws Exception {
    try (SampleSource a = new DatasetSource("strokes", new Strokes(0), 0);
        SampleSource otherData = new DatasetSource("strokes", new Strokes(1), 0);
        SampleSource otherOrder = new DatasetSource("strokes", new Strokes(0), 1)) {
      features(cache(), new Part(a, 0, 4), "digits");
      features(cache(), new Part(a, 1, 4), "digits");
      features(cache(), new Part(a, 0, 5), "digits");
      features(cache(), new Part(a, 0, 4), "random");
      features(cache(), new Part(otherData, 0, 4), "digits");
      features(cache(), new Part(otherOrder, 0, 4), "digits");
      assertThat(computed).isEqualTo(6);
      assertThat(files()).hasSize(6);
    }
  }

  @Test
  void aDamagedFileIsMadeAnew() throws Exception {
    try (SampleSource strokes = new DatasetSource("strokes", new Strokes(0), 0)) {
      Part part = new Part(strokes, 0, 4);
      float[] first = features(cache(), part, "digits");
      Files.writeString(files().get(0), "broken");
      assertThat(features(cache(), part, "digits")).containsExactly(first);
      assertThat(features(cache(), part, "digits")).containsExactly(first);
      assertThat(computed).isEqualTo(2);
    }
  }

  @Test
  void whatCannotBeKeptIsStillComputed() throws Exception {
    Files.writeString(directory.resolve("features"), "a file in the way");
    try (SampleSource strokes = new DatasetSource("strokes", new Strokes(0), 0)) {
      assertThat(features(cache(), new Part(strokes, 0, 4), "digits")).isNotEmpty();
    }
    assertThat(notices).singleElement().asString().startsWith("features are not kept");
  }

  @Test
  void samplesThemselvesAreNotKept() {
    try (SampleSource strokes = new DatasetSource("strokes", new Strokes(0), 0)) {
      features(cache(), new Part(strokes, 0, 4), "pixels");
    }
    assertThat(directory.resolve("features")).doesNotExist();
  }
}
