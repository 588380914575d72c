package org.esgrima.nn;

/** How a layer's weight is made from what is trained. */
public enum Parametrization {
  /** The weight itself is trained, under the name {@code weight}. */
  DIRECT {
    @Override
    <T> T weight(Ops<T> ops, Init init, long... shape) {
      return ops.param("weight", init, shape);
    }
  },

  /**
   * Spectral normalisation: {@code weight_orig} is trained and divided by its largest singular
   * value, so that the layer is (about) 1-Lipschitz; see {@link Ops#spectralNorm}.
   *
   * <p>The singular vectors are buffers {@code weight_u} and {@code weight_v}, part of every
   * checkpoint. Names and start are those of {@code torch.nn.utils.spectral_norm}.
   */
  SPECTRAL_NORM {
    @Override
    <T> T weight(Ops<T> ops, Init init, long... shape) {
      T original = ops.param("weight_orig", init, shape);
      long columns = 1;
      for (int i = 1; i < shape.length; i++) {
        columns *= shape[i];
      }
      return ops.spectralNorm(
          original,
          new Ops.SingularVectors<>(
              ops.buffer("weight_u", new Init.UnitVector(), shape[0]),
              ops.buffer("weight_v", new Init.UnitVector(), columns)));
    }
  };

  /** The weight of the layer at which {@code ops} stands. */
  abstract <T> T weight(Ops<T> ops, Init init, long... shape);
}
