package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.esgrima.Golden;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class MsSsimTest {
  @Test
  void valuesAreThoseOfProgressiveGrowing() {
    try (Golden golden = Golden.open("metrics/ms_ssim");
        Scope scope = Scope.open()) {
      double[] small = pairs(golden, "small");
      golden.assertClose(small, "small.pg_per_image", ElementType.F64);
      compare(golden, Statistics.mean(small), "small.pg");
      MsSsim.Scale first =
          MsSsim.scale(
              golden.tensor("small.a", ElementType.F64), golden.tensor("small.b", ElementType.F64));
      golden.assertClose(first.ssim(), "small.ssim", ElementType.F64);
      golden.assertClose(first.contrast(), "small.cs", ElementType.F64);
    }
  }

  /** Of one channel, where the two references agree on how channels are averaged. */
  @Test
  void valuesAreThoseOfBothReferencesOnLargeImages() {
    try (Golden golden = Golden.open("metrics/ms_ssim");
        Scope scope = Scope.open()) {
      double[] big = pairs(golden, "big");
      compare(golden, Statistics.mean(big), "big.pg");
      compare(golden, Statistics.mean(big), "big.va");
      MsSsim.Scale first =
          MsSsim.scale(
              golden.tensor("big.a", ElementType.F64), golden.tensor("big.b", ElementType.F64));
      compare(golden, Statistics.mean(first.ssim()), "big.va_ssim");
    }
  }

  private static double[] pairs(Golden golden, String name) {
    return MsSsim.ofPairs(
        golden.tensor(name + ".a", ElementType.U8), golden.tensor(name + ".b", ElementType.U8));
  }

  private static void compare(Golden golden, double actual, String expected) {
    golden.assertClose(new double[] {actual}, expected, ElementType.F64);
  }

  @Test
  void equalImagesAreOneAndOppositeOnesZero() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor images = random.uniform(ElementType.F64, Shape.of(2, 3, 32, 32), 0, 255);
      assertThat(MsSsim.ofPairs(images, images))
          .containsExactly(new double[] {1, 1}, Offset.offset(1e-12));
      Tensor negative = images.mul(-1).add(255);
      assertThat(MsSsim.ofPairs(images, negative)).containsExactly(0, 0);
    }
  }

  @Test
  void diversityOfOneImageIsOneAndOfNoiseIsSmall() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor noise = random.uniform(ElementType.F64, Shape.of(10, 1, 32, 32), 0, 255);
      MsSsimDiversity diversity = new MsSsimDiversity(70, 3, Bootstrap.USUAL);
      Measurement measured = diversity.measure(noise);
      assertThat(measured.value()).isLessThan(0.2);
      assertThat(measured.counts()).containsEntry("fakes", 10L).containsEntry("pairs", 70L);
      assertThat(measured.interval().low()).isLessThan(measured.value());
      assertThat(diversity.measure(noise)).isEqualTo(measured);
      Tensor collapsed = noise.indexSelect(0, 4, 4, 4);
      assertThat(diversity.measure(collapsed).value()).isCloseTo(1, Offset.offset(1e-12));
    }
  }

  @Test
  void aPairNeverHasOneImageTwice() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor two = random.uniform(ElementType.F64, Shape.of(2, 1, 32, 32), 0, 255);
      double[] other = MsSsim.ofPairs(two.narrow(0, 0, 1), two.narrow(0, 1, 1));
      assertThat(new MsSsimDiversity(50, 0, null).measure(two).value())
          .isCloseTo(other[0], Offset.offset(1e-12));
    }
  }

  @Test
  void refusesOtherSizesAndRanges() {
    try (Scope scope = Scope.open()) {
      Tensor odd = Tensor.zeros(ElementType.F32, Shape.of(2, 1, 28, 28));
      assertThatThrownBy(() -> MsSsim.ofPairs(odd, odd))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("expected height and width that divide by 16, got 28 x 28");
      Tensor negative = Tensor.full(ElementType.F32, Shape.of(2, 1, 32, 32), -1);
      assertThatThrownBy(() -> MsSsim.ofPairs(negative, negative))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("expected values from 0 to 255, got -1.0 to -1.0");
      Tensor undefined = Tensor.full(ElementType.F32, Shape.of(2, 1, 32, 32), Double.NaN);
      assertThatThrownBy(() -> MsSsim.ofPairs(undefined, undefined))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("got NaN to NaN");
      Tensor one = Tensor.zeros(ElementType.F32, Shape.of(1, 1, 32, 32));
      assertThatThrownBy(() -> new MsSsimDiversity().measure(one))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("too few samples: images: expected at least 2, got 1");
    }
  }
}
