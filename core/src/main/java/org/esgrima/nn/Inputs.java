package org.esgrima.nn;

import org.esgrima.data.Batch;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/** From data sets, where images are uint8 in [0, 255], to networks, where they are in [-1, 1]. */
public final class Inputs {
  private Inputs() {}

  /**
   * The samples of a batch, copied; images become x / 127.5 − 1, points stay as they are.
   *
   * @return [N,…] in the given type, in the caller's scope
   */
  public static Tensor of(Batch batch, ElementType type) {
    Shape shape = batch.sampleShape().batched(batch.count());
    Tensor raw = Tensor.of(batch.elementType(), shape, batch.data());
    if (batch.elementType() != ElementType.U8) {
      return raw.to(type);
    }
    return raw.to(type).mulInPlace(1 / 127.5).addInPlace(-1.0);
  }
}
