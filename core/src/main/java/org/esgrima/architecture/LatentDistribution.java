package org.esgrima.architecture;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.util.ArrayList;
import java.util.List;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** The distribution p(z) from which latents are drawn; both have mean 0 and variance 1. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum LatentDistribution {
  /** The standard normal distribution. */
  NORMAL,
  /** Uniform on [−√3, √3), as in the published code of Goodfellow et al. 2014. */
  UNIFORM;

  private static final double BOUND = Math.sqrt(3);

  /** Draws {@code count} latents [count,size]. */
  public Tensor draw(RandomStream random, ElementType type, long count, int size) {
    Shape shape = Shape.of(count, size);
    return switch (this) {
      case NORMAL -> random.normal(type, shape, 0, 1);
      case UNIFORM -> random.uniform(type, shape, -BOUND, BOUND);
    };
  }

  /**
   * The latents that belong to image seeds: seed s always gives the same z, whatever is drawn with
   * it, so a seed is the name of a picture.
   *
   * @return [count,size], a row for each seed
   */
  public Tensor ofSeeds(long[] seeds, ElementType type, int size) {
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      List<Tensor> rows = new ArrayList<>(seeds.length);
      for (long seed : seeds) {
        random.reseed(RandomStream.seedOf(seed, "image"));
        rows.add(draw(random, type, 1, size));
      }
      return scope.keep(Tensor.concat(rows, 0));
    }
  }
}
