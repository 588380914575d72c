package org.esgrima.latent;

import java.nio.file.Path;
import java.util.List;
import org.esgrima.architecture.Conditions;
import org.esgrima.io.Shape;

/** What makes samples of seeds: a trained generator, or one that was exported. */
public interface SampleSource extends AutoCloseable {
  /** A word for it in what is written. */
  String name();

  /** The file that its weights come from. */
  Path file();

  /** Shape of one sample: {@code [C,H,W]} for images, {@code [2]} for points. */
  Shape sampleShape();

  /** Names of the classes that can be asked for, in the order of their numbers; may be empty. */
  List<String> classes();

  /**
   * Makes the samples of some seeds in some classes.
   *
   * @param classes for each seed the number of its class, as in {@link #classes}, or {@link
   *     Conditions#ANY} where the seed decides
   * @return [N,C,H,W], images in [-1, 1], or [N,2], points
   */
  default float[] values(long[] seeds, int[] classes) {
    return values(seeds, classes, 1);
  }

  /**
   * As {@link #values(long[], int[])}, closer to what is usual.
   *
   * @param psi ψ of {@link org.esgrima.architecture.Truncation}; 1 = none
   * @throws org.esgrima.InputException if the generator has no styles to truncate
   */
  float[] values(long[] seeds, int[] classes, double psi);

  /** Whether samples are images. */
  default boolean makesImages() {
    return sampleShape().rank() == 3;
  }

  @Override
  void close();
}
