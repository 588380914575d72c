package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * StackedMNIST: three random digits as the red, green and blue of one image, {@link ElementType#U8}
 * of shape {@code [3,H,W]}, a distribution of 1,000 modes that can be counted.
 *
 * <p>Unlimited; sample i is a pure function of (digits, seed, i), drawn as it is read: three
 * images, independently and with replacement. The one label column, {@code triple}, is the class
 * 100 a + 10 b + c of the digits a, b and c of red, green and blue, named {@code 000} to {@code
 * 999}. The classes are equally likely if the digits are. Those of MNIST are nearly: the
 * distribution of the 1,000 classes itself then has a divergence from the uniform one of 0.0043
 * nats.
 *
 * <p>Protocols: Metz et al. 2017 (Unrolled GAN, arXiv 1611.02163) draw from the training images
 * without end; Lin et al. 2018 (PacGAN, arXiv 1712.04086) draw 128,000 samples once, which is a
 * {@link Subset} of as many. The latter's published code draws from the training and test images
 * together, this class from those that it is given.
 */
public final class StackedMnist implements Dataset {
  /** Number of classes: triples of ten digits. */
  public static final int CLASSES = 1000;

  /** Part of the fingerprint: raise it when the same seed gives other samples. */
  private static final int VERSION = 1;

  private static final int DIGITS = 10;
  private static final int CHANNELS = 3;

  /** The column of labels, by which a set is known even when its images were resized. */
  public static final LabelColumn TRIPLE =
      LabelColumn.classes(
          "triple", IntStream.range(0, CLASSES).mapToObj("%03d"::formatted).toList());

  private final Dataset digits;
  private final long seed;
  private final int digitColumn;
  private final Shape sampleShape;

  /**
   * Stacks the images of a set. Closing this set closes that one.
   *
   * @param digits gray images, U8 [1,H,W], with a column of ten classes
   * @param seed chooses the samples
   * @throws InputException if the set is of another kind
   */
  public StackedMnist(Dataset digits, long seed) {
    this.digits = digits;
    this.seed = seed;
    this.digitColumn = digitColumn(digits);
    Shape shape = digits.sampleShape();
    if (shape.size(0) != 1) {
      throw unusable(digits, "gray images", shape, "Convert them to gray");
    }
    this.sampleShape = Shape.of(CHANNELS, shape.size(1), shape.size(2));
  }

  /**
   * Which label column holds the ten classes.
   *
   * @throws InputException if there is none, or the samples are no images
   */
  static int digitColumn(Dataset digits) {
    Shape shape = digits.sampleShape();
    if (digits.elementType() != ElementType.U8 || shape.rank() != 3) {
      String got = digits.elementType() + " " + shape;
      throw unusable(digits, "images U8 [1,H,W]", got, "Give digits, such as mnist or strokes");
    }
    List<LabelColumn> columns = digits.labelColumns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).classNames().size() == DIGITS) {
        return i;
      }
    }
    throw unusable(
        digits,
        "images with labels of 10 classes",
        columns.isEmpty()
            ? "images without labels"
            : Arrays.toString(columns.stream().map(StackedMnist::describe).toArray()),
        "Put the labels of these images beside them, or give other digits");
  }

  private static String describe(LabelColumn column) {
    return column.name()
        + (column.isClass() ? " of " + column.classNames().size() + " classes" : "");
  }

  private static InputException unusable(
      Dataset digits, String expected, Object got, String remedy) {
    return new InputException("cannot be stacked", digits.name(), expected, got, remedy);
  }

  /** The class of three digits: {@code 100 a + 10 b + c}. */
  public static int triple(int red, int green, int blue) {
    for (int digit : new int[] {red, green, blue}) {
      if (digit < 0 || digit >= DIGITS) {
        throw new IllegalArgumentException("expected digits from 0 to 9, got " + digit);
      }
    }
    return 100 * red + 10 * green + blue;
  }

  @Override
  public String name() {
    return "stacked-" + digits.name();
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
    return UNLIMITED;
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return List.of(TRIPLE);
  }

  @Override
  public void read(long index, ByteBuffer target) {
    for (long digit : drawn(index)) {
      digits.read(digit, target);
    }
  }

  @Override
  public void readLabels(long index, float[] target) {
    float[] labels = new float[digits.labelColumns().size()];
    int[] classes = new int[CHANNELS];
    long[] drawn = drawn(index);
    for (int i = 0; i < CHANNELS; i++) {
      digits.readLabels(drawn[i], labels);
      classes[i] = (int) labels[digitColumn];
    }
    target[0] = triple(classes[0], classes[1], classes[2]);
  }

  private long[] drawn(long index) {
    SampleRandom random = new SampleRandom(seed, index);
    long size = digits.size();
    return new long[] {random.below(size), random.below(size), random.below(size)};
  }

  /** Of the seed and of the fingerprint of the digits. */
  @Override
  public String fingerprint() {
    return SampleKey.fingerprint(
        "stacked digits, version " + VERSION + ", seed " + seed + ", of " + digits.fingerprint());
  }

  @Override
  public void close() {
    digits.close();
  }
}
