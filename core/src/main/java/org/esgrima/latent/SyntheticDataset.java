package org.esgrima.latent;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.esgrima.InputException;
import org.esgrima.architecture.ByClass;
import org.esgrima.data.Dataset;
import org.esgrima.data.LabelColumn;
import org.esgrima.io.ElementType;
import org.esgrima.io.Sha256;
import org.esgrima.io.Shape;
import org.esgrima.metric.EightBit;
import org.esgrima.torch.Scope;

/**
 * Images that a conditional generator has made, with the classes that it was asked for, held in
 * memory: uint8 [C,H,W], one label column, the classes in turn (0, 1, … K − 1, 0, …).
 */
public final class SyntheticDataset implements Dataset {
  private static final int CHUNK = 100;

  private final String name;
  private final Shape sampleShape;
  private final LabelColumn column;
  private final byte[] pixels;
  private final int sampleBytes;

  private SyntheticDataset(String name, Shape sampleShape, LabelColumn column, byte[] pixels) {
    this.name = name;
    this.sampleShape = sampleShape;
    this.column = column;
    this.pixels = pixels;
    this.sampleBytes = Math.toIntExact(sampleShape.elements());
  }

  /**
   * Makes the images.
   *
   * @param generator of images, trained with classes; stays open
   * @param count number of images, at least 1
   * @param firstSeed seed of the first image; the i-th has {@code firstSeed + i}
   * @param made is told how many more images there are; what it throws ends the work
   * @throws InputException if the generator was told no classes
   */
  public static SyntheticDataset of(
      TrainedGenerator generator, int count, long firstSeed, LongConsumer made) {
    if (!(generator.config().conditioning() instanceof ByClass byClass)) {
      throw new InputException(
          "this generator was not told classes",
          generator.checkpoint(),
          "a run trained with --conditioning",
          generator.config().conditioning(),
          "Train with --conditioning projection");
    }
    int one = Math.toIntExact(generator.sampleShape().elements());
    byte[] pixels = new byte[Math.multiplyExact(one, count)];
    int classes = byClass.classes().size();
    for (int from = 0; from < count; from += CHUNK) {
      int size = Math.min(CHUNK, count - from);
      int first = from;
      long[] seeds = new long[size];
      int[] asked = new int[size];
      Arrays.setAll(seeds, i -> firstSeed + first + i);
      Arrays.setAll(asked, i -> (first + i) % classes);
      try (Scope scope = Scope.open()) {
        EightBit.of(generator.samples(seeds, asked)).toBytes().get(pixels, from * one, size * one);
      }
      made.accept(size);
    }
    return new SyntheticDataset(
        "synthetic of " + generator.checkpoint().getFileName(),
        generator.sampleShape(),
        byClass.column(),
        pixels);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ElementType elementType() {
    return ElementType.U8;
  }

  @Override
  public Shape sampleShape() {
    return sampleShape;
  }

  @Override
  public long size() {
    return pixels.length / sampleBytes;
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return List.of(column);
  }

  @Override
  public void read(long index, ByteBuffer target) {
    int at = (int) Objects.checkIndex(index, size());
    target.put(pixels, at * sampleBytes, sampleBytes);
  }

  @Override
  public void readLabels(long index, float[] target) {
    target[0] = Objects.checkIndex(index, size()) % column.classNames().size();
  }

  @Override
  public String fingerprint() {
    return Sha256.of(pixels);
  }

  @Override
  public void close() {
    // Memory needs no closing.
  }
}
