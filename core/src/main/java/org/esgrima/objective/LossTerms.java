package org.esgrima.objective;

import java.util.LinkedHashMap;
import java.util.Map;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The named terms whose sum one step minimises, in order. What is optimised and what is logged are
 * the same objects under the same names, so they cannot diverge.
 *
 * <p>Names are paths, {@code loss/<player>/<term>}: {@code loss/d/adversarial}, {@code loss/g/…}.
 * The terms stay with the scope they were made in.
 */
public final class LossTerms {
  private final Map<String, Tensor> terms = new LinkedHashMap<>();

  /**
   * Adds a term.
   *
   * @param scalar a tensor of shape []
   * @return this
   * @throws IllegalArgumentException if the name is taken or the tensor is no scalar
   */
  public LossTerms add(String name, Tensor scalar) {
    if (terms.containsKey(name)) {
      throw new IllegalArgumentException("loss term is there already: " + name);
    }
    if (scalar.shape().rank() != 0) {
      throw new IllegalArgumentException(
          "loss term " + name + ": expected a scalar [], got " + scalar.shape());
    }
    terms.put(name, scalar);
    return this;
  }

  /**
   * The sum of all terms: a scalar, to be differentiated.
   *
   * @throws IllegalStateException if there are no terms
   */
  public Tensor total() {
    return terms.values().stream()
        .reduce(Tensor::add)
        .orElseThrow(() -> new IllegalStateException("there is no loss term to add up"));
  }

  /** The value of each term, in order. Waits for the device. */
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    try (Scope scope = Scope.open()) {
      terms.forEach((name, term) -> values.put(name, term.item()));
    }
    return values;
  }
}
