package org.esgrima.metric;

import org.esgrima.io.ElementType;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The samples themselves: pixels in [0, 1] as one vector [N,C·H·W], or the coordinates of points
 * [N,2].
 *
 * @param name {@code pixels} or {@code points}
 */
record RawFeatures(String name) implements FeatureExtractor {
  static final String PIXELS = "pixels";
  static final String POINTS = "points";

  @Override
  public String sha256() {
    return "";
  }

  @Override
  public String resizeRule() {
    return NO_RESIZING;
  }

  @Override
  public boolean continuous() {
    return true;
  }

  @Override
  public Tensor features(Tensor samples) {
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor rows = samples.reshape(samples.shape().size(0), -1);
      Tensor values = name.equals(PIXELS) ? rows.add(1).mul(0.5) : rows;
      return scope.keep(values.to(ElementType.F64).copy());
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
