package org.esgrima.export;

import org.esgrima.io.Shape;

/**
 * A value in a graph that is written down instead of computed.
 *
 * @param name in the graph
 * @param shape with {@link WrittenOps#BATCH} where the batch stands
 * @param zero whether all its elements are known to be 0
 */
record Value(String name, Shape shape, boolean zero) {
  Value(String name, Shape shape) {
    this(name, shape, false);
  }
}
