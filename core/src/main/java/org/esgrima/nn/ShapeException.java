package org.esgrima.nn;

/** A network is wired wrongly: says at which layer, what fits there and what came. */
public final class ShapeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error of the layer at {@code path}. */
  public ShapeException(String path, String expected, Object got) {
    super(path + ": expected " + expected + ", got " + got);
  }
}
