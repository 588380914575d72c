package org.esgrima.examples;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.esgrima.architecture.LatentDistribution;
import org.esgrima.architecture.MlpGan;
import org.esgrima.data.Batch;
import org.esgrima.data.GaussianMixture;
import org.esgrima.data.Loader;
import org.esgrima.data.Ring;
import org.esgrima.data.Sampler;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Layer;
import org.esgrima.nn.Network;
import org.esgrima.objective.AdversarialLoss;
import org.esgrima.objective.NonSaturating;
import org.esgrima.optim.Adam;
import org.esgrima.optim.Optimizer;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.torch.TorchException;
import org.esgrima.train.Minibatch;
import org.esgrima.train.Presets;
import org.esgrima.train.StepReport;
import org.esgrima.train.TwoPlayerStep;

/**
 * A loss of your own is one class that looks like its paper. Here: least squares (Mao et al. 2017,
 * arXiv 1611.04076, equation (9)), beside the loss of the original game.
 */
public final class Example04CustomLoss {
  private static final ElementType TYPE = ElementType.F32;
  private static final Adam RULE = new Adam(5e-4, 0.5, 0.999);

  private Example04CustomLoss() {}

  /**
   * D regresses to 1 on real and to 0 on synthetic samples; G wants D to say 1.
   *
   * <p>Logits come in as [N] and losses go out as [N]: the step takes the mean, differentiates and
   * logs. There is no memory, device or schedule here.
   */
  record LeastSquares() implements AdversarialLoss {
    @Override
    public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
      return realLogits.add(-1).square().add(fakeLogits.square()).mul(0.5);
    }

    @Override
    public Tensor generator(Tensor fakeLogits, Tensor realLogits) {
      return fakeLogits.add(-1).square().mul(0.5);
    }
  }

  /** The wrong version: right numbers, but computed outside the graph of tensors. */
  record OutsideTheGraph() implements AdversarialLoss {
    @Override
    public Tensor discriminator(Tensor realLogits, Tensor fakeLogits) {
      return new LeastSquares().discriminator(realLogits, fakeLogits);
    }

    @Override
    public Tensor generator(Tensor fakeLogits, Tensor realLogits) {
      float[] losses = fakeLogits.toFloats(); // an array has no history to differentiate
      for (int i = 0; i < losses.length; i++) {
        losses[i] = 0.5f * (losses[i] - 1) * (losses[i] - 1);
      }
      return Tensor.of(losses, fakeLogits.shape());
    }
  }

  /** Argument: number of steps (2000). */
  public static void main(String[] args) {
    int steps = args.length > 0 ? Integer.parseInt(args[0]) : 2000;

    // A loss is a function: check it on numbers that can be computed in the head, before training.
    try (Scope scope = Scope.open()) {
      Tensor real = Tensor.of(new float[] {1, 3}, Shape.of(2));
      Tensor fake = Tensor.of(new float[] {0, 2}, Shape.of(2));
      AdversarialLoss loss = new LeastSquares();
      System.out.println("D: " + Arrays.toString(loss.discriminator(real, fake).toFloats()));
      System.out.println("G: " + Arrays.toString(loss.generator(fake, real).toFloats()));
    }

    // The same game, the same seed, two losses.
    play("the original loss", new NonSaturating(), steps);
    play("least squares", new LeastSquares(), steps);

    // The wrong version ends in its first step, and not in a generator that never learns.
    try {
      play("outside the graph", new OutsideTheGraph(), 1);
    } catch (TorchException e) {
      System.out.println("outside the graph: " + e.getMessage());
    }
  }

  /** Example02AlgorithmOne explains each of these lines. */
  private static void play(String name, AdversarialLoss loss, int steps) {
    GaussianMixture ring = Ring.of(0);
    MlpGan mlp = ((MlpGan) Presets.config("ring").architecture()).fitting(ring.sampleShape());
    try (RandomStream random = new RandomStream(0);
        Network generator = network(mlp.generator(), Shape.of(mlp.latent()), random);
        Network discriminator = network(mlp.discriminator(), mlp.sampleShape(), random);
        Optimizer generatorOptimizer = new Optimizer(RULE, generator.parameters());
        Optimizer discriminatorOptimizer = new Optimizer(RULE, discriminator.parameters());
        Loader loader = new Loader(ring, Sampler.shuffled(ring, 0), 256, 0)) {
      TwoPlayerStep step =
          new TwoPlayerStep(
              new TwoPlayerStep.Player(generator, generatorOptimizer),
              new TwoPlayerStep.Player(discriminator, discriminatorOptimizer),
              loss, // the only place where it enters
              TwoPlayerStep.Rules.algorithmOne(1));
      StepReport report = new StepReport();
      for (int i = 0; i < steps; i++) {
        try (Scope scope = Scope.open()) {
          step.play(
              () -> Minibatch.of(realSamples(loader.next())),
              count -> LatentDistribution.NORMAL.draw(random, TYPE, count, mlp.latent()),
              loader.position(),
              report);
        }
      }
      try (Scope scope = Scope.open();
          Autograd.NoGrad noGrad = Autograd.noGrad()) {
        Tensor z =
            LatentDistribution.NORMAL.ofSeeds(
                LongStream.range(0, 1000).toArray(), TYPE, mlp.latent());
        float[] points = generator.forward(z).toFloats();
        System.out.println(name + ": mean distance to the nearest mode " + distance(ring, points));
      }
    }
  }

  private static Network network(Layer description, Shape input, RandomStream random) {
    return Network.create(description, input, TYPE, Initializer.of(random));
  }

  private static Tensor realSamples(Batch batch) {
    return Tensor.of(batch.elementType(), batch.sampleShape().batched(batch.count()), batch.data());
  }

  private static double distance(GaussianMixture ring, float[] points) {
    double sum = 0;
    for (int i = 0; i < points.length; i += 2) {
      var centre = ring.centres().get(ring.nearestMode(points[i], points[i + 1]));
      sum += Math.hypot(points[i] - centre.x(), points[i + 1] - centre.y());
    }
    return sum / (points.length / 2.0);
  }

  /*
   * HOW TO RUN, from the top directory of Esgrima (the argument may be left out):
   *
   *   mvn -q -pl examples -am compile exec:exec -Dexample=Example04CustomLoss -Dargs=2000
   *
   * Then write the hinge loss: D minimises max(0, 1 − real) + max(0, 1 + fake), G minimises −fake.
   */
}
