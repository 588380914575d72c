package org.esgrima.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.esgrima.data.Batch;
import org.esgrima.data.Dataset;
import org.esgrima.data.Loader;
import org.esgrima.data.Sampler;
import org.esgrima.data.Strokes;
import org.esgrima.data.Subset;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;

class RandomShiftTest {
  @Test
  void pixelsMoveTogetherAndTheBorderIsRepeated() {
    byte[] image = {
      1, 2, 3, //
      4, 5, 6, //
      10, 20, 30, //
      40, 50, 60
    };
    assertThat(RandomShift.moved(image, Shape.of(2, 2, 3), 1, -1))
        .containsExactly(4, 4, 5, 4, 4, 5, 40, 40, 50, 40, 40, 50);
    assertThat(RandomShift.moved(image, Shape.of(2, 2, 3), 0, 0)).containsExactly(image);
  }

  @Test
  void everyImageOfABatchIsMovedByItsOwnShiftWithinTheLimit() {
    Set<Integer> shifts = new HashSet<>();
    try (Dataset set = Subset.of(new Strokes(0), 0, 64);
        Loader loader = new Loader(set, Sampler.inOrder(set), 64, 0)) {
      Batch batch = loader.next();
      byte[] before = bytes(batch);
      new RandomShift(1, 5).apply(batch);
      byte[] after = bytes(batch);
      for (int i = 0; i < 64; i++) {
        shifts.add(shift(image(before, i), image(after, i), set.sampleShape()));
      }
    }
    assertThat(shifts).hasSize(9).doesNotContain(-1);
  }

  @Test
  void noShiftChangesNothing() {
    try (Dataset set = Subset.of(new Strokes(0), 0, 8);
        Loader loader = new Loader(set, Sampler.inOrder(set), 8, 0)) {
      Batch batch = loader.next();
      byte[] before = bytes(batch);
      new RandomShift(0, 5).apply(batch);
      assertThat(bytes(batch)).containsExactly(before);
    }
  }

  /** Which of the nine shifts by at most one pixel was applied, or -1. */
  private static int shift(byte[] before, byte[] after, Shape shape) {
    for (int i = 0; i < 9; i++) {
      if (Arrays.equals(RandomShift.moved(before, shape, i / 3 - 1, i % 3 - 1), after)) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] bytes(Batch batch) {
    ByteBuffer data = batch.data();
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return bytes;
  }

  private static byte[] image(byte[] images, int i) {
    return Arrays.copyOfRange(images, 784 * i, 784 * (i + 1));
  }
}
