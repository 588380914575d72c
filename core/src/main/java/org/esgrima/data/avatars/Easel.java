package org.esgrima.data.avatars;

import org.esgrima.data.draw.Canvas;
import org.esgrima.data.draw.Contour;
import org.esgrima.data.draw.Mask;
import org.esgrima.data.draw.Paint;
import org.esgrima.data.draw.Tone;

/** What all parts of one picture are painted with: its canvas, views, colours and light. */
final class Easel {
  /** Reach of the gradient of light over a shape, in units. */
  private static final double REACH = 26;

  private final Face face;
  private final Palette palette;
  private final Canvas canvas;
  private final View head;
  private final View body;
  private final double lightX;
  private final double lightY;
  private final Mask skin;
  private final Mask shape;
  private final Mask soft;
  private final Mask edge;

  Easel(Face face, int side) {
    this.face = face;
    palette = new Palette(face);
    canvas = new Canvas(side);
    head = View.ofHead(face.pose(), side);
    body = View.ofBody(face.pose(), side);
    double x = face.scene().light();
    double y = -0.77;
    double length = Math.sqrt(x * x + y * y);
    lightX = x / length;
    lightY = y / length;
    skin = mask();
    shape = mask();
    soft = mask();
    edge = mask();
  }

  Face face() {
    return face;
  }

  Palette palette() {
    return palette;
  }

  Canvas canvas() {
    return canvas;
  }

  View head() {
    return head;
  }

  View body() {
    return body;
  }

  /** Where light comes from, a unit vector in the picture. */
  double lightX() {
    return lightX;
  }

  double lightY() {
    return lightY;
  }

  /** The head's outline, on which features and shadows fall; filled by {@link HeadPainter}. */
  Mask skin() {
    return skin;
  }

  /** A new, empty mask of the picture's size. */
  Mask mask() {
    return new Mask(canvas.side());
  }

  /** Fills contours with one colour. */
  void fill(Tone tone, double opacity, Contour... contours) {
    canvas.paint(canvas.shape(shape, contours), Paint.of(tone), opacity);
  }

  /** As {@link #fill}, but only where a mask covers. */
  void fillWithin(Mask within, Tone tone, double opacity, Contour... contours) {
    canvas.paint(canvas.shape(shape, contours).times(within), Paint.of(tone), opacity);
  }

  /** As {@link #fillWithin}, with soft edges: blurred by so many units. */
  void softWithin(Mask within, Tone tone, double opacity, double blur, Contour... contours) {
    soft.cast(canvas.shape(shape, contours), 0, 0, blur * head.unit());
    canvas.paint(soft.times(within), Paint.of(tone), opacity);
  }

  /** A soft ellipse on the head around (x, y, z). */
  void glow(
      Mask within, Tone tone, double opacity, double x, double y, double z, double rx, double ry) {
    double[] p = head.project(x, y, z, x + rx, y, z, x, y + ry, z);
    soft.glow(p[0], p[1], p[2] - p[0], p[3] - p[1], p[4] - p[0], p[5] - p[1]);
    canvas.paint(soft.times(within), Paint.of(tone), opacity);
  }

  /**
   * Fills a mask as something round that is lit from one side: a gradient, and a soft shadow along
   * the far edge.
   *
   * @param width of the shadow in units
   * @param opacity of the shadow
   */
  void shaded(Mask mask, Tone lit, Tone tone, Tone dark, double width, double opacity) {
    double unit = head.unit();
    double[] c = head.project(0, 0, 0);
    double x = lightX * REACH * unit;
    double y = lightY * REACH * unit;
    canvas.paint(
        mask, Paint.gradient(lit, c[0] + x, c[1] + y, tone, c[0] - 0.2 * x, c[1] - 0.2 * y), 1);
    soft.cast(mask, lightX * width * unit, lightY * width * unit, 0.5 * width * unit);
    canvas.paint(edge.set(mask).minus(soft), Paint.of(dark), opacity);
  }

  /** As {@link #shaded(Mask, Tone, Tone, Tone, double, double)}, in steps of lightness. */
  void shaded(Mask mask, Tone tone, double lit, double dark, double width) {
    shaded(mask, tone.lighter(lit), tone, tone.lighter(-dark), width, 0.6);
  }

  /** The soft shadow that one shape throws on another, so many units down. */
  void shadow(Mask from, Mask on, double distance, double opacity) {
    double unit = head.unit();
    soft.cast(from, -0.7 * lightX * distance * unit, distance * unit, 0.45 * distance * unit);
    canvas.paint(soft.times(on), Paint.of(palette.shade), opacity);
  }
}
