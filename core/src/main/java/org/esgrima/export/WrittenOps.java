package org.esgrima.export;

import java.util.Optional;
import org.esgrima.io.Shape;
import org.esgrima.nn.Init;
import org.esgrima.nn.Ops;

/**
 * What interpreters share that write a network down for another program, as it is in evaluation:
 * running statistics, still noise, no dropout. Shapes are those of {@link org.esgrima.nn.ShapeOps},
 * which also finds wiring errors.
 */
abstract class WrittenOps implements Ops<Value> {
  /** Stands for the size of the batch, which the written network leaves open. */
  static final long BATCH = 7919;

  /** Where this interpreter stands; empty at the root. */
  final String path;

  /** The interpreter of shapes at the same place. */
  final Ops<Shape> shapes;

  WrittenOps(String path, Ops<Shape> shapes) {
    this.path = path;
    this.shapes = shapes;
  }

  final String below(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A tensor of the network, under its full name. */
  abstract Value tensor(String name, Shape shape);

  /** A convolution; x [N,I,H,W], weight [O,I/groups,kH,kW]. */
  abstract Value convolution(
      Value x, Value weight, Optional<Value> bias, int stride, int padding, int groups);

  /** x · weightᵀ + bias. */
  abstract Value product(Value x, Value weight, Optional<Value> bias);

  /** Sum of two values of which none is 0. */
  abstract Value sum(Value a, Value b);

  /** scale · x + shift, not the identity. */
  abstract Value scaled(Value x, double scale, double shift);

  /** As {@link #reshape}, of a value that is not 0; {@code sizes} has -1 for the batch. */
  abstract Value reshaped(Value x, Shape shape, long... sizes);

  @Override
  public final Value param(String name, Init init, long... shape) {
    return tensor(below(name), shapes.param(name, init, shape));
  }

  @Override
  public final Value buffer(String name, Init init, long... shape) {
    return tensor(below(name), shapes.buffer(name, init, shape));
  }

  @Override
  public final Value counter(String name) {
    return new Value(below(name), shapes.counter(name)); // only training counts
  }

  @Override
  public final Shape shape(Value x) {
    return x.shape();
  }

  @Override
  public final Value linear(Value x, Value weight) {
    return product(x, weight, Optional.empty());
  }

  @Override
  public final Value linear(Value x, Value weight, Value bias) {
    return product(x, weight, Optional.of(bias));
  }

  @Override
  public final Value conv2d(Value x, Value weight, int stride, int padding) {
    return convolution(x, weight, Optional.empty(), stride, padding, 1);
  }

  @Override
  public final Value conv2d(Value x, Value weight, Value bias, int stride, int padding) {
    return convolution(x, weight, Optional.of(bias), stride, padding, 1);
  }

  @Override
  public final Value conv2d(
      Value x, Value weight, Value bias, int stride, int padding, int groups) {
    return convolution(x, weight, Optional.of(bias), stride, padding, groups);
  }

  /** Shape of {@link #convolution}. */
  final Shape convolved(
      Value x, Value weight, Optional<Value> bias, int stride, int padding, int groups) {
    return bias.isPresent()
        ? shapes.conv2d(x.shape(), weight.shape(), bias.get().shape(), stride, padding, groups)
        : shapes.conv2d(x.shape(), weight.shape(), stride, padding);
  }

  @Override
  public final Value runningMean(Value x, Value mean, double momentum) {
    return mean;
  }

  @Override
  public final Value dropout(Value x, double keep) {
    return x;
  }

  @Override
  public final Value minibatchDeviation(Value x, int group, int sets) {
    throw new UnsupportedOperationException(
        path + ": only discriminators compare the samples of a batch, and they are not exported");
  }

  @Override
  public final Value add(Value a, Value b) {
    Shape shape = shapes.add(a.shape(), b.shape());
    if (b.zero() && shape.equals(a.shape())) {
      return a;
    }
    return a.zero() && shape.equals(b.shape()) ? b : sum(a, b);
  }

  @Override
  public final Value affine(Value x, double scale, double shift) {
    if (scale == 1 && shift == 0) {
      return x;
    }
    Value y = scaled(x, scale, shift);
    return new Value(y.name(), y.shape(), scale == 0 && shift == 0);
  }

  @Override
  public final Value reshape(Value x, long... sizes) {
    Shape shape = shapes.reshape(x.shape(), sizes);
    long[] open = sizes.clone();
    for (int i = 0; i < open.length; i++) {
      open[i] = shape.size(i) == BATCH ? -1 : shape.size(i);
    }
    return new Value(reshaped(x, shape, open).name(), shape, x.zero());
  }
}
