package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.torch.TinyScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class FeatureExtractorsTest {
  private static final Shape DIGIT = Shape.of(1, 28, 28);
  private static final Shape PHOTO = Shape.of(3, 20, 24);

  @TempDir Path directory;

  private static Tensor images(int count, Shape shape) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(3)) {
      Tensor levels =
          random.uniform(ElementType.F32, shape.batched(count), 0, 256).to(ElementType.U8);
      return scope.keep(EightBit.toUnit(levels));
    }
  }

  @Test
  void theDefaultSuitsTheSamples() {
    assertThat(FeatureExtractors.defaultFor(DIGIT)).isEqualTo("digits");
    assertThat(FeatureExtractors.defaultFor(Shape.of(1, 32, 32))).isEqualTo("random");
    assertThat(FeatureExtractors.defaultFor(PHOTO)).isEqualTo("random");
    assertThat(FeatureExtractors.defaultFor(Shape.of(2))).isEqualTo("points");
  }

  @Test
  void digitsAreThePenultimateLayerOfTheClassifier() {
    try (Scope scope = Scope.open();
        FeatureExtractor digits = FeatureExtractors.open("digits", DIGIT);
        ImageClassifier classifier = DigitClassifier.open()) {
      Tensor images = images(3, DIGIT);
      Tensor features = digits.features(images);
      assertThat(features.elementType()).isEqualTo(ElementType.F64);
      assertThat(features.toFloats()).containsExactly(classifier.features(images).toFloats());
      assertThat(digits.sha256()).isEqualTo(classifier.hash());
      assertThat(digits.resizeRule()).isEqualTo("none");
      assertThat(digits.continuous()).isTrue();
    }
  }

  @Test
  void digitsOfAnotherSizeAreResizedByTheStatedRule() {
    Shape large = Shape.of(1, 56, 56);
    try (Scope scope = Scope.open();
        FeatureExtractor digits = FeatureExtractors.open("digits", large);
        FeatureExtractor plain = FeatureExtractors.open("digits", DIGIT)) {
      assertThat(digits.resizeRule()).startsWith("to 28 x 28: centre-crop, lanczos3");
      assertThat(digits.continuous()).isFalse();
      // Every pixel of one level: resizing keeps it, whatever the filter.
      Tensor even = Tensor.full(ElementType.F32, large.batched(1), -1);
      Tensor small = Tensor.full(ElementType.F32, DIGIT.batched(1), -1);
      assertThat(digits.features(even).toFloats())
          .containsExactly(plain.features(small).toFloats());
    }
  }

  @Test
  void theRandomNetworkIsTheSameOnEveryMachine() {
    try (Scope scope = Scope.open();
        FeatureExtractor random = FeatureExtractors.open("random", PHOTO);
        FeatureExtractor again = FeatureExtractors.open("random", PHOTO);
        FeatureExtractor deeper = FeatureExtractors.open("random", Shape.of(3, 64, 64))) {
      assertThat(random.sha256()).isEqualTo(RANDOM_HASH).isEqualTo(again.sha256());
      assertThat(deeper.sha256()).isNotEqualTo(random.sha256());
      Tensor images = images(5, PHOTO);
      Tensor features = random.features(images);
      assertThat(features.toFloats()).containsExactly(again.features(images).toFloats());
      assertThat(features.shape().size(0)).isEqualTo(5);
      assertThat(deeper.features(images(1, Shape.of(3, 64, 64))).shape())
          .isEqualTo(Shape.of(1, 256));
    }
  }

  /** Changes only with the recipe of the network, and then its numbers have another meaning. */
  private static final String RANDOM_HASH =
      "b1927f19b9baac84cd2bb7e5b299db53cf068f76135d867608b74d816b570a92";

  @Test
  void grayImagesBecomeColourByRepetition() {
    Shape gray = Shape.of(1, 20, 24);
    try (Scope scope = Scope.open();
        FeatureExtractor random = FeatureExtractors.open("random", gray)) {
      Tensor images = images(2, gray);
      Tensor colour = Tensor.concat(java.util.List.of(images, images, images), 1);
      assertThat(random.features(images).toFloats())
          .containsExactly(random.features(colour).toFloats());
    }
  }

  @Test
  void theSamplesThemselves() {
    try (Scope scope = Scope.open();
        FeatureExtractor pixels = FeatureExtractors.open("pixels", Shape.of(1, 1, 2));
        FeatureExtractor points = FeatureExtractors.open("points", Shape.of(2))) {
      Tensor image = Tensor.of(new float[] {-1, 0.5f}, Shape.of(1, 1, 1, 2));
      assertThat(pixels.features(image).toDoubles()).containsExactly(0, 0.75);
      Tensor point = Tensor.of(new float[] {-3, 4}, Shape.of(1, 2));
      assertThat(points.features(point).toDoubles()).containsExactly(-3, 4);
      assertThat(pixels.source()).isNull();
    }
  }

  @Test
  void aTorchScriptFileSeesBytesInColour() throws Exception {
    Path file = TinyScript.features(directory.resolve("mean.pt"));
    Shape gray = Shape.of(1, 2, 2);
    try (Scope scope = Scope.open();
        FeatureExtractor mean = FeatureExtractors.open(file.toString(), gray)) {
      Tensor image = EightBit.toUnit(Tensor.of(new double[] {0, 255, 100, 45}, gray.batched(1)));
      assertThat(mean.features(image).toDoubles()).containsExactly(200, 200, 200);
      assertThat(mean.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(file)));
      assertThat(mean.name()).isEqualTo("mean.pt");
    }
  }

  @Test
  void unsuitableFilesAreRefusedInOneLine() throws Exception {
    Path text = Files.writeString(directory.resolve("text.pt"), "not a network");
    assertThatThrownBy(() -> FeatureExtractors.open(text.toString(), PHOTO))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not a feature network")
        .hasMessageNotContaining("\n");
    Path picture = TinyScript.picture(directory.resolve("picture.pt"));
    try (Scope scope = Scope.open();
        FeatureExtractor extractor = FeatureExtractors.open(picture.toString(), PHOTO)) {
      Tensor images = images(2, PHOTO);
      assertThatThrownBy(() -> extractor.features(images))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("a result [2,3,20,24]");
    }
  }

  @Test
  void namesAreChecked() {
    assertThatThrownBy(() -> FeatureExtractors.open("digit", DIGIT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Did you mean digits?");
    assertThatThrownBy(() -> FeatureExtractors.open("digits", PHOTO))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--features random");
    assertThatThrownBy(() -> FeatureExtractors.open("points", DIGIT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("points for images");
    assertThatThrownBy(() -> FeatureExtractors.open("pixels", Shape.of(2)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("pixels for points");
  }

  @Test
  void roundingToEightBitsIsThatOfPictures() {
    try (Scope scope = Scope.open()) {
      float[] values = {-1.2f, -1, -0.999f, 0, 0.003f, 0.99f, 1, 3};
      Tensor rounded = EightBit.of(Tensor.of(values, Shape.of(1, 1, 1, 8)));
      float[] bytes = rounded.to(ElementType.F32).toFloats();
      for (int i = 0; i < values.length; i++) {
        assertThat(bytes[i]).isEqualTo(org.esgrima.run.ImageGrid.toUint8(values[i]));
      }
      assertThat(EightBit.toUnit(rounded).toFloats()[1]).isCloseTo(-1, within(1e-7f));
    }
  }
}
