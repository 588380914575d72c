package org.esgrima.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.data.LabelColumn;
import org.esgrima.io.Shape;
import org.esgrima.metric.AttributeClassifier;
import org.esgrima.metric.EightBit;
import org.esgrima.metric.Proportion;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * Directions of attributes: a classifier judges the pictures of many seeds, and logistic regression
 * finds the direction along which its probability rises, as InterFaceGAN does with a support vector
 * machine (Shen et al. 2020, arXiv 1907.10786, section 2.2). The difference of the means of both
 * groups would be simpler, but in w, whose distribution is far from round, it also points to
 * whatever varies most. In w one direction of a style serves all layers.
 *
 * @param map where points lie
 * @param judge tells attributes; stays open
 * @param samples seeds to learn from, at least 2
 * @param heldOut further seeds that test the directions, at least 1
 * @param firstSeed of the samples
 */
public record AttributeDirections(
    LatentMap map, AttributeClassifier judge, int samples, int heldOut, long firstSeed) {
  private static final int CHUNK = 64;
  private static final double RAREST = 0.01;
  private static final double RIDGE = 1; // a normal prior of variance 1 in units of a deviation

  /** Refuses a classifier of other images, as {@link GroupSearch} does. */
  public AttributeDirections {
    new GroupSearch(map, judge, GroupSearch.SURE, firstSeed, 1);
    if (samples < 2 || heldOut < 1) {
      throw new IllegalArgumentException(samples + " samples, " + heldOut + " held out");
    }
  }

  /**
   * A class of an attribute.
   *
   * @param name of the class
   * @param place of its probability in a row of {@link AttributeClassifier#probabilities}
   */
  public record Target(String name, int place) {}

  /**
   * What was found.
   *
   * @param directions towards each class, in order
   * @param right of each, the share of held-out points on the side that the classifier sees
   * @param skipped classes that too few or nearly all pictures show
   */
  public record Found(Directions directions, List<Proportion> right, List<String> skipped) {
    /** Copies the lists. */
    public Found {
      right = List.copyOf(right);
      skipped = List.copyOf(skipped);
    }
  }

  /**
   * The classes that directions can lead to: of two classes the second, of more every one;
   * attributes of two classes first.
   *
   * @param names of attributes or classes; empty for all
   * @throws InputException if one is unknown
   */
  public List<Target> targets(List<String> names) {
    List<Target> pairs = new ArrayList<>();
    List<Target> others = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (int c = 0; c < judge.columns().size(); c++) {
      LabelColumn column = judge.columns().get(c);
      known.add(column.name());
      int classes = column.classNames().size();
      for (int k = classes == 2 ? 1 : 0; k < classes; k++) {
        String name = column.classNames().get(k);
        boolean asked = names.isEmpty() || names.contains(name) || names.contains(column.name());
        if (asked) {
          (classes == 2 ? pairs : others).add(new Target(name, judge.offsets()[c] + k));
        }
        known.add(name);
      }
    }
    for (String name : names) {
      if (!known.contains(name)) {
        throw new InputException(
            "unknown attribute",
            "--attributes",
            String.join(", ", judge.columns().stream().map(LabelColumn::name).toList()),
            name,
            "Name attributes or their classes");
      }
    }
    pairs.addAll(others);
    return pairs;
  }

  /**
   * Finds directions.
   *
   * @param targets in order
   * @param looked is told how many pictures were judged
   */
  public Found find(List<Target> targets, LongConsumer looked) {
    List<double[]> points = new ArrayList<>();
    List<float[]> judged = new ArrayList<>();
    int all = samples + heldOut;
    for (int from = 0; from < all; from += CHUNK) {
      long first = firstSeed + from;
      long[] seeds = LongStream.range(first, first + Math.min(CHUNK, all - from)).toArray();
      List<double[]> chunk = map.ofSeeds(seeds);
      try (Scope scope = Scope.open()) {
        Tensor images = EightBit.toUnit(EightBit.of(map.images(chunk, seeds)));
        float[] rows = judge.probabilities(images).toFloats();
        int width = rows.length / seeds.length;
        for (int i = 0; i < seeds.length; i++) {
          points.add(Arrays.copyOf(chunk.get(i), width()));
          judged.add(Arrays.copyOfRange(rows, i * width, (i + 1) * width));
        }
      }
      looked.accept(from + seeds.length);
    }
    return fit(targets, points, judged);
  }

  /** Numbers of a style, or of a point in z. */
  private int width() {
    return map.space() == LatentSpace.W
        ? Math.toIntExact(map.generator().styleShape().size(1))
        : map.size();
  }

  private Found fit(List<Target> targets, List<double[]> points, List<float[]> judged) {
    List<double[]> learnt = points.subList(0, samples);
    double[] centre = LatentPoints.mean(learnt);
    double spread =
        Math.sqrt(
            learnt.stream()
                .mapToDouble(
                    p ->
                        Arrays.stream(LatentPoints.add(p, centre, -1))
                            .map(x -> x * x)
                            .average()
                            .orElseThrow())
                .average()
                .orElseThrow());
    List<String> names = new ArrayList<>();
    List<double[]> axes = new ArrayList<>();
    List<Double> steps = new ArrayList<>();
    List<Proportion> right = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    try (Scope scope = Scope.open()) {
      double[] rows =
          learnt.stream()
              .flatMapToDouble(p -> Arrays.stream(LatentPoints.add(p, centre, -1)))
              .map(x -> x / spread)
              .toArray();
      Tensor inputs = Tensor.of(rows, Shape.of(samples, width()));
      for (Target target : targets) {
        double[] y = judged.stream().limit(samples).mapToDouble(p -> p[target.place()]).toArray();
        double share = Arrays.stream(y).average().orElseThrow();
        if (share < RAREST || share > 1 - RAREST) {
          skipped.add(target.name());
          continue;
        }
        LogisticRegression found = LogisticRegression.fit(inputs, y, RIDGE);
        double length = Math.sqrt(Arrays.stream(found.weights()).map(w -> w * w).sum());
        double[] axis = Arrays.stream(found.weights()).map(w -> w / length).toArray();
        names.add(target.name());
        axes.add(axis);
        steps.add(deviation(learnt, centre, axis));
        right.add(right(found, target, points, judged, centre, spread));
      }
    }
    Directions directions = new Directions(names, axes, steps);
    boolean styles = map.space() == LatentSpace.W;
    return new Found(styles ? directions.forAllLayers(map) : directions, right, skipped);
  }

  private static double deviation(List<double[]> points, double[] centre, double[] axis) {
    double sum = 0;
    for (double[] point : points) {
      double along = 0;
      for (int i = 0; i < axis.length; i++) {
        along += axis[i] * (point[i] - centre[i]);
      }
      sum += along * along;
    }
    return Math.sqrt(sum / points.size());
  }

  private Proportion right(
      LogisticRegression found,
      Target target,
      List<double[]> points,
      List<float[]> judged,
      double[] centre,
      double spread) {
    long right = 0;
    for (int i = samples; i < points.size(); i++) {
      double[] x =
          Arrays.stream(LatentPoints.add(points.get(i), centre, -1)).map(v -> v / spread).toArray();
      right += found.logit(x) > 0 == judged.get(i)[target.place()] > 0.5 ? 1 : 0;
    }
    return new Proportion(right, heldOut);
  }
}
