package org.esgrima.studio.generate;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.esgrima.runtime.Generator;
import org.esgrima.runtime.GeneratorInfo;

/** An opened generator, and what was found out about it. Closed when the last user has left. */
final class Model {
  private static final int SAMPLES = 2_000;
  private static final int AXES = 16;

  private final ModelKey key;
  private final Generator generator;
  private int users;
  private boolean discarded;
  private Axes axes;

  Model(ModelKey key, Generator generator) {
    this.key = key;
    this.generator = generator;
  }

  ModelKey key() {
    return key;
  }

  Generator generator() {
    return generator;
  }

  GeneratorInfo info() {
    return generator.info();
  }

  boolean hasStyles() {
    return info().styles().isPresent();
  }

  /** Whether it is still open; then it stays so until {@link #leave}. */
  synchronized boolean enter() {
    if (discarded) {
      return false;
    }
    users++;
    return true;
  }

  void leave() {
    boolean last;
    synchronized (this) {
      users--;
      last = discarded && users == 0;
    }
    if (last) {
      generator.close();
    }
  }

  /** Closes it as soon as nobody uses it. */
  void discard() {
    boolean now;
    synchronized (this) {
      now = !discarded && users == 0;
      discarded = true;
    }
    if (now) {
      generator.close();
    }
  }

  /**
   * Directions along which pictures change: in the styles their principal components (GANSpace,
   * Härkönen et al. 2020, arXiv 2004.02546), in z those that the first layer amplifies most (SeFa,
   * Shen and Zhou 2021, arXiv 2007.06600).
   */
  synchronized Axes axes() {
    if (axes == null) {
      axes = hasStyles() ? ofStyles() : FirstLayer.axes(key.file(), info().latentSize(), AXES);
    }
    return axes;
  }

  private Axes ofStyles() {
    long[] seeds = LongStream.range(0, SAMPLES).toArray();
    float[][] all =
        generator.styles(generator.latents(seeds), generator.conditions(seeds, Generator.ANY), 1);
    int layers = info().styles().orElseThrow().get(0);
    int width = info().styles().orElseThrow().get(1);
    float[][] first = new float[SAMPLES][];
    for (int i = 0; i < SAMPLES; i++) {
      first[i] = Arrays.copyOf(all[i], width);
    }
    return Axes.principal(first, AXES).repeated(layers);
  }

  /** Number of a class by its name or number; empty if there is none. */
  Optional<Integer> classNumber(String text) {
    int named = info().classes().indexOf(text);
    if (named >= 0) {
      return Optional.of(named);
    }
    return text.matches("\\d{1,6}") && Integer.parseInt(text) < info().classes().size()
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }
}
