package org.esgrima.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.runtime.ClassFrequencies;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** Conditions as rows of numbers [N,K]. */
public final class Conditions {
  /** The class of a picture for which none is asked: its seed decides. */
  public static final int ANY = -1;

  private Conditions() {}

  /** Rows of 0 with a 1 at each class; float32 [classes.length,size]. */
  public static Tensor oneHot(int[] classes, int size) {
    float[] rows = new float[Math.multiplyExact(classes.length, size)];
    for (int i = 0; i < classes.length; i++) {
      rows[i * size + classes[i]] = 1;
    }
    return Tensor.of(rows, Shape.of(classes.length, size));
  }

  /** Draws class numbers, each as likely as the others. */
  static int[] draw(RandomStream random, int count, int size) {
    return draw(random, count, size, List.of());
  }

  /** Draws class numbers, as likely as they are frequent; empty = all alike. */
  private static int[] draw(RandomStream random, int count, int size, List<Long> frequencies) {
    try (Scope scope = Scope.open()) {
      float[] places = random.uniform(ElementType.F32, Shape.of(count), 0, size).toFloats();
      int[] classes = new int[count];
      Arrays.setAll(classes, i -> ClassFrequencies.classAt(places[i], size, frequencies));
      return classes;
    }
  }

  /**
   * The conditions that belong to image seeds: seed s always gives the same, whatever is drawn with
   * it.
   *
   * @param classes for each seed the class that is asked for, or {@link #ANY}
   * @return [seeds.length,K]; empty for a game without conditions
   */
  public static Optional<Tensor> ofSeeds(
      Conditioning conditioning, long[] seeds, int[] classes, ElementType type) {
    if (conditioning.toldGenerator() == 0) {
      return Optional.empty();
    }
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(0)) {
      List<Tensor> rows = new ArrayList<>(seeds.length);
      for (int i = 0; i < seeds.length; i++) {
        random.reseed(RandomStream.seedOf(seeds[i], "condition"));
        rows.add(row(conditioning, classes[i], random).to(type));
      }
      return Optional.of(scope.keep(Tensor.concat(rows, 0)));
    }
  }

  private static Tensor row(Conditioning conditioning, int wanted, RandomStream random) {
    int size = conditioning.classes().size();
    List<Tensor> parts = new ArrayList<>();
    if (size > 0) {
      // Drawn also where a class is asked for, so that the codes stay the same.
      int drawn = draw(random, 1, size, conditioning.frequencies())[0];
      parts.add(oneHot(new int[] {wanted == ANY ? drawn : wanted}, size));
    }
    if (conditioning instanceof LatentCodes codes && codes.continuous() > 0) {
      parts.add(codes.drawContinuous(random, ElementType.F32, 1));
    }
    return Tensor.concat(parts, 1);
  }
}
