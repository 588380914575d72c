package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esgrima.Golden;
import org.esgrima.architecture.Judging;
import org.esgrima.architecture.StyleGan2Case;
import org.esgrima.io.ElementType;
import org.esgrima.objective.LazyCorrection;
import org.esgrima.objective.NonSaturating;
import org.esgrima.objective.Objective;
import org.esgrima.objective.PathLength;
import org.esgrima.objective.R1;
import org.esgrima.optim.Adam;
import org.esgrima.optim.Ema;
import org.esgrima.optim.EmaSettings;
import org.esgrima.optim.Optimizer;
import org.esgrima.optim.Schedule;
import org.esgrima.run.control.Side;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Training iterations of stylegan2-ada-pytorch, number by number, played by the trainer's own step:
 * losses, lazy penalties with optimiser steps of their own, average of weights, in the order of the
 * reference.
 */
@ExtendWith(NoLeaks.class)
class StyleGan2TrainGoldenTest {
  /** Numbers of the phases in the order in which they draw latents; R1 needs none. */
  private static final int GENERATOR = 0;

  private static final int PATH_LENGTH = 1;
  private static final int DISCRIMINATOR = 2;

  @ParameterizedTest
  @EnumSource(names = {"F64", "F32"})
  void trainsLikeTheReference(ElementType type) {
    try (Scope scope = Scope.open();
        Game game = new Game(type)) {
      int iterations = game.config.path("iterations").intValue();
      for (int i = 0; i < iterations; i++) {
        try (Scope step = Scope.open()) {
          game.play(i);
          if (i == 0) {
            game.assertWeights("after1");
          }
        }
      }
      game.assertWeights("after" + iterations);
      game.golden().assertClose(game.generatorLosses, "G_loss", type);
      game.golden().assertClose(game.discriminatorLosses, "D_loss", type);
      game.golden().assertClose(game.means, "pl_mean", type);
      game.golden().assertClose(game.slopes, "r1", type);
      game.golden().assertClose(game.penalties, "pl_penalty", type);
      game.golden().assertClose(game.betas, "ema_beta", type);
    }
  }

  /** Networks, optimisers and history. */
  private static final class Game implements AutoCloseable {
    final StyleGan2Case the;
    final JsonNode config;
    final RandomStream unused;
    final Styles styles;
    final Optimizer generatorAdam;
    final Optimizer discriminatorAdam;
    final Ema ema;
    final PathLength pathLength;
    final PathRegularizer regularizer;
    final R1 r1;
    final TwoPlayerStep step;
    final Tensor reals;
    final Tensor latents;
    final int batch;
    int iteration;
    int phase;
    final double[] generatorLosses;
    final double[] discriminatorLosses;
    final double[] means;
    final double[] slopes;
    final double[] penalties;
    final double[] betas;

    Game(ElementType type) {
      the = new StyleGan2Case("stylegan2/train", "stylegan2/train.init", type);
      unused = new RandomStream(0); // after the case, which skips the test where it is absent
      config = the.golden.config();
      batch = config.path("batch_size").intValue();
      the.generator.training(true);
      the.discriminator.training(true);
      styles = new Styles(the.gan, the.conditioning, the.generator, 0, unused, unused);
      int lazyG = config.path("G_reg_interval").intValue();
      int lazyD = config.path("D_reg_interval").intValue();
      generatorAdam = new Optimizer(adam(lazyG), the.generator.parameters());
      discriminatorAdam = new Optimizer(adam(lazyD), the.discriminator.parameters());
      EmaSettings halfLife =
          new EmaSettings.HalfLife(
              config.path("ema_kimg").doubleValue() * 1000,
              config.path("ema_rampup").doubleValue());
      ema = new Ema(halfLife, the.generator.state(), the.generator.bufferNames());
      pathLength =
          new PathLength(
              config.path("pl_weight").doubleValue(),
              config.path("pl_decay").doubleValue(),
              lazyG,
              config.path("pl_batch_shrink").intValue());
      Tensor directions = the.golden.tensor("pl_noise", type);
      regularizer =
          new PathRegularizer(pathLength, styles, type, x -> directions.select(0, iteration));
      r1 = new R1(config.path("r1_gamma").doubleValue(), lazyD);
      reals = the.golden.tensor("real_u8", type).mul(1 / 127.5).add(-1.0);
      latents = the.golden.tensor("z", type);
      step = step();
      int iterations = config.path("iterations").intValue();
      generatorLosses = new double[iterations];
      discriminatorLosses = new double[iterations];
      means = new double[iterations];
      slopes = new double[iterations];
      penalties = new double[iterations];
      betas = new double[iterations];
    }

