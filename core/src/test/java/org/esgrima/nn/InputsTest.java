package org.esgrima.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import org.esgrima.data.Batch;
import org.esgrima.data.Dataset;
import org.esgrima.data.Loader;
import org.esgrima.data.Ring;
import org.esgrima.data.Sampler;
import org.esgrima.data.Strokes;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class InputsTest {
  @Test
  void bytesOfImagesBecomeNumbersFromMinusOneToOne() {
    try (Dataset set = new Strokes(0);
        Loader loader = new Loader(set, Sampler.inOrder(set), 3, 0, 1, 1);
        Scope scope = Scope.open()) {
      Batch batch = loader.next();
      Tensor images = Inputs.of(batch, ElementType.F64);
      assertThat(images.shape()).isEqualTo(Shape.of(3, 1, 28, 28));
      double[] values = images.toDoubles();
      ByteBuffer bytes = batch.data();
      for (double value : values) {
        assertThat(value).isCloseTo((bytes.get() & 0xff) / 127.5 - 1, within(1e-12));
      }
      assertThat(values).contains(-1); // black; a byte read as signed would be -2
    }
  }

  @Test
  void pointsStayAsTheyAre() {
    try (Dataset set = Ring.of(0);
        Loader loader = new Loader(set, Sampler.inOrder(set), 5, 0, 1, 1);
        Scope scope = Scope.open()) {
      Batch batch = loader.next();
      float[] expected = new float[10];
      batch.data().asFloatBuffer().get(expected);
      assertThat(Inputs.of(batch, ElementType.F32).toFloats()).containsExactly(expected);
    }
  }
}
