package org.esgrima.objective;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.esgrima.torch.Tensor;

/**
 * What the weights of a network must fulfil: enforced after each of its updates, not by a gradient.
 *
 * <p>Known by name in configurations: {@code type: weight-clipping}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = WeightClipping.class, name = "weight-clipping"))
public interface Constraint {
  /**
   * Changes the weights in place to the nearest ones that fulfil the constraint.
   *
   * @param weights all trained parameters of the network
   */
  void enforce(List<Tensor> weights);
}
