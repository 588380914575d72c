package org.esgrima.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.io.Sha256;
import org.esgrima.nn.Init;
import org.esgrima.nn.Network;
import org.esgrima.nn.ParameterInfo;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.ChosenCheckpoint;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Weights that a new run has from a checkpoint of another one: all tensors of the same name and
 * shape, in both networks and in the average of the generator. All else starts as usual: tensors
 * that the checkpoint lacks or has in another shape, optimisers, random streams, counters. So a
 * network learns other data (transfer learning: Wang et al. 2018, arXiv 1805.01677), or grows,
 * since networks for higher resolutions have the layers of those for lower ones under the same
 * names (Karras et al. 2018, arXiv 1710.10196).
 *
 * <p>Filters that follow from the settings stay those of the settings. Of a checkpoint that holds
 * an average alone, as {@code esgrima import} writes it, the generator starts from the average.
 *
 * @param checkpoint the file
 * @param sha256 of its content
 * @param generator what it gave
 * @param discriminator what it gave
 */
record StartingWeights(String checkpoint, String sha256, Share generator, Share discriminator) {
  private static final String TYPE = "type";

  /**
   * Part of a network.
   *
   * @param taken tensors that are those of the checkpoint
   * @param fresh names of those that are not
   */
  record Share(int taken, List<String> fresh) {
    /** Whether no matrix or kernel was taken; biases and counters fit many networks. */
    private boolean lacksWeightsOf(Network network) {
      return network.parameters().asMap().entrySet().stream()
          .filter(weight -> weight.getValue().shape().rank() > 1)
          .allMatch(weight -> fresh.contains(weight.getKey()));
    }

    private String of(String player) {
      return taken + " of " + (taken + fresh.size()) + " tensors of the " + player;
    }
  }

  /**
   * The settings with the checkpoint itself in the place of the run whose newest one it is.
   *
   * @throws InputException if there is no such run or checkpoint
   */
  static TrainingConfig located(TrainingConfig config) {
    if (config.startFrom().isEmpty()) {
      return config;
    }
    return config.startingFrom(ChosenCheckpoint.newest(Path.of(config.startFrom())).file());
  }

  /**
   * Overwrites what players start with.
   *
   * @throws InputException if the file is no checkpoint, or of another type of architecture, or if
   *     no matrix or kernel fits
   */
  static StartingWeights into(Players players, TrainingConfig config) {
    try (Checkpoint checkpoint = Checkpoint.open(Path.of(config.startFrom()))) {
      requireType(checkpoint, config);
      Set<String> sections = checkpoint.sections();
      String ofGenerator = sections.contains("G") ? "G" : Checkpoint.AVERAGE;
      Share generator = take(checkpoint, ofGenerator, players.generator());
      take(checkpoint, Checkpoint.AVERAGE, players.average());
      Share discriminator = take(checkpoint, "D", players.discriminator());
      if (generator.lacksWeightsOf(players.generator())
          && discriminator.lacksWeightsOf(players.discriminator())) {
        throw unusable(
            checkpoint, "weights of the same names and shapes as those of this run", "none");
      }
      return new StartingWeights(
          checkpoint.path().toString(),
          Sha256.ofFile(checkpoint.path(), "a checkpoint"),
          generator,
          discriminator);
    }
  }

  private static void requireType(Checkpoint checkpoint, TrainingConfig config) {
    String key = Checkpoint.ARCHITECTURE;
    String stored = checkpoint.json(key).path(TYPE).asText();
    String own = Json.tree(config.architecture()).path(TYPE).asText();
    if (!stored.equals(own)) {
      throw unusable(checkpoint, "networks of the type " + own, stored);
    }
  }

  private static InputException unusable(Checkpoint checkpoint, String expected, String got) {
    return new InputException(
        "no weights to start from",
        "start-from: " + checkpoint.path(),
        expected,
        got,
        "Leave --preset and --config out to have the settings of that run");
  }

  private static Share take(Checkpoint checkpoint, String section, Network network) {
    Set<String> stored = checkpoint.names(section);
    List<String> fresh = new ArrayList<>();
    int taken = 0;
    try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
      for (ParameterInfo info : network.tensors()) {
        if (info.init() instanceof Init.Separable) {
          continue; // a filter of the settings
        }
        try (Scope scope = Scope.open()) { // one at a time, so that memory holds one copy only
          Tensor own = network.state().get(info.name());
          if (stored.contains(info.name())
              && checkpoint.shape(section, info.name()).equals(own.shape())) {
            own.copyFrom(checkpoint.tensor(section, info.name()).to(own.elementType()));
            taken++;
          } else {
            fresh.add(info.name());
          }
        }
      }
    }
    return new Share(taken, List.copyOf(fresh));
  }

  private boolean mostAreFresh() {
    int fresh = generator.fresh().size() + discriminator.fresh().size();
    return fresh > generator.taken() + discriminator.taken();
  }

  /** One line for people. */
  String summary() {
    List<String> fresh = new ArrayList<>(generator.fresh());
    fresh.addAll(discriminator.fresh());
    String rest =
        switch (fresh.size()) {
          case 0 -> "";
          case 1 -> "; new: " + fresh.get(0);
          default -> "; new: " + fresh.get(0) + " and " + (fresh.size() - 1) + " more";
        };
    return "starting from "
        + checkpoint
        + ": "
        + generator.of("generator")
        + ", "
        + discriminator.of("discriminator")
        + rest
        + (mostAreFresh() ? " (most of them: these networks have other sizes)" : "");
  }
}
