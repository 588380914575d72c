package org.esgrima.benchmarks;

import java.nio.file.Path;
import java.util.Locale;
import org.esgrima.InputException;
import org.esgrima.data.DataOptions;
import org.esgrima.data.Dataset;
import org.esgrima.data.Datasets;
import org.esgrima.data.Split;
import org.esgrima.metric.DigitClassifier;
import org.esgrima.metric.ImageClassifier;
import org.esgrima.torch.Threads;

/**
 * Trains the judge of digits that comes with Esgrima anew, on 2 threads, and prints what its file
 * tells: accuracy on the test images, settings, SHA-256.
 */
public final class TrainDigitClassifier {
  private static final int THREADS = 2;

  private TrainDigitClassifier() {}

  /** Arguments: file to write, data (mnist). */
  public static void main(String[] args) {
    try {
      if (args.length == 0) {
        throw new InputException(
            "nothing to write to", "first argument", "a file name", "none", "Give one");
      }
      Threads.set(THREADS, Threads.Work.NETWORKS);
      train(args.length > 1 ? args[1] : "mnist", Path.of(args[0]));
    } catch (InputException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void train(String source, Path target) {
    long start = System.nanoTime();
    try (Dataset data = open(source, Split.TRAIN);
        Dataset test = open(source, Split.TEST);
        ImageClassifier trained =
            DigitClassifier.train(data, test, target, (epoch, loss) -> print(start, epoch, loss))) {
      trained
          .metadata()
          .forEach((key, value) -> System.out.printf(Locale.ROOT, "%-17s %s%n", key, value));
      System.out.printf(Locale.ROOT, "%-17s %s%n", "SHA-256", trained.hash());
    }
  }

  private static Dataset open(String source, Split split) {
    return Datasets.open(new DataOptions(source, 0, 0, split, 0, 0, 0), System.err::println);
  }

  private static void print(long start, int epoch, double loss) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(Locale.ROOT, "epoch %d: loss %.4f nats, %.0f s%n", epoch, loss, seconds);
  }
}
