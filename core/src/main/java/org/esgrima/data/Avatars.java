package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.esgrima.data.avatars.Face;
import org.esgrima.data.avatars.FacePainter;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * Faces of men and women, with and without glasses, drawn by a program: {@link ElementType#U8} of
 * shape {@code [3,64,64]}, or drawn for another size (see {@link FacePainter}).
 *
 * <p>Unlimited; sample i is a pure function of (seed, i) and the same on every platform. Labels are
 * all factors of the {@link Face} that is drawn, which says their units and what depends on what:
 * classes first, of which {@code person} (man, woman) and {@code glasses} (no glasses, glasses) are
 * the first two, then numbers. A sample has the same labels at every size.
 */
public final class Avatars implements Dataset {
  /** Height and breadth in pixels where no other is asked for. */
  public static final int SIDE = 64;

  /** The largest height and breadth. */
  public static final int MAX_SIDE = 1024;

  private final long seed;
  private final int side;

  /** The faces of one seed, 64 pixels wide and high. */
  public Avatars(long seed) {
    this(seed, SIDE);
  }

  /**
   * The faces of one seed in another size.
   *
   * @param side height and breadth in pixels, 1 to {@link #MAX_SIDE}
   */
  public Avatars(long seed, int side) {
    if (side < 1 || side > MAX_SIDE) {
      throw new IllegalArgumentException("side must be 1 to " + MAX_SIDE + ", got " + side);
    }
    this.seed = seed;
    this.side = side;
  }

  /** What sample {@code index} shows. */
  public Face face(long index) {
    return Face.of(SampleKey.of(seed, Objects.checkIndex(index, UNLIMITED)));
  }

  @Override
  public String name() {
    return "avatars";
  }

  @Override
  public ElementType elementType() {
    return ElementType.U8;
  }

  @Override
  public Shape sampleShape() {
    return Shape.of(3, side, side);
  }

  @Override
  public long size() {
    return UNLIMITED;
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return AvatarLabels.COLUMNS;
  }

  @Override
  public void read(long index, ByteBuffer target) {
    target.put(FacePainter.paint(face(index), side));
  }

  @Override
  public void readLabels(long index, float[] target) {
    AvatarLabels.write(face(index), target);
  }

  @Override
  public String fingerprint() {
    return SampleKey.fingerprint(
        "avatars, version " + FacePainter.VERSION + ", seed " + seed + ", side " + side);
  }

  @Override
  public void close() {}
}
