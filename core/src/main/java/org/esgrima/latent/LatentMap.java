package org.esgrima.latent;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.metric.EightBit;
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
    if (!generator.makesImages()) {
      throw new InputException(
          "samples are no images",
          generator.checkpoint(),
          "a generator of images",
          "one of points " + generator.sampleShape(),
          "Take another run");
    }
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
      Tensor z =
          generator.latents().ofSeeds(seeds, ElementType.F64, generator.architecture().latent());
      return rows(space == LatentSpace.Z ? z : generator.styles(z, seeds, classes, psi));
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
   * @param seed decides the conditions of a generator in z where {@link #classOf} does not
   * @return [N,C,H,W] in [-1, 1], float32, in the caller's scope
   */
  public Tensor images(List<double[]> points, long seed) {
    try (Scope scope = Scope.open()) {
      List<Tensor> parts = new ArrayList<>();
      for (int from = 0; from < points.size(); from += CHUNK) {
        parts.add(chunk(points.subList(from, Math.min(points.size(), from + CHUNK)), seed));
      }
      return scope.keep(Tensor.concat(parts, 0));
    }
  }

  private Tensor chunk(List<double[]> points, long seed) {
    double[] all = points.stream().flatMapToDouble(Arrays::stream).toArray();
    int count = points.size();
    if (space == LatentSpace.W) {
      return generator.ofStyles(Tensor.of(all, generator.styleShape().batched(count)));
    }
    long[] seeds = new long[count];
    Arrays.fill(seeds, seed);
    int[] classes = new int[count];
    Arrays.fill(classes, classOf);
    return generator.samples(Tensor.of(all, Shape.of(count, size())), seeds, classes);
  }

  /** As {@link #images}, as pictures of 8 bits. */
  public List<BufferedImage> pictures(List<double[]> points, long seed) {
    try (Scope scope = Scope.open()) {
      Tensor images = EightBit.of(images(points, seed));
      Shape one = generator.sampleShape().batched(1);
      byte[] all = new byte[Math.toIntExact(images.shape().elements())];
      images.toBytes().get(all);
      int bytes = Math.toIntExact(one.elements());
      List<BufferedImage> pictures = new ArrayList<>();
      for (int at = 0; at < all.length; at += bytes) {
        pictures.add(Outputs.picture(Arrays.copyOfRange(all, at, at + bytes), one));
      }
      return pictures;
    }
  }
}
