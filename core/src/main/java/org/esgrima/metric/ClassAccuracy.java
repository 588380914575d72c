package org.esgrima.metric;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Whether a conditional generator makes what it is asked for: the share of images that a classifier
 * trained on real images assigns to the class that was asked for (the "GAN-test" of Shmelkov,
 * Schmid, Alahari, "How good is my GAN?", 2018, arXiv 1807.09499).
 *
 * <p>Real images do not reach 1 either: {@link ImageClassifier#accuracy} of a test set is the value
 * to compare with. It says nothing about variety: a generator that makes one perfect image of each
 * class reaches 1. All classes are asked for equally often; intervals hold at 95 %, see {@link
 * Proportion}, for images from independent latents.
 *
 * @param classNames of the K classes
 * @param confusion [K][K], row by row: how many images of the class that was asked for (row) the
 *     classifier assigned to which class (column)
 */
public record ClassAccuracy(List<String> classNames, List<List<Long>> confusion) {
  private static final int BATCH = 250;

  /** Copies the counts. */
  public ClassAccuracy {
    classNames = List.copyOf(classNames);
    confusion = confusion.stream().map(List::copyOf).toList();
    int k = classNames.size();
    if (confusion.size() != k || confusion.stream().anyMatch(row -> row.size() != k)) {
      throw new IllegalArgumentException("expected %d rows of %d counts".formatted(k, k));
    }
  }

  /**
   * Asks for images and has them classified.
   *
   * @param generator makes one image for each class number of its argument, in that order; [N] to
   *     [N,C,H,H] in [-1, 1]; N is at most 250
   * @param perClass images of each class, at least 1
   * @throws IllegalArgumentException if the generator makes another number of images, or if they do
   *     not suit the classifier
   */
  public static ClassAccuracy measure(
      ImageClassifier classifier, Function<int[], Tensor> generator, int perClass) {
    if (perClass < 1) {
      throw new IllegalArgumentException("images of each class must be at least 1: " + perClass);
    }
    int classes = classifier.classNames().size();
    long[][] counts = new long[classes][classes];
    int total = Math.multiplyExact(classes, perClass);
    for (int from = 0; from < total; from += BATCH) {
      int[] asked =
          IntStream.range(from, Math.min(from + BATCH, total)).map(i -> i % classes).toArray();
      int[] seen = classify(classifier, generator, asked);
      for (int i = 0; i < asked.length; i++) {
        counts[asked[i]][seen[i]]++;
      }
    }
    return new ClassAccuracy(
        classifier.classNames(),
        List.of(counts).stream().map(row -> LongStream.of(row).boxed().toList()).toList());
  }

  private static int[] classify(
      ImageClassifier classifier, Function<int[], Tensor> generator, int[] asked) {
    try (Scope scope = Scope.open()) {
      int[] seen = classifier.classes(generator.apply(asked.clone()));
      if (seen.length != asked.length) {
        throw new IllegalArgumentException(
            "asked for %d images, got %d".formatted(asked.length, seen.length));
      }
      return seen;
    }
  }

  /** Share of the images asked for as this class, counted from 0, that were assigned to it. */
  public Proportion ofClass(int asked) {
    List<Long> row = confusion.get(asked);
    return new Proportion(row.get(asked), row.stream().mapToLong(Long::longValue).sum());
  }

  /** Share over all classes. */
  public Proportion overall() {
    List<Proportion> all = IntStream.range(0, confusion.size()).mapToObj(this::ofClass).toList();
    return new Proportion(
        all.stream().mapToLong(Proportion::successes).sum(),
        all.stream().mapToLong(Proportion::trials).sum());
  }

  /** {@code class-accuracy}, with the interval of {@link Proportion}. */
  public Measurement measurement() {
    return measurement(overall(), "fakes");
  }

  /** The same of so many samples of some kind: {@code reals}, {@code fakes}. */
  static Measurement measurement(Proportion share, String kind) {
    return share.measurement("class-accuracy", kind);
  }
}
