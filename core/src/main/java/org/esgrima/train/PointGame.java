package org.esgrima.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.esgrima.architecture.Conditions;
import org.esgrima.architecture.LatentDistribution;
import org.esgrima.data.Dataset;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Network;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.Minimax;
import org.esgrima.objective.NonSaturating;
import org.esgrima.run.control.Side;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Looks at a game on points in the plane without touching it: no stream of the game is drawn from
 * and no number of a network changes, also in the middle of a step. Both players are asked as they
 * are, in evaluation mode, as copies with buffers of their own.
 */
final class PointGame implements AutoCloseable {
  private static final int POINTS = 200;
  private static final int CELLS = 48;
  private static final int NODES = 17;
  private static final double NORMAL_REACH = 2;
  private static final double MARGIN = 1.25;
  private static final int BOUNDED_BY = 1000;
  private static final String REALS = "reals";
  private static final String LATENTS = "latents";
  private static final String CENTRES = "centres";
  private static final String NODES_OF_LATENTS = "nodes";

  private final TrainingConfig config;
  private final ElementType type;
  private final NamedTensors kept = new NamedTensors();
  private final Decimals bounds;
  private final Decimals reals;
  private final int nodeRows;

  /** Reads the real points. */
  PointGame(Dataset dataset, TrainingConfig config) {
    this.config = config;
    this.type = config.precision().elementType();
    int latent = config.architecture().latent();
    nodeRows = latent == 1 ? 1 : NODES;
    try (Scope scope = Scope.open()) {
      Tensor first = Samples.first(dataset, BOUNDED_BY);
      bounds = bounds(first.toDoubles());
      int count = wholePacks(Math.min(POINTS, (int) first.shape().size(0)));
      reals = Decimals.of(first.narrow(0, 0, count).toDoubles());
      kept.put(REALS, first.narrow(0, 0, count).copy().to(type));
      long[] seeds = LongStream.range(0, wholePacks(POINTS)).toArray();
      kept.put(LATENTS, config.latentDistribution().ofSeeds(seeds, type, latent));
      kept.put(NODES_OF_LATENTS, nodes(latent));
      kept.put(CENTRES, centres());
    }
  }

  /** Whether a game can be looked at so. */
  static boolean suits(Dataset dataset) {
    return dataset.sampleShape().equals(Shape.of(2));
  }

  private int wholePacks(int count) {
    return Math.max(config.packing(), count - count % config.packing());
  }

