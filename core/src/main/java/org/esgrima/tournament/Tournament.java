package org.esgrima.tournament;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.evaluate.Listener;
import org.esgrima.io.ElementType;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.run.Checkpoint;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.Minibatch;
import org.esgrima.train.Rematch;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingConfig;

/**
 * Lets the generators of all kept checkpoints of a run play against the discriminators of all.
 *
 * <pre>{@code
 * Result result = new Tournament(512, 16, 0).play(run, Listener.NONE);
 * result.reading().words(); // "Progress: …"
 * }</pre>
 *
 * <p>Both play as in training, see {@link Rematch}: the generator with its own weights, not their
 * average. All pairs see the same latents and the same real samples. Memory holds one network of
 * each kind, the real samples and those of one generator.
 *
 * @param samples real samples, and synthetic ones of each generator, at least 1; fewer where there
 *     are fewer real ones, and a multiple of the run's minibatch where there are that many
 * @param players checkpoints that take part, at least 2; where more are kept, so many evenly chosen
 *     ones with the first and the last
 * @param seed see {@link Result}, 0 to 4294967295
 */
public record Tournament(long samples, int players, long seed) {
  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of range
   */
  public Tournament {
    require(samples >= 1, "--count", "at least 1 sample", samples);
    require(players >= 2, "--players", "at least 2 checkpoints", players);
    require(seed >= 0 && seed <= 0xffffffffL, "--seed", "0 to 4294967295", seed);
  }

  private static void require(boolean right, String key, String expected, Object got) {
    if (!right) {
      throw new InputException("unusable value", key, expected, got, "Change this option");
    }
  }

  /**
   * Plays all matches.
   *
   * @param listener hears how it goes on
   * @throws InputException if fewer than two checkpoints are kept, one of them is damaged, or the
   *     data of the run are gone
   */
  public Result play(RunDirectory run, Listener listener) {
    CheckpointKeeper keeper = new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT);
    List<Long> steps = chosen(keeper, run);
    TrainingConfig config;
    try (Checkpoint newest = Checkpoint.open(keeper.file(steps.get(steps.size() - 1)))) {
      config = Trainer.configOf(newest);
    }
    try (RealSamples reals =
            RealSamples.of(
                config.dataOptions(), config.architecture().sampleShape(), listener::notice);
        Rematch rematch = new Rematch(config, seed);
        Scope scope = Scope.open()) {
      int count = rematch.whole(Math.min(samples, reals.dataset().size()));
      require(count > 0, "--count", "at least " + config.packing() + " samples", samples);
      Minibatch seen = rematch.reals(reals.dataset(), count);
      Table table = new Table(config.loss(), steps, keeper, rematch, listener);
      table.judge(seen);
      return table.result(run.name(), reals.words(), count, seed);
    }
  }

  private List<Long> chosen(CheckpointKeeper keeper, RunDirectory run) {
    List<Long> steps = keeper.steps();
    if (steps.size() < 2) {
      throw new InputException(
          "too few checkpoints for a tournament",
          run.checkpointsDirectory(),
          "at least 2, better 3 or more",
          steps.size(),
          "Train with --keep-checkpoints 10 to keep that many");
    }
    if (steps.size() <= players) {
      return steps;
    }
    double stride = (steps.size() - 1.0) / (players - 1);
    return IntStream.range(0, players)
        .mapToObj(i -> steps.get((int) Math.round(i * stride)))
        .toList();
  }

  /** All pairs, as they are played one after the other. */
  private static final class Table {
    private final AdversarialLoss loss;
    private final List<Long> steps;
    private final CheckpointKeeper keeper;
    private final Rematch rematch;
    private final Listener listener;
    private final List<Tensor> realLogits = new ArrayList<>();
    private final double[][] winRate;
    private final double[][] takenForReal;
    private final double[][] value;
    private int rounds;

    Table(
        AdversarialLoss loss,
        List<Long> steps,
        CheckpointKeeper keeper,
        Rematch rematch,
        Listener listener) {
      this.loss = loss;
      this.steps = steps;
      this.keeper = keeper;
      this.rematch = rematch;
      this.listener = listener;
      int n = steps.size();
      winRate = new double[n][n];
      takenForReal = new double[n][n];
      value = new double[n][n];
    }

    /** Plays; the logits of real samples stay in the caller's scope. */
    void judge(Minibatch reals) {
      for (int d = 0; d < steps.size(); d++) {
        realLogits.add(logits(d, reals));
      }
      rounds = Math.toIntExact(realLogits.get(0).shape().size(0));
      for (int g = 0; g < steps.size(); g++) {
        listener.notice(
            "generator of step %,d against %d discriminators"
                .formatted(steps.get(g), steps.size()));
        try (Scope scope = Scope.open()) {
          try (Checkpoint checkpoint = Checkpoint.open(keeper.file(steps.get(g)))) {
            rematch.generatorOf(checkpoint);
          }
          Minibatch fakes = rematch.fakes(reals);
          for (int d = 0; d < steps.size(); d++) {
            try (Scope match = Scope.open()) {
              record(d, g, logits(d, fakes));
            }
          }
        }
      }
    }

    private Tensor logits(int d, Minibatch batch) {
      Checkpoint file = Checkpoint.open(keeper.file(steps.get(d)));
      try (Scope scope = Scope.open();
          Checkpoint checkpoint = file) {
        rematch.discriminatorOf(checkpoint);
        Tensor logits = rematch.logits(batch).to(ElementType.F64);
        listener.looked(batch.count());
        if (!logits.isFinite()) {
          throw new InputException(
              "a player without verdict",
              checkpoint.path(),
              "finite logits",
              "NaN or infinite ones",
              "Remove this checkpoint: training had diverged");
        }
        return scope.keep(logits);
      }
    }

    private void record(int d, int g, Tensor fakeLogits) {
      double[] real = realLogits.get(d).toDoubles();
      double[] fake = fakeLogits.toDoubles();
      double won = 0;
      int taken = 0;
      for (int i = 0; i < rounds; i++) {
        won += fake[i] > real[i] ? 1 : fake[i] == real[i] ? 0.5 : 0;
        taken += fake[i] > 0 ? 1 : 0;
      }
      winRate[d][g] = won / rounds;
      takenForReal[d][g] = (double) taken / rounds;
      value[d][g] = -loss.discriminator(realLogits.get(d), fakeLogits).mean().item();
    }

    Result result(String run, String reals, int samples, long seed) {
      Matrix rates = Matrix.of(winRate);
      Matrix values = Matrix.of(value);
      List<Double> right =
          realLogits.stream().map(l -> l.greaterThan(0).to(ElementType.F64).mean().item()).toList();
      return new Result(
          run,
          reals,
          samples,
          rounds,
          seed,
          steps,
          rates,
          Matrix.of(takenForReal),
          right,
          values,
          BradleyTerry.of(rates, rounds),
          DualityGap.ofPairs(values),
          Reading.of(rates, rounds));
    }
  }
}
