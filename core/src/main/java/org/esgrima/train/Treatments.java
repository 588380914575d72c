package org.esgrima.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.nn.Network;
import org.esgrima.objective.LossTerms;
import org.esgrima.run.control.Side;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Tensor;

/**
 * All {@link Treatment}s of a run at work, with what they remember. Without any, every method
 * leaves the game as it is.
 */
final class Treatments implements AutoCloseable {
  private final Optional<Unrolling> unrolling;
  private final Optional<TopK> topK;
  private final Optional<ReplayBuffer> replay;
  private final Optional<Balance> balance;
  private final Map<Network, HistoricalAverage> history = new LinkedHashMap<>();

  /** No treatment. */
  Treatments() {
    unrolling = Optional.empty();
    topK = Optional.empty();
    replay = Optional.empty();
    balance = Optional.empty();
  }

  /**
   * Starts the treatments of a run.
   *
   * @param random where the replay of samples draws from; the caller keeps owning it
   */
  Treatments(TrainingConfig config, Network generator, Network discriminator, RandomStream random) {
    List<Treatment> treatments = config.treatments();
    unrolling = one(treatments, Unrolling.class);
    topK = one(treatments, TopK.class);
    balance = one(treatments, BalanceRule.class).map(Balance::new);
    replay =
        one(treatments, Replay.class)
            .map(
                chosen ->
                    new ReplayBuffer(
                        chosen.capacity(),
                        generator.elementType(),
                        config.architecture().sampleShape(),
                        config.conditioning().toldGenerator(),
                        random));
    one(treatments, HistoricalAveraging.class)
        .ifPresent(
            chosen -> {
              history.put(generator, chosen.of(generator));
              history.put(discriminator, chosen.of(discriminator));
            });
  }

  private static <K extends Treatment> Optional<K> one(List<Treatment> all, Class<K> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** The simulation of D's next updates, if G learns against it. */
  Optional<Unrolling> unrolling() {
    return unrolling;
  }

  /** Whose turn it is. */
  Side turn() {
    return balance.map(Balance::turn).orElse(Side.BOTH);
  }

  /** Takes notice of what D said of a minibatch. */
  void observe(Tensor realLogits, Tensor fakeLogits) {
    balance.ifPresent(rule -> rule.observe(realLogits, fakeLogits));
  }

  /** The synthetic samples that D is shown in place of fresh ones. */
  Minibatch shown(Minibatch fresh) {
    return replay.map(buffer -> buffer.mix(fresh)).orElse(fresh);
  }

  /** Adds what a player minimises beside its objective. */
  void addTerms(LossTerms terms, String prefix, Network player) {
    if (history.containsKey(player)) {
      terms.add(prefix + "historical-average", history.get(player).penalty(player.parameters()));
    }
  }

  /** Takes notice of a player's update. */
  void updated(Network player) {
    if (history.containsKey(player)) {
      history.get(player).update(player.parameters());
    }
  }

  /** The losses of those samples that G learns from. */
  Tensor learntFrom(Tensor losses, Tensor fakeLogits, long imagesSeen) {
    return topK.map(rule -> rule.select(losses, fakeLogits, imagesSeen)).orElse(losses);
  }

  /** What is remembered, for checkpoints: sections by name. */
  Map<String, NamedTensors> sections() {
    Map<String, NamedTensors> sections = new LinkedHashMap<>();
    replay.ifPresent(buffer -> sections.put("replay", buffer.state()));
    balance.ifPresent(rule -> sections.put("balance", rule.state()));
    int player = 0;
    for (HistoricalAverage average : history.values()) {
      sections.put(player++ == 0 ? "G-history" : "D-history", average.state());
    }
    return sections;
  }

  @Override
  public void close() {
    replay.ifPresent(ReplayBuffer::close);
    balance.ifPresent(Balance::close);
    history.values().forEach(HistoricalAverage::close);
  }
}