  private static Decimals bounds(double[] points) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < points.length; i++) {
      low[i % 2] = Math.min(low[i % 2], points[i]);
      high[i % 2] = Math.max(high[i % 2], points[i]);
    }
    double widest = Math.max(high[0] - low[0], high[1] - low[1]);
    double reach = widest == 0 ? 1 : MARGIN * widest / 2;
    double x = (low[0] + high[0]) / 2;
    double y = (low[1] + high[1]) / 2;
    return Decimals.of(x - reach, x + reach, y - reach, y + reach);
  }

  private Tensor nodes(int latent) {
    double reach =
        config.latentDistribution() == LatentDistribution.NORMAL ? NORMAL_REACH : Math.sqrt(3);
    int nodes = NODES * nodeRows;
    double[] values = new double[nodes * latent];
    for (int node = 0; node < nodes; node++) {
      int column = node % NODES;
      int row = node / NODES;
      values[node * latent] = reach * (2.0 * column / (NODES - 1) - 1);
      if (latent > 1) {
        values[node * latent + 1] = reach * (2.0 * row / (NODES - 1) - 1);
      }
    }
    return Tensor.of(values, Shape.of(nodes, latent)).to(type);
  }

  /** Cell centres; with packing each is followed by real points, which D sees beside it. */
  private Tensor centres() {
    int packing = config.packing();
    int samples = CELLS * CELLS * packing;
    double[] values = new double[2 * samples];
    double width = (bounds.get(1) - bounds.get(0)) / CELLS;
    double height = (bounds.get(3) - bounds.get(2)) / CELLS;
    for (int sample = 0; sample < samples; sample++) {
      int column = sample / packing % CELLS;
      int row = sample / packing / CELLS;
      boolean centre = sample % packing == 0;
      int real = 2 * (sample % (reals.size() / 2));
      values[2 * sample] = centre ? bounds.get(0) + (column + 0.5) * width : reals.get(real);
      values[2 * sample + 1] = centre ? bounds.get(2) + (row + 0.5) * height : reals.get(real + 1);
    }
    return Tensor.of(values, Shape.of(samples, 2)).to(type);
  }

  /**
   * Looks.
   *
   * @param learnt in the middle of a step, who has already learnt in it
   */
  GameView look(Players players, long step, Optional<Side> learnt) {
    try (Scope scope = Scope.open();
        Network generator = players.generator().with(Map.of()).training(false);
        Network discriminator = players.discriminator().with(Map.of()).training(false)) {
      Judge judge = new Judge(discriminator, config.judging(), AugmentedView.none());
      Tensor fakes = made(generator, kept.get(LATENTS), false);
      return new GameView(
          step,
          learnt.orElse(null),
          bounds,
          reals,
          Decimals.of(fakes.toDoubles()),
          Decimals.of(arrows(judge, fakes)),
          heat(judge),
          new GameView.Warp(
              NODES,
              nodeRows,
              Decimals.of(made(generator, kept.get(NODES_OF_LATENTS), true).toDoubles())));
    }
  }

  private Tensor made(Network generator, Tensor latents, boolean firstClass) {
    try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
      return generator.forward(latents, condition(latents.shape().size(0), firstClass));
    }
  }

  private Optional<Tensor> condition(long count, boolean firstClass) {
    long[] seeds = new long[Math.toIntExact(count)];
    int[] classes = new int[seeds.length];
    if (!firstClass) {
      Arrays.setAll(seeds, i -> i);
      Arrays.fill(classes, Conditions.ANY);
    }
    return Conditions.ofSeeds(config.conditioning(), seeds, classes, type);
  }

  private GameView.Heat heat(Judge judge) {
    Tensor centres = kept.get(CENTRES);
    double[] values;
    try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Minibatch cells = new Minibatch(centres, condition(centres.shape().size(0), true));
      Tensor logits = judge.verdict(cells).logits();
      values = (isProbability() ? logits.sigmoid() : logits).toDoubles();
    }
    String scale = isProbability() ? "probability" : "score";
    return new GameView.Heat(CELLS, CELLS, scale, Decimals.of(values));
  }

  /** Only where the loss is a cross-entropy are logits the logarithms of odds. */
  private boolean isProbability() {
    AdversarialLoss loss = config.loss();
    return loss instanceof Minimax || loss instanceof NonSaturating;
  }

  /** Minus the slope of each sample's own loss with respect to it. */
  private double[] arrows(Judge judge, Tensor fakes) {
    Tensor samples = fakes.detach().requireGrad(true);
    long count = samples.shape().size(0);
    Tensor logits = judge.verdict(new Minibatch(samples, condition(count, false))).logits();
    Tensor losses = config.loss().generator(logits, realLogits(judge, logits));
    Tensor slopes = Autograd.gradients(losses.sum(), List.of(samples)).get(0);
    return slopes.neg().toDoubles();
  }

  /** As many as there are logits of synthetic samples; of no influence on most losses. */
  private Tensor realLogits(Judge judge, Tensor fakeLogits) {
    if (!config.loss().comparesWithReal()) {
      return fakeLogits.detach();
    }
    try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor points = kept.get(REALS);
      List<Tensor> enough = new ArrayList<>();
      for (long had = 0; had < kept.get(LATENTS).shape().size(0); had += points.shape().size(0)) {
        enough.add(points);
      }
      Tensor beside = Tensor.concat(enough, 0).narrow(0, 0, kept.get(LATENTS).shape().size(0));
      long count = beside.shape().size(0);
      return judge.verdict(new Minibatch(beside, condition(count, false))).logits();
    }
  }

  @Override
  public void close() {
    kept.close();
  }
}
