package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.esgrima.data.strokes.DigitPainter;
import org.esgrima.data.strokes.Hand;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * Handwritten digits drawn by a program: {@link ElementType#U8} of shape {@code [1,28,28]}, white
 * ink on black, made like MNIST (see {@link DigitPainter}).
 *
 * <p>Unlimited; sample i is a pure function of (seed, i) and the same on every platform. Labels are
 * the factors that the digit was drawn from, in the units of {@link Hand}: the class {@code digit},
 * then {@code slant} (degrees, right is positive), {@code width} (pixels), {@code curvature} (0 is
 * a polygon, 1 a Catmull-Rom spline), {@code jitter} (share of the height), {@code aspect} (factor
 * on the breadth), {@code rotation} (degrees, clockwise is positive), {@code pressure} (share of
 * the width) and {@code style} (number of the way of writing within the digit).
 */
public final class Strokes implements Dataset {
  private static final List<LabelColumn> LABEL_COLUMNS =
      List.of(
          LabelColumn.classes("digit", IntStream.range(0, 10).mapToObj(Integer::toString).toList()),
          LabelColumn.number("slant"),
          LabelColumn.number("width"),
          LabelColumn.number("curvature"),
          LabelColumn.number("jitter"),
          LabelColumn.number("aspect"),
          LabelColumn.number("rotation"),
          LabelColumn.number("pressure"),
          LabelColumn.number("style"));

  private final long seed;

  /** The digits of one seed. */
  public Strokes(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return "strokes";
  }

  @Override
  public ElementType elementType() {
    return ElementType.U8;
  }

  @Override
  public Shape sampleShape() {
    return Shape.of(1, DigitPainter.SIDE, DigitPainter.SIDE);
  }

  @Override
  public long size() {
    return UNLIMITED;
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return LABEL_COLUMNS;
  }

  @Override
  public void read(long index, ByteBuffer target) {
    target.put(DigitPainter.paint(key(index)));
  }

  @Override
  public void readLabels(long index, float[] target) {
    Hand hand = DigitPainter.hand(key(index));
    target[0] = hand.digit();
    target[1] = (float) hand.slant();
    target[2] = (float) hand.width();
    target[3] = (float) hand.curvature();
    target[4] = (float) hand.jitter();
    target[5] = (float) hand.aspect();
    target[6] = (float) hand.rotation();
    target[7] = (float) hand.pressure();
    target[8] = hand.style();
  }

  @Override
  public String fingerprint() {
    return SampleKey.fingerprint("strokes, version " + DigitPainter.VERSION + ", seed " + seed);
  }

  @Override
  public void close() {}

  private long key(long index) {
    return SampleKey.of(seed, Objects.checkIndex(index, UNLIMITED));
  }
}
