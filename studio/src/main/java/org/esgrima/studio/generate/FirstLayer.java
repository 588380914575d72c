package org.esgrima.studio.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.run.Checkpoint;

/** The layer of a generator that first sees the latents, read from a checkpoint. */
final class FirstLayer {
  private static final String SECTION = Checkpoint.AVERAGE + "/";

  private FirstLayer() {}

  /**
   * The directions in z that it amplifies most; one step is of length 1.
   *
   * @param latent numbers of z
   * @throws InputException if the checkpoint has no layer that sees the latents alone
   */
  static Axes axes(Path checkpoint, int latent, int count) {
    try (SafetensorsFile file = SafetensorsFile.open(checkpoint)) {
      double[][] weights =
          weights(file, latent)
              .orElseThrow(
                  () ->
                      new InputException(
                          "no layer that sees the latents alone",
                          checkpoint,
                          "a first layer of " + latent + " inputs",
                          "another one",
                          "There are no directions of this generator"));
      return Axes.strongest(weights, count).withUnitSteps();
    }
  }

  /** [O,Z] of a dense layer [O,Z] or a transposed convolution [Z,C,k,k]. */
  private static Optional<double[][]> weights(SafetensorsFile file, int latent) {
    List<String> names = new ArrayList<>(file.names());
    names.sort(Comparator.comparingLong(name -> file.entry(name).offset()));
    for (String name : names) {
      Shape shape = file.entry(name).shape();
      if (!name.startsWith(SECTION) || shape.rank() < 2) {
        continue;
      }
      if (shape.rank() == 2 && shape.size(1) == latent) {
        return Optional.of(rows(file.doubles(name), latent));
      }
      if (shape.rank() == 4 && shape.size(0) == latent) {
        return Optional.of(transposed(rows(file.doubles(name), (int) (shape.elements() / latent))));
      }
      return Optional.empty(); // deeper layers do not see the latents
    }
    return Optional.empty();
  }

  private static double[][] rows(double[] values, int width) {
    double[][] rows = new double[values.length / width][width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, i * width, rows[i], 0, width);
    }
    return rows;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] result = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        result[j][i] = matrix[i][j];
      }
    }
    return result;
  }
}
