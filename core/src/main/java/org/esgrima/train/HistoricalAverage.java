package org.esgrima.train;

import java.util.Map;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Historical averaging: a player shall not go far from the mean of its own past (Salimans et al.
 * 2016, arXiv 1606.03498, section 3.3). Each player has one of its own.
 *
 * <pre>
 * term  weight · ‖θ − (1/t) Σᵢ θ[i]‖²,  i = 1 … t
 * </pre>
 *
 * <p>θ are all trained parameters, θ[1] those at the start. The mean is kept in float64, since it
 * moves by less and less: by (θ − mean) / t.
 */
public final class HistoricalAverage implements AutoCloseable {
  private static final String COUNT = "count";
  private static final String MEAN = "/mean";

  private final double weight;
  private final NamedTensors state = new NamedTensors();

  /**
   * Starts with parameters as θ[1].
   *
   * @param weight at least 0; the paper gives none
   * @param parameters of the player
   */
  public HistoricalAverage(double weight, NamedTensors parameters) {
    if (!(weight >= 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException("weight must be at least 0 and finite, got " + weight);
    }
    this.weight = weight;
    try (Scope scope = Scope.open()) {
      state.put(COUNT, Tensor.zeros(ElementType.I64, Shape.of()).addInPlace(1L));
      parameters
          .asMap()
          .forEach(
              (name, tensor) -> state.put(name + MEAN, tensor.detach().to(ElementType.F64).copy()));
    }
  }

  /**
   * The term of a player's loss.
   *
   * @param parameters θ, of the names and shapes of the start; all of them take part
   * @return a scalar [], differentiable in θ, in its type
   */
  public Tensor penalty(NamedTensors parameters) {
    requireFit(parameters);
    return parameters.asMap().entrySet().stream()
        .map(entry -> entry.getValue().sub(mean(entry)).square().sum())
        .reduce(Tensor::add)
        .orElseThrow(() -> new IllegalArgumentException("there are no parameters"))
        .mul(weight);
  }

  private Tensor mean(Map.Entry<String, Tensor> parameter) {
    return state.get(parameter.getKey() + MEAN).like(parameter.getValue());
  }

  /**
   * Takes in the parameters after an update.
   *
   * @param parameters θ[t + 1]
   */
  public void update(NamedTensors parameters) {
    requireFit(parameters);
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      double count = state.get(COUNT).addInPlace(1L).item();
      parameters
          .asMap()
          .forEach(
              (name, tensor) ->
                  state
                      .get(name + MEAN)
                      .lerpInPlace(tensor.detach().to(ElementType.F64), 1 / count));
    }
  }

  private void requireFit(NamedTensors parameters) {
    if (parameters.size() + 1 != state.size()
        || !parameters.names().stream().allMatch(name -> state.contains(name + MEAN))) {
      throw new IllegalArgumentException(
          "names differ: the average is that of " + state.names() + ", got " + parameters.names());
    }
  }

  /**
   * Everything that the term depends on: {@code count}, t as a scalar int64, and {@code
   * <parameter>/mean} in float64. Owned by this object; copy into it to restore.
   */
  public NamedTensors state() {
    return state;
  }

  @Override
  public void close() {
    state.close();
  }
}
