package org.esgrima.data.avatars;

/**
 * Paints faces in a flat, softly lit style.
 *
 * <p>A picture is a function of the {@link Face} alone, drawn for the size that is asked for.
 * Shapes lie in the space of the head, so that turning it moves what is nearer by more; they are
 * painted one over the other from the back to the front.
 */
public final class FacePainter {
  /** Part of the fingerprint of what is drawn: raise it with every change of the drawing. */
  public static final int VERSION = 1;

  private FacePainter() {}

  /**
   * The picture.
   *
   * @param side height and breadth in pixels, at least 1; made to be seen at 64
   * @return [3,side,side] in [0, 255]: red, green, blue
   */
  public static byte[] paint(Face face, int side) {
    if (side < 1) {
      throw new IllegalArgumentException("side must be at least 1, got " + side);
    }
    Easel easel = new Easel(face, side);
    boolean bald = face.hair().style() == Hairstyle.BALD;
    BodyPainter body = new BodyPainter(easel);
    body.background();
    if (!bald) {
      new HairBehindPainter(easel).paint();
    }
    body.paint();
    new HeadPainter(easel).paint();
    new NosePainter(easel).paint();
    new EyePainter(easel).paint();
    new BeardPainter(easel).paint();
    new MouthPainter(easel).paint();
    GlassesPainter glasses = new GlassesPainter(easel);
    glasses.arms();
    if (!bald) {
      new HairPainter(easel).paint();
    }
    glasses.front();
    return easel.canvas().bytes();
  }
}
