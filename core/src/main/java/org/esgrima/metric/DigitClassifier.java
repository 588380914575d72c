package org.esgrima.metric;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.esgrima.data.Dataset;

/**
 * The judge of synthetic digits: an {@link ImageClassifier} of gray images [N,1,28,28] in [-1, 1],
 * white ink on black as in MNIST, that comes with Esgrima.
 *
 * <p>It was trained by {@link #train} on the 60,000 training images of MNIST (LeCun, Cortes and
 * Burges; LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
 * recognition", Proceedings of the IEEE 86, 1998), which are licensed under CC BY-SA 3.0. Its
 * accuracy on the 10,000 test images stands in its metadata.
 */
public final class DigitClassifier {
  /** How the classifier that comes with Esgrima was trained. */
  public static final ClassifierSettings SETTINGS =
      new ClassifierSettings(List.of(16, 32, 64), 8, 100, 3e-3, 0.01, 2, 0);

  private static final String RESOURCE = "digits.safetensors";

  private DigitClassifier() {}

  /** Opens the classifier that comes with Esgrima. */
  public static ImageClassifier open() {
    try (InputStream in = DigitClassifier.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + RESOURCE);
      }
      return ImageClassifier.of(Path.of(RESOURCE), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + RESOURCE, e);
    }
  }

  /**
   * Trains it again; {@code TrainDigitClassifier} among the benchmarks is the program that does.
   *
   * @param data MNIST's training images
   * @param test its test images
   * @param target file to write, replaced if it exists
   * @return the new classifier
   * @throws org.esgrima.InputException if these are no images with labels {@code digit}, or the
   *     file cannot be written
   */
  public static ImageClassifier train(
      Dataset data, Dataset test, Path target, ClassifierTraining.Listener listener) {
    return new ClassifierTraining(data, test, "digit", SETTINGS).run(target, listener);
  }
}
