package org.esgrima.examples;

import java.util.Map;
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
import org.esgrima.nn.Network;
import org.esgrima.objective.NonSaturating;
import org.esgrima.optim.Adam;
import org.esgrima.optim.Optimizer;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;
import org.esgrima.train.Minibatch;
import org.esgrima.train.Presets;
import org.esgrima.train.StepReport;
import org.esgrima.train.TwoPlayerStep;

/**
 * What a {@link org.esgrima.train.Trainer} does, by hand: Algorithm 1 of Goodfellow et al. 2014
 * (arXiv 1406.2661) on eight Gaussians in the plane, where it can be counted how many of them the
 * generator has found.
 */
public final class Example02AlgorithmOne {
  private static final int BATCH = 256;
  private static final ElementType TYPE = ElementType.F32;

  private Example02AlgorithmOne() {}

  /** Argument: number of steps (5000). */
  public static void main(String[] args) {
    int steps = args.length > 0 ? Integer.parseInt(args[0]) : 5000;

    // The real samples: points [2] whose true density is known.
    GaussianMixture ring = Ring.of(0);

    // The description of both networks. It has no memory yet: it is a value, like a number.
    MlpGan mlp = ((MlpGan) Presets.config("ring").architecture()).fitting(ring.sampleShape());
    Shape z = Shape.of(mlp.latent());

    // Descriptions become networks when their parameters are drawn. Every purpose has a random
    // stream of its own, so that drawing more latents never changes how the networks start.
    // All that is opened here holds native memory; the try closes it, the last first.
    try (RandomStream init = RandomStream.named(0, "init");
        RandomStream latents = RandomStream.named(0, "latent");
        Network generator = Network.create(mlp.generator(), z, TYPE, Initializer.of(init));
        Network discriminator =
            Network.create(mlp.discriminator(), mlp.sampleShape(), TYPE, Initializer.of(init));
        Optimizer generatorOptimizer =
            new Optimizer(new Adam(5e-4, 0.5, 0.999), generator.parameters());
        Optimizer discriminatorOptimizer =
            new Optimizer(new Adam(5e-4, 0.5, 0.999), discriminator.parameters());
        Loader loader = new Loader(ring, Sampler.shuffled(ring, 0), BATCH, 0)) {

      // Algorithm 1 with k = 1: one update of D, then one of G on latents drawn anew.
      TwoPlayerStep step =
          new TwoPlayerStep(
              new TwoPlayerStep.Player(generator, generatorOptimizer),
              new TwoPlayerStep.Player(discriminator, discriminatorOptimizer),
              new NonSaturating(),
              TwoPlayerStep.Rules.algorithmOne(1));

      StepReport report = new StepReport();
      for (int i = 1; i <= steps; i++) {

        // A scope for each step: the thousands of tensors made in it are freed when it closes.
        // One scope around the whole loop would be the wrong version: it compiles, it learns, and
        // it keeps every tensor of every step until the memory is full.
        try (Scope scope = Scope.open()) {
          step.play(
              () -> Minibatch.of(realSamples(loader.next())),
              count -> LatentDistribution.NORMAL.draw(latents, TYPE, count, mlp.latent()),
              loader.position(),
              report);
        }
        if (i % Math.max(1, steps / 10) == 0) {
          Map<String, Double> means = report.takeMeans();
          System.out.printf(
              "step %5d  V(D,G) %6.3f  D right on real %3.0f %%, on synthetic %3.0f %%  %s%n",
              i,
              means.get("value"),
              100 * means.get("accuracy/real"),
              100 * means.get("accuracy/fake"),
              coverage(ring, generator, mlp.latent()));
        }
      }
    }
    mistakes();
  }

  /** A batch lies in memory that the loader uses again; a tensor is a copy of it, [N,2]. */
  private static Tensor realSamples(Batch batch) {
    return Tensor.of(batch.elementType(), batch.sampleShape().batched(batch.count()), batch.data());
  }

  /** How many of the Gaussians a thousand synthetic points reach, within four deviations. */
  private static String coverage(GaussianMixture ring, Network generator, int latent) {
    int count = 1000;
    // noGrad: nobody asks for gradients here, so no graph is recorded.
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      Tensor z =
          LatentDistribution.NORMAL.ofSeeds(LongStream.range(0, count).toArray(), TYPE, latent);
      // Values leave native memory as an array; the array outlives the scope, the tensor does not.
      float[] points = generator.forward(z).toFloats();
      boolean[] reached = new boolean[ring.centres().size()];
      int good = 0;
      for (int i = 0; i < count; i++) {
        int mode = ring.nearestMode(points[2 * i], points[2 * i + 1]);
        GaussianMixture.Centre centre = ring.centres().get(mode);
        if (Math.hypot(points[2 * i] - centre.x(), points[2 * i + 1] - centre.y())
            < 4 * ring.sigma()) {
          reached[mode] = true;
          good++;
        }
      }
      int modes = 0;
      for (boolean one : reached) {
        modes += one ? 1 : 0;
      }
      return modes + " of " + reached.length + " modes, " + good / 10 + " % of points on one";
    }
  }

  /** Two wrong versions, and how they end: at once, with a message, and not in a leak. */
  private static void mistakes() {
    try {
      Tensor.zeros(TYPE, Shape.of(2)); // no scope is open: who would free it?
    } catch (IllegalStateException e) {
      System.out.println("without a scope:    " + e.getMessage());
    }

    Tensor kept;
    try (Scope scope = Scope.open()) {
      kept = Tensor.zeros(TYPE, Shape.of(2)); // right: read it here, or scope.keep it
    }
    try {
      kept.toFloats();
    } catch (IllegalStateException e) {
      System.out.println("after its scope:    " + e.getMessage());
    }
  }

  /*
   * HOW TO RUN, from the top directory of Esgrima (the argument may be left out):
   *
   *   mvn -q -pl examples -am compile exec:exec -Dexample=Example02AlgorithmOne -Dargs=5000
   *
   * Then try k = 5 in the rules, or Minimax instead of NonSaturating, and watch the modes.
   */
}
