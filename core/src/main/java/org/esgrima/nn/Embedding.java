package org.esgrima.nn;

/**
 * A vector for each class: y = c · weight; c [N,classes], one-hot, to [N,features].
 *
 * @param classes number of classes
 * @param features length of a vector
 * @param weight start of {@code weight} [classes,features]
 * @param parametrization how the weight is made
 */
public record Embedding(int classes, int features, Init weight, Parametrization parametrization)
    implements Layer {
  @Override
  public <T> T forward(Ops<T> ops, T c) {
    return ops.matmul(c, parametrization.weight(ops, weight, classes, features));
  }
}
