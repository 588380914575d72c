package org.esgrima.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.esgrima.Golden;
import org.esgrima.architecture.StyleGan2Case;
import org.esgrima.architecture.Truncation;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Network;
import org.esgrima.objective.LazyCorrection;
import org.esgrima.objective.NonSaturating;
import org.esgrima.objective.PathLength;
import org.esgrima.objective.R1;
import org.esgrima.optim.Adam;
import org.esgrima.optim.Ema;
import org.esgrima.optim.EmaSettings;
import org.esgrima.optim.Optimizer;
import org.esgrima.optim.Schedule;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.NoLeaks;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Training iterations of stylegan2-ada-pytorch, number by number: its losses, lazy penalties with
 * optimiser steps of their own, its average of weights, in its order.
 */
@ExtendWith(NoLeaks.class)
class StyleGan2TrainGoldenTest {
  /** Numbers of the phases, each of which has its own latents. */
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
    final Network mapping;
    final Network synthesis;
    final Optimizer generatorAdam;
    final Optimizer discriminatorAdam;
    final Ema ema;
    final PathLength pathLength;
    final R1 r1;
    final Tensor reals;
    final Tensor latents;
    final Tensor directions;
    final Tensor mean;
    final double[] generatorLosses;
    final double[] discriminatorLosses;
    final double[] means;
    final double[] slopes;
    final double[] penalties;
    final double[] betas;

    Game(ElementType type) {
      the = new StyleGan2Case("stylegan2/train", "stylegan2/train.init", type);
      config = the.golden.config();
      the.generator.training(true);
      the.discriminator.training(true);
      mapping = the.mapping(Truncation.NONE).training(true);
      synthesis = the.synthesis().training(true);
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
              config.path("pl_weight").doubleValue(), config.path("pl_decay").doubleValue(), lazyG);
      r1 = new R1(config.path("r1_gamma").doubleValue(), lazyD);
      reals = the.golden.tensor("real_u8", type).mul(1 / 127.5).add(-1.0);
      latents = the.golden.tensor("z", type);
      directions = the.golden.tensor("pl_noise", type);
      mean = Tensor.zeros(type, Shape.of());
      int iterations = config.path("iterations").intValue();
      generatorLosses = new double[iterations];
      discriminatorLosses = new double[iterations];
      means = new double[iterations];
      slopes = new double[iterations];
      penalties = new double[iterations];
      betas = new double[iterations];
    }

    Golden golden() {
      return the.golden;
    }

    private Adam adam(int interval) {
      LazyCorrection lazy = new LazyCorrection(interval);
      return new Adam(
          Schedule.constant(lazy.learningRate(config.path("lr").doubleValue())),
          Schedule.constant(lazy.beta(config.path("betas").path(0).doubleValue())),
          Schedule.constant(lazy.beta(config.path("betas").path(1).doubleValue())),
          config.path("eps").doubleValue(),
          0,
          false,
          false,
          Adam.EpsilonPlacement.OUTSIDE);
    }

    void play(int iteration) {
      generatorLosses[iteration] = improveGenerator(z(iteration, GENERATOR));
      if (pathLength.dueAt(iteration)) {
        penalties[iteration] = smoothGenerator(iteration);
      }
      discriminatorLosses[iteration] = improveDiscriminator(iteration);
      if (r1.dueAt(iteration)) {
        slopes[iteration] = flattenDiscriminator(reals.select(0, iteration));
      }
      means[iteration] = mean.item();
      int batch = config.path("batch_size").intValue();
      betas[iteration] = ema.update(the.generator.state(), (long) iteration * batch, batch);
    }

    private Tensor z(int iteration, int phase) {
      return latents.select(0, iteration).select(0, phase);
    }

    private double improveGenerator(Tensor z) {
      Tensor logits = the.discriminator.forward(the.generator.forward(z));
      Tensor loss = new NonSaturating().generator(logits, logits.detach()).mean();
      step(generatorAdam, loss, the.generator);
      return loss.item();
    }

    private double smoothGenerator(int iteration) {
      Tensor along = directions.select(0, iteration);
      Tensor z = z(iteration, PATH_LENGTH).narrow(0, 0, along.shape().size(0));
      Tensor styles = mapping.forward(z);
      Tensor lengths = PathLength.lengths(synthesis.forward(styles), styles, along);
      Tensor moved = pathLength.mean(mean, lengths);
      step(generatorAdam, pathLength.term(lengths, moved), the.generator);
      mean.copyFrom(moved.detach());
      return pathLength.penalties(lengths, moved).mean().item();
    }

    private double improveDiscriminator(int iteration) {
      Tensor fakes = the.generator.forward(z(iteration, DISCRIMINATOR)).detach();
      Tensor fakeLogits = the.discriminator.forward(fakes);
      Tensor realLogits = the.discriminator.forward(reals.select(0, iteration));
      Tensor loss = new NonSaturating().discriminator(realLogits, fakeLogits).mean();
      step(discriminatorAdam, loss, the.discriminator);
      return loss.item();
    }

    private double flattenDiscriminator(Tensor real) {
      try (RandomStream unused = new RandomStream(0)) {
        Tensor term = r1.value(the.discriminator::forward, real, real, unused);
        step(discriminatorAdam, term.mul(r1.interval()), the.discriminator);
        return term.item() / (r1.gamma().at(0) / 2);
      }
    }

    private static void step(Optimizer adam, Tensor loss, Network player) {
      adam.step(Autograd.gradients(loss, player.parameters().values()), 0);
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
      generatorAdam.close();
      discriminatorAdam.close();
      the.close();
    }
  }
}
