package org.esgrima.optim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * How one step changes the weights, given their gradients: the settings of an {@link Optimizer}.
 *
 * <p>In a configuration the rule is chosen by {@code type}: {@code sgd}, {@code adam} or {@code
 * rmsprop}. Every other key may be absent; its default stands at the component. All rules follow
 * torch.optim, whose state and numbers they reproduce, except where a component says so.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Sgd.class, name = "sgd"),
  @JsonSubTypes.Type(value = Adam.class, name = "adam"),
  @JsonSubTypes.Type(value = RmsProp.class, name = "rmsprop")
})
public sealed interface UpdateRule permits Sgd, Adam, RmsProp {
  /** Step size by images seen. */
  Schedule learningRate();
}
