package org.esgrima.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.List;
import java.util.function.Function;
import org.esgrima.nn.Network;
import org.esgrima.optim.Optimizer;
import org.esgrima.optim.SimulatedOptimizer;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Unrolled GAN: G learns against the discriminator that D would become (Metz et al. 2017, arXiv
 * 1611.02163).
 *
 * <pre>
 * θ⁰ = θ_D,  θᵏ⁺¹ = θᵏ after one update by ∂f_D(θ_G, θᵏ)/∂θᵏ,  k = 0 … K − 1
 * G minimises f_G(θ_G, θᴷ(θ_G))
 * </pre>
 *
 * <p>The update is that of D's own optimiser, from its present state. The gradient of G's loss is
 * the whole one, which also flows through the K updates: it takes away the reward for samples on
 * one spot, since D's answer to them is part of what is differentiated. D itself is then trained as
 * always, by one real update: nothing here changes its weights, buffers or optimiser.
 *
 * <p>Time and memory of a generator step grow with K, since every simulated update is kept in the
 * graph and differentiated twice. Constraints on weights, such as clipping, and lazy penalties are
 * not simulated.
 *
 * @param steps K, simulated updates; 5 by default, as in the authors' published notebook; 0 is the
 *     ordinary game. The paper's toy has 10
 */
@JsonDeserialize(builder = Unrolling.Keys.class)
public record Unrolling(int steps) implements Treatment {
  /** Checks the number of steps. */
  public Unrolling {
    if (steps < 0) {
      throw new IllegalArgumentException("steps must be at least 0, got " + steps);
    }
  }

  /**
   * The discriminator after the simulated updates.
   *
   * <p>Buffers move in the result as they would in D, batch statistics and power iterations in
   * every forward pass. Dropout masks come from D's own stream. D may be frozen.
   *
   * @param discriminator D
   * @param optimizer D's; it must not step before gradients through the result have been taken
   * @param loss D's loss, a scalar, computed with the network that it is given; called once for
   *     each update. Synthetic samples must carry the graph to G's weights in it: with detached
   *     ones the gradient through the updates is lost. The authors' notebook uses one minibatch for
   *     all updates and for G's own loss
   * @param imagesSeen real images seen before this step: the point in time for all schedules
   * @return to be closed after G's gradients have been taken
   */
  public Network unroll(
      Network discriminator, Optimizer optimizer, Function<Network, Tensor> loss, long imagesSeen) {
    SimulatedOptimizer simulated = optimizer.simulation();
    Network network = discriminator.with(simulated.weights());
    try {
      for (int i = 0; i < steps; i++) {
        simulated = simulated.step(gradients(network, loss), imagesSeen);
        Network next = network.with(simulated.weights());
        network.close();
        network = next;
      }
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static List<Tensor> gradients(Network network, Function<Network, Tensor> loss) {
    try (Scope scope = Scope.open()) {
      List<Tensor> gradients =
          Autograd.gradients(loss.apply(network), network.parameters().values(), true);
      return gradients.stream().map(scope::keep).toList();
    }
  }

  /** Keys of a configuration that may be absent. */
  @JsonPOJOBuilder
  static final class Keys {
    @JsonProperty private int steps = 5;

    Unrolling build() {
      return new Unrolling(steps);
    }
  }
}
