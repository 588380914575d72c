package org.esgrima.export;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.latent.TrainedGenerator;
import org.esgrima.runtime.OnnxModel.Values;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** What an exported generator is tried with, and what the network itself makes of it. */
final class Probe {
  /** Largest difference that is taken for rounding of float32. */
  static final double TOLERANCE = 1e-4;

  private static final int SAMPLES = 5; // not one of the sizes that could hide in a graph

  private final float[][] z;
  private final float[][] c;
  private final double psi;
  private final float[] expected;

  /**
   * A trial.
   *
   * @param z latents [N,Z]
   * @param c conditions [N,K]; K may be 0
   * @param psi ψ of the truncation; 1 = none
   * @param expected the network's samples, one after the other
   */
  Probe(float[][] z, float[][] c, double psi, float[] expected) {
    this.z = z;
    this.c = c;
    this.psi = psi;
    this.expected = expected;
  }

  float[][] z() {
    return z;
  }

  float[][] c() {
    return c;
  }

  float[] expected() {
    return expected;
  }

  double psi() {
    return psi;
  }

  /** Some seeds of a generator. */
  static Probe of(TrainedGenerator generator, double psi) {
    long[] seeds = LongStream.range(0, SAMPLES).toArray();
    int[] any = new int[SAMPLES];
    Arrays.fill(any, Conditions.ANY);
    try (Scope scope = Scope.open()) {
      Tensor z =
          generator.latents().ofSeeds(seeds, ElementType.F32, generator.architecture().latent());
      Tensor samples =
          psi == 1
              ? generator.samples(z, seeds, any)
              : generator.ofStyles(generator.styles(z, seeds, any, psi));
      float[][] c =
          Conditions.ofSeeds(generator.config().conditioning(), seeds, any, ElementType.F32)
              .map(Probe::rows)
              .orElseGet(() -> new float[SAMPLES][0]);
      return new Probe(rows(z), c, psi, samples.toFloats());
    }
  }

  private static float[][] rows(Tensor tensor) {
    float[] values = tensor.toFloats();
    int width = values.length / SAMPLES;
    float[][] rows = new float[SAMPLES][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
    return rows;
  }

  Tensor latents() {
    return tensor(z);
  }

  Tensor conditions() {
    return tensor(c);
  }

  private static Tensor tensor(float[][] rows) {
    return Tensor.of(joined(rows), Shape.of(rows.length, rows[0].length));
  }

  /** Rows as an input of ONNX Runtime. */
  static Values values(float[][] rows) {
    return new Values(joined(rows), rows.length, rows[0].length);
  }

  private static float[] joined(float[][] rows) {
    float[] values = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * rows[0].length, rows[0].length);
    }
    return values;
  }

  /**
   * The largest difference to what was expected; where values go beyond 1, as a share of the
   * largest. Not a number where one is not.
   */
  double difference(float[] got) {
    double largest = 1;
    double difference = got.length == expected.length ? 0 : Double.NaN;
    for (int i = 0; i < Math.min(got.length, expected.length); i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs((double) got[i] - expected[i]));
    }
    return difference / largest;
  }

  double requireAgreement(float[] got, Object file) {
    for (float value : expected) {
      if (Float.isNaN(value)) {
        throw new InputException(
            "this generator makes nothing",
            file,
            "samples of numbers",
            "NaN",
            "Its training has failed: take an earlier checkpoint");
      }
    }
    double difference = difference(got);
    if (!(difference <= TOLERANCE)) {
      throw new InputException(
          "the exported file does not do what the network does",
          file,
          "a difference of at most " + TOLERANCE,
          difference,
          "Nothing was written; please report this with the run's config.yaml");
    }
    return difference;
  }
}