    private TwoPlayerStep step() {
      return new TwoPlayerStep(
          new TwoPlayerStep.Player(the.generator, generatorAdam),
          new TwoPlayerStep.Player(the.discriminator, discriminatorAdam),
          new Objective(new NonSaturating(), List.of(r1), List.of(), the.conditioning),
          new TwoPlayerStep.Equipment(
              new Forger(the.generator, Optional.of(styles)),
              new Judge(
                  the.discriminator, new Judging(the.conditioning, 1, 0), AugmentedView.none()),
              new Treatments(),
              Optional.of(regularizer),
              () -> unused,
              Side.BOTH),
          new TwoPlayerStep.Rules(1, 1, false, TurnOrder.GENERATOR_FIRST, 1));
    }

    Golden golden() {
      return the.golden;
    }

    private Adam adam(int interval) {
      return new LazyCorrection(interval)
          .of(
              new Adam(
                  Schedule.constant(config.path("lr").doubleValue()),
                  Schedule.constant(config.path("betas").path(0).doubleValue()),
                  Schedule.constant(config.path("betas").path(1).doubleValue()),
                  config.path("eps").doubleValue(),
                  0,
                  false,
                  false,
                  Adam.EpsilonPlacement.OUTSIDE));
    }

    void play(int number) {
      iteration = number;
      phase = GENERATOR;
      StepReport report = new StepReport();
      long imagesSeen = (long) number * batch;
      step.play(() -> Minibatch.of(reals.select(0, iteration)), this::latents, imagesSeen, report);
      Map<String, Double> means = report.takeMeans();
      generatorLosses[number] = means.get("loss/g/adversarial");
      discriminatorLosses[number] = means.get("loss/d/adversarial");
      penalties[number] =
          means.getOrDefault("loss/g/path-length", 0.0)
              / (pathLength.weight() * pathLength.interval());
      slopes[number] =
          means.getOrDefault("loss/d/r1", 0.0) / (r1.interval() * r1.gamma().at(0) / 2);
      this.means[number] = regularizer.state().get("mean").item();
      betas[number] = ema.update(the.generator.state(), imagesSeen, batch);
    }

    /** The latents of the next phase that draws some. */
    private Tensor latents(int count) {
      Tensor z = latents.select(0, iteration).select(0, phase);
      boolean regularised = pathLength.dueAt(iteration);
      phase = phase == GENERATOR && regularised ? PATH_LENGTH : DISCRIMINATOR;
      return z.narrow(0, 0, count);
    }

    void assertWeights(String when) {
      int compared =
          assertWeights(when + ".G.", the.generator.state())
              + assertWeights(when + ".D.", the.discriminator.state())
              + assertWeights(when + ".G_ema.", ema.average());
      long stored =
          the.golden.names().stream()
              .filter(name -> name.startsWith(when + "."))
              .map(name -> name.replaceAll("\\.f64$", ""))
              .distinct()
              .count();
      assertThat(compared).isEqualTo((int) stored).isPositive();
    }

    private int assertWeights(String prefix, NamedTensors tensors) {
      int compared = 0;
      for (String name : tensors.names()) {
        if (the.golden.contains(prefix + name)) {
          the.golden.assertClose(tensors.get(name).detach(), prefix + name);
          compared++;
        }
      }
      return compared;
    }

    @Override
    public void close() {
      ema.close();
      regularizer.close();
      styles.close();
      generatorAdam.close();
      discriminatorAdam.close();
      unused.close();
      the.close();
    }
  }
}
