package org.esgrima.architecture;

import org.esgrima.io.Shape;
import org.esgrima.nn.Layer;

/**
 * An architecture whose generator maps latents to styles, one for each of its layers, and makes
 * images of these. Both halves are networks of their own over the generator's tensors ({@link
 * org.esgrima.nn.Network#over}).
 */
public sealed interface StyleBased extends Architecture permits StyleGan2 {
  /** The generator's first half, z [N,Z] to styles [N,L,W]. */
  Layer mapping(Conditioning conditioning, Truncation truncation);

  /** The generator's second half, styles [N,L,W] to images. It is told no conditions. */
  Layer synthesis();

  /** Shape of the styles of one sample, [L,W]. */
  Shape styleShape();
}
