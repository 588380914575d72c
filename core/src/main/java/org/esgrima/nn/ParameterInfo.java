package org.esgrima.nn;

import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * One tensor of a network, before it exists.
 *
 * @param name full path, {@code main.3.weight}
 * @param kind trained or not
 * @param init where it starts
 * @param shape its shape
 */
public record ParameterInfo(String name, Kind kind, Init init, Shape shape) {
  /** What a tensor of a network is. */
  public enum Kind {
    /** Trained, in the element type of the network. */
    PARAMETER,
    /** Not trained, in the element type of the network. */
    BUFFER,
    /** A scalar that counts, {@link ElementType#I64}. */
    COUNTER
  }

  /** The element type in a network of type {@code network}. */
  public ElementType elementType(ElementType network) {
    return kind == Kind.COUNTER ? ElementType.I64 : network;
  }
}
