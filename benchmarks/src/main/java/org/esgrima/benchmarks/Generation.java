package org.esgrima.benchmarks;

import java.util.concurrent.TimeUnit;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.LatentDistribution;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.RandomStream;
import org.esgrima.train.Presets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time from a request to the pixels as a Java array: latents, generator, copy; DCGAN, 28 × 28. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class Generation {
  private static final ElementType TYPE = ElementType.F32;

  /** Images made at once. */
  @Param({"1", "64"})
  public int batch;

  /** Channels at the largest inner resolution. */
  @Param("64")
  public int width;

  private RandomStream random;
  private Network generator;

  /** Makes a generator with the weights that training starts from. */
  @Setup
  public void open() {
    Architecture architecture =
        Presets.config("dcgan-mnist", "{architecture: {width: " + width + "}}")
            .architecture()
            .fitting(Shape.of(1, 28, 28));
    random = new RandomStream(0);
    Shape z = Shape.of(architecture.latent());
    generator = Network.create(architecture.generator(), z, TYPE, Initializer.of(random));
    generator.training(false);
  }

  /** Makes the images, in [-1, 1]. */
  @Benchmark
  public float[] images() {
    try (org.esgrima.torch.Scope scope = org.esgrima.torch.Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad()) {
      int latent = Math.toIntExact(generator.inputShape().size(0));
      return generator
          .forward(LatentDistribution.NORMAL.draw(random, TYPE, batch, latent))
          .toFloats();
    }
  }

  /** Frees the generator. */
  @TearDown
  public void close() {
    generator.close();
    random.close();
  }
}
