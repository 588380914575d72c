/**
 * Describing networks: {@link org.esgrima.nn.Layer} records whose one {@code forward} is written
 * against {@link org.esgrima.nn.Ops}, and the interpreters that run it.
 *
 * <p>{@link org.esgrima.nn.TorchOps} computes, {@link org.esgrima.nn.ShapeOps} finds shapes,
 * parameters and wiring errors without allocating anything. An exporter is one more interpreter.
 * Because all of them walk the same code, parameter names cannot drift. {@link
 * org.esgrima.nn.Network} binds a description to its parameters, {@link org.esgrima.nn.Inputs}
 * makes inputs of batches of data. Uses {@code torch}, {@code data} and {@code io}; knows no
 * architecture, loss or optimiser.
 */
package org.esgrima.nn;
