package org.esgrima.studio.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.esgrima.InputException;
import org.esgrima.runtime.Generator;
import org.esgrima.runtime.GeneratorInfo;
import org.esgrima.runtime.Samples;
import org.esgrima.studio.http.HttpError;

/**
 * Latents of one generator as points that can be moved, and the samples at such points: in {@code
 * z} rows of Z numbers, in {@code w} the styles of all layers.
 *
 * @param model the generator
 * @param styles whether points are styles
 * @param classOf class of all samples, or {@link Generator#ANY}
 */
record LatentMath(Model model, boolean styles, int classOf) {
  /**
   * In a space.
   *
   * @param space {@code z}, {@code w} or empty for w where there are styles
   */
  static LatentMath of(Model model, String space, int classOf) {
    if (!space.isEmpty() && !space.equals("z") && !space.equals("w")) {
      throw HttpError.wrong("space", "z or w", space);
    }
    boolean styles = space.isEmpty() ? model.hasStyles() : space.equals("w");
    if (styles && !model.hasStyles()) {
      throw HttpError.wrong("space", "z: this generator has no styles", "w");
    }
    return new LatentMath(model, styles, classOf);
  }

  String space() {
    return styles ? "w" : "z";
  }

  boolean normal() {
    return !styles && model.info().latents() == GeneratorInfo.Latents.NORMAL;
  }

  /** Where the samples of seeds lie. */
  List<double[]> points(long[] seeds, double psi) {
    Generator generator = model.generator();
    float[][] z = generator.latents(seeds);
    float[][] rows = styles ? generator.styles(z, conditions(seeds), psi) : z;
    List<double[]> points = new ArrayList<>();
    for (float[] row : rows) {
      double[] point = new double[row.length];
      Arrays.setAll(point, i -> row[i]);
      points.add(point);
    }
    return points;
  }

  private float[][] conditions(long[] seeds) {
    try {
      return model.generator().conditions(seeds, classOf);
    } catch (InputException e) {
      throw HttpError.wrong("class", "a class of this generator", e.getMessage());
    }
  }

  /**
   * The samples at points.
   *
   * @param seedOf decides the condition of each point in z where {@link #classOf} does not
   */
  Samples samples(List<double[]> points, IntFunction<Long> seedOf) {
    float[][] rows = new float[points.size()][];
    for (int i = 0; i < rows.length; i++) {
      double[] point = points.get(i);
      rows[i] = new float[point.length];
      for (int k = 0; k < point.length; k++) {
        rows[i][k] = (float) point[k];
      }
    }
    if (styles) {
      return model.generator().ofStyles(rows);
    }
    long[] seeds = new long[rows.length];
    Arrays.setAll(seeds, seedOf::apply);
    return model.generator().ofLatents(rows, conditions(seeds), 1);
  }
}
