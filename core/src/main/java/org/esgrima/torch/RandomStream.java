package org.esgrima.torch;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.global.torch;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.runtime.SeedStream;

/**
 * One source of random numbers with a state that can be saved: libtorch's Mersenne twister.
 *
 * <p>Every purpose has its own stream, derived from the run's seed by name, so that drawing more of
 * one (say, latents for a preview) never changes another (dropout). Numbers are drawn on the
 * processor and are therefore the same whatever device they are used on.
 */
public final class RandomStream implements AutoCloseable {
  static {
    Native.load();
  }

  private final Generator generator;

  /** A stream that starts from a seed. */
  public RandomStream(long seed) {
    try (Scope scope = Scope.open()) {
      generator = torch.make_generator_cpu(seed);
      generator.retainReference();
    }
  }

  /**
   * The stream of that name for a run's seed: {@code named(0, "latent")}.
   *
   * <p>Its own seed is the first eight bytes of SHA-256 over name and seed.
   */
  public static RandomStream named(long seed, String name) {
    return new RandomStream(seedOf(seed, name));
  }

  /** The seed of {@link #named}: the first eight bytes, big-endian, of SHA-256("name:seed"). */
  public static long seedOf(long seed, String name) {
    return SeedStream.seedOf(seed, name);
  }

  /** Starts over from a seed. */
  public void reseed(long seed) {
    generator.set_current_seed(seed);
  }

  /** Independent draws from N(mean, deviation²). */
  public Tensor normal(ElementType type, Shape shape, double mean, double deviation) {
    return drawn(type, shape, numbers -> numbers.normal_(mean, deviation, optional()));
  }

  /** Independent draws from the uniform distribution on [from, to). */
  public Tensor uniform(ElementType type, Shape shape, double from, double to) {
    return drawn(type, shape, numbers -> numbers.uniform_(from, to, optional()));
  }

  /** Independent draws that are 1 with the given probability and 0 otherwise. */
  public Tensor bernoulli(ElementType type, Shape shape, double probability) {
    // A uniform number below the probability: less than half the time of libtorch's bernoulli_.
    return uniform(ElementType.F32, shape, 0, 1).lessThan(probability).to(type);
  }

  private static Tensor drawn(
      ElementType type, Shape shape, UnaryOperator<org.bytedeco.pytorch.Tensor> draw) {
    return Tensor.of(() -> draw.apply(Tensor.emptyNative(type, shape, Device.CPU)))
        .onCurrentDevice();
  }

  /** The state as bytes [5056], on the processor, for {@link #restore}. */
  public Tensor state() {
    return Tensor.of(generator::get_state);
  }

  /** Continues exactly where {@link #state} was taken. */
  public void restore(Tensor state) {
    try (Scope scope = Scope.open()) {
      Native.run(() -> generator.set_state(state.to(Device.CPU).handle()));
    }
  }

  @Override
  public void close() {
    generator.releaseReference();
  }

  private GeneratorOptional optional() {
    return new GeneratorOptional(generator);
  }
}
