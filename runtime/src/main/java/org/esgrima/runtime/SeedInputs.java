package org.esgrima.runtime;

import java.util.Arrays;

/** The latents and conditions that belong to seeds: a seed is the name of a picture. */
final class SeedInputs {
  private static final double BOUND = Math.sqrt(3);

  private SeedInputs() {}

  static float[] latent(GeneratorInfo info, long seed) {
    SeedStream random = SeedStream.named(seed, "image");
    int size = info.latentSize();
    if (info.latents() == GeneratorInfo.Latents.NORMAL) {
      return info.drawnInDoubles() ? floats(random.normalDoubles(size)) : random.normal(size);
    }
    return info.drawnInDoubles()
        ? floats(random.uniformDoubles(size, -BOUND, BOUND))
        : random.uniform(size, (float) -BOUND, (float) BOUND);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  static float[] condition(GeneratorInfo info, long seed, int wanted) {
    if (info.conditionSize() == 0) {
      return new float[0];
    }
    SeedStream random = SeedStream.named(seed, "condition");
    int classes = info.classes().size();
    float[] condition = new float[info.conditionSize()];
    if (classes > 0) {
      // Drawn also where a class is asked for, so that the codes stay the same.
      float place = random.uniform(1, 0, classes)[0];
      int drawn = ClassFrequencies.classAt(place, classes, info.frequencies());
      condition[wanted == Generator.ANY ? drawn : wanted] = 1;
    }
    float[] codes = random.uniform(info.codes(), -1, 1);
    System.arraycopy(codes, 0, condition, classes, codes.length);
    return condition;
  }

  /** Rows one after the other. */
  static float[] joined(float[][] rows, int from, int to, int width) {
    float[] joined = new float[(to - from) * width];
    for (int i = from; i < to; i++) {
      System.arraycopy(rows[i], 0, joined, (i - from) * width, width);
    }
    return joined;
  }

  /** Rows of that width out of one array. */
  static float[][] rows(float[] joined, int width) {
    float[][] rows = new float[joined.length / width][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(joined, i * width, (i + 1) * width));
    return rows;
  }
}
