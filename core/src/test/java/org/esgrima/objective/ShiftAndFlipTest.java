package org.esgrima.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class ShiftAndFlipTest {
  private static Tensor image() {
    return Tensor.of(new double[] {0, 1, 2, 10, 11, 12}, Shape.of(1, 1, 2, 3));
  }

  private static double[] moved(int down, int right, boolean mirrored) {
    try (Scope scope = Scope.open()) {
      ShiftAndFlip.Move move = new ShiftAndFlip.Move(down, right, mirrored);
      return ShiftAndFlip.move(image(), move).toDoubles();
    }
  }

  @Test
  void whatComesInIsTheReflectionWithoutTheBorder() {
    assertThat(moved(0, 0, false)).containsExactly(0, 1, 2, 10, 11, 12);
    assertThat(moved(1, 0, false)).containsExactly(10, 11, 12, 0, 1, 2);
    assertThat(moved(0, 1, false)).containsExactly(1, 0, 1, 11, 10, 11);
    assertThat(moved(0, -1, false)).containsExactly(1, 2, 1, 11, 12, 11);
    assertThat(moved(0, 2, false)).containsExactly(2, 1, 0, 12, 11, 10);
    assertThat(moved(0, 0, true)).containsExactly(2, 1, 0, 12, 11, 10);
    assertThat(moved(0, 1, true)).containsExactly(1, 2, 1, 11, 12, 11);
  }

  @Test
  void everyImageMovesByItsOwnAndAllChannelsAlike() {
    try (Scope scope = Scope.open()) {
      Tensor two = Tensor.concat(List.of(image(), image().add(100)), 0);
      Tensor images = Tensor.concat(List.of(two, two.neg()), 1);
      Tensor result =
          ShiftAndFlip.move(
              images, new ShiftAndFlip.Move(0, 1, false), new ShiftAndFlip.Move(1, 0, true));
      assertThat(result.shape()).isEqualTo(Shape.of(2, 2, 2, 3));
      assertThat(result.select(1, 0).toDoubles())
          .containsExactly(1, 0, 1, 11, 10, 11, 112, 111, 110, 102, 101, 100);
      assertThat(result.select(1, 1).contentEquals(result.select(1, 0).neg())).isTrue();
    }
  }

  @Test
  void gradientsFlowBackToThePixelsThatWerePicked() {
    try (Scope scope = Scope.open()) {
      Tensor x = image().requireGrad(true);
      Tensor result = ShiftAndFlip.move(x, new ShiftAndFlip.Move(0, 1, false));
      Tensor weights = Tensor.of(new double[] {1, 2, 4, 8, 16, 32}, Shape.of(1, 1, 2, 3));
      Tensor gradient = Autograd.gradients(result.mul(weights).sum(), List.of(x)).get(0);
      assertThat(gradient.toDoubles()).containsExactly(2, 1 + 4, 0, 16, 8 + 32, 0);
    }
  }

  @Test
  void shiftsAreUniformUpToTheLargestAndHalfOfTheImagesAreMirrored() {
    int count = 3_000;
    int side = 16;
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      double[] across = new double[side];
      for (int x = 0; x < side; x++) {
        across[x] = x;
      }
      Tensor ramp = Tensor.of(across, Shape.of(1, 1, 1, side));
      Tensor images = Tensor.zeros(ElementType.F64, Shape.of(count, 1, side, side)).add(ramp);
      Tensor result = new ShiftAndFlip(4, true).apply(images, random).select(1, 0).select(1, 0);
      double[] left = result.select(1, 8).toDoubles();
      double[] right = result.select(1, 9).toDoubles();
      int[] shifts = new int[9];
      int mirrored = 0;
      for (int n = 0; n < count; n++) {
        boolean flipped = right[n] < left[n];
        mirrored += flipped ? 1 : 0;
        shifts[(int) (flipped ? left[n] - 7 : 8 - left[n]) + 4]++;
      }
      assertThat((double) mirrored / count).isCloseTo(0.5, Offset.offset(0.03));
      for (int shift : shifts) {
        assertThat((double) shift / count).isCloseTo(1.0 / 9, Offset.offset(0.03));
      }
    }
  }

  @Test
  void flippingCanBeSwitchedOffAndShiftsStayInsideTheImage() {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1)) {
      Tensor pixel = random.normal(ElementType.F32, Shape.of(50, 2, 1, 1), 0, 1);
      assertThat(new ShiftAndFlip(4, true).apply(pixel, random).contentEquals(pixel)).isTrue();
      Tensor images = random.normal(ElementType.F32, Shape.of(50, 1, 4, 4), 0, 1);
      assertThat(new ShiftAndFlip(0, false).apply(images, random).contentEquals(images)).isTrue();
      assertThat(new ShiftAndFlip(0, true).apply(images, random).contentEquals(images)).isFalse();
    }
  }
}
