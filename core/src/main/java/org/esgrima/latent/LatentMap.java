package org.esgrima.latent;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.architecture.LatentDistribution;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.metric.EightBit;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The latents of a generator as points, rows of numbers that can be moved, and the pictures of such
 * points.
 *
 * <p>In {@link LatentSpace#Z} a point has Z numbers; in {@link LatentSpace#W} it has L · W, the
 * styles of all layers one after the other.
 *
 * @param generator of images; stays open
 * @param space where points lie
 * @param classOf number of the class of all pictures, or {@link Conditions#ANY}, where the seed of
 *     each picture decides; of no influence on a generator without classes
 */
public record LatentMap(TrainedGenerator generator, LatentSpace space, int classOf) {
  private static final int CHUNK = 64;

  /** Refuses generators of points, and a space that the generator does not have. */
  public LatentMap {
    Outputs.requireImages(generator, generator.checkpoint(), "Take another run");
    if (space == LatentSpace.W) {
      generator.styleShape(); // says why not
    }
  }

  /** Numbers of a point. */
  public int size() {
    return space == LatentSpace.Z
        ? generator.architecture().latent()
        : Math.toIntExact(generator.styleShape().elements());
  }

  /** Whether points are latents of normal numbers, nearly all of which are √Z long. */
  public boolean normal() {
    return space == LatentSpace.Z && generator.latents() == LatentDistribution.NORMAL;
  }

  /** The points of seeds: where the pictures of {@code generate --seed} lie. */
  public List<double[]> ofSeeds(long... seeds) {
    return ofSeeds(1, seeds);
  }

  /**
   * The points of seeds, with truncated styles.
   *
   * @param psi ψ of {@link org.esgrima.architecture.Truncation}; 1 = none, and the only value in
   *     {@link LatentSpace#Z}
   */
  public List<double[]> ofSeeds(double psi, long... seeds) {
    if (space == LatentSpace.Z && psi != 1) {
      throw new InputException("truncation needs styles", "psi", "1 in z", psi, "Use --space w");
    }
    int[] classes = new int[seeds.length];
    Arrays.fill(classes, classOf);
    try (Scope scope = Scope.open()) {
      // Drawn in the generator's type: libtorch draws other numbers in another one.
      int size = generator.architecture().latent();
      Tensor z = generator.latents().ofSeeds(seeds, generator.elementType(), size);
      return rows(space == LatentSpace.Z ? z : generator.styles(z, seeds, classes, psi));
    }
  }

  /**
   * The points of seeds and files.
   *
   * @throws InputException if a file is none of this generator's kind
   */
  public List<double[]> named(List<PointName> names) {
    List<double[]> points = new ArrayList<>();
    for (PointName name : names) {
      points.add(
          name instanceof PointName.Saved saved
              ? LatentFile.read(saved.path(), this)
              : ofSeeds(((PointName.Seed) name).number()).get(0));
    }
    return points;
  }

  /**
   * Refuses a generator in z that was told classes when none is asked for: what points have in
   * common would be mixed with what their conditions have.
   */
  void requireOneClass() {
    boolean free = classOf == Conditions.ANY && !generator.classes().isEmpty();
    if (space == LatentSpace.Z && free) {
      throw new InputException(
          "which class?",
          generator.checkpoint(),
          "--class, since in z the class is no part of a point",
          "none",
          "Give --class " + generator.classes().get(0));
    }
  }

  /** Styles of latents, with the class of all pictures. */
  double[] styled(double[] z) {
    try (Scope scope = Scope.open()) {
      Tensor latents = Tensor.of(z, Shape.of(1, z.length));
      return rows(generator.styles(latents, new long[] {0}, new int[] {classOf}, 1)).get(0);
    }
  }

  private List<double[]> rows(Tensor points) {
    double[] all = points.to(ElementType.F64).toDoubles();
    List<double[]> rows = new ArrayList<>();
    for (int from = 0; from < all.length; from += size()) {
      rows.add(Arrays.copyOfRange(all, from, from + size()));
    }
    return rows;
  }

  /**
   * The pictures of points.
   *
   * @param points each of {@link #size} numbers
   * @param seeds decide the conditions of a generator in z where {@link #classOf} does not: one for
   *     each point, or one for all
   * @return [N,C,H,W] in [-1, 1], float32, in the caller's scope
   */
  public Tensor images(List<double[]> points, long... seeds) {
    if (seeds.length != 1 && seeds.length != points.size()) {
      throw new IllegalArgumentException(seeds.length + " seeds of " + points.size() + " points");
    }
    try (Scope scope = Scope.open();
        Autograd.NoGrad noGrad = Autograd.noGrad();
        PointRenderer renderer = new PointRenderer(this)) {
      List<Tensor> parts = new ArrayList<>();
      for (int from = 0; from < points.size(); from += CHUNK) {
        int to = Math.min(points.size(), from + CHUNK);
        double[] all = points.subList(from, to).stream().flatMapToDouble(Arrays::stream).toArray();
        long[] own =
            seeds.length == 1
                ? LongStream.range(from, to).map(i -> seeds[0]).toArray()
                : Arrays.copyOfRange(seeds, from, to);
        try (Scope inner = Scope.open()) {
          Tensor chunk = Tensor.of(all, Shape.of(to - from, size()));
          parts.add(inner.keep(renderer.images(chunk, own)));
        }
      }
      return scope.keep(Tensor.concat(parts, 0));
    }
  }

  /** As {@link #images}, as pictures of 8 bits. */
  public List<BufferedImage> pictures(List<double[]> points, long... seeds) {
    try (Scope scope = Scope.open()) {
      return pictures(images(points, seeds));
    }
  }

  /**
   * Images as pictures of 8 bits.
   *
   * @param images [N,C,H,W] in [-1, 1]
   */
  public static List<BufferedImage> pictures(Tensor images) {
    try (Scope scope = Scope.open()) {
      Shape shape = images.shape();
      Shape one = Shape.of(1, shape.size(1), shape.size(2), shape.size(3));
      byte[] all = new byte[Math.toIntExact(shape.elements())];
      EightBit.of(images).toBytes().get(all);
      int bytes = Math.toIntExact(one.elements());
      List<BufferedImage> pictures = new ArrayList<>();
      for (int at = 0; at < all.length; at += bytes) {
        pictures.add(Outputs.picture(Arrays.copyOfRange(all, at, at + bytes), one));
      }
      return pictures;
    }
  }
}
