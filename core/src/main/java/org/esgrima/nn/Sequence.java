package org.esgrima.nn;

/**
 * Applies layers one after the other and numbers them from 0, parameterless ones included: the
 * names of PyTorch's {@code nn.Sequential}.
 *
 * @param <T> what flows
 */
public final class Sequence<T> {
  private final Ops<T> ops;
  private int next;
  private T value;

  /** A sequence below the path of {@code ops} that begins with {@code input}. */
  public Sequence(Ops<T> ops, T input) {
    this.ops = ops;
    this.value = input;
  }

  /** Applies the next layer. */
  public Sequence<T> then(Layer layer) {
    value = ops.apply(Integer.toString(next++), layer, value);
    return this;
  }

  /** Gives the value another shape; counts as no layer. */
  public Sequence<T> reshape(long... sizes) {
    value = ops.reshape(value, sizes);
    return this;
  }

  /** Goes on with another value; counts as no layer. */
  public Sequence<T> replace(T other) {
    value = other;
    return this;
  }

  /** What the last layer gave. */
  public T value() {
    return value;
  }
}
