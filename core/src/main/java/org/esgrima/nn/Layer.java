package org.esgrima.nn;

/**
 * A part of a network, or a whole one: hyperparameters and one {@code forward}.
 *
 * <p>Implementations are records. They hold no tensors: weights are asked for by name from the
 * {@link Ops} that interprets them.
 */
public interface Layer {
  /**
   * Applies this layer.
   *
   * @param ops the interpreter, positioned at this layer's path
   * @param x the input; its shape is documented by the layer
   * @return the output
   */
  <T> T forward(Ops<T> ops, T x);
}
