package org.esgrima.data.avatars;

/**
 * The outline of hair that lies on the head: its outer edge and, over the face, its inner one, both
 * from the left to the right of the picture and of as many points.
 *
 * <p>A point of the one belongs to that of the same number of the other: hairs run from point to
 * point somewhere between the edges.
 */
@SuppressWarnings("ArrayRecordComponent") // shared inside the package, never written to
record HairEdges(double[] outer, double[] inner) {
  /** The edges of a face's hair, which must not be bald. */
  static HairEdges of(Face face) {
    Hair hair = face.hair();
    double parting = hair.parting();
    HairEdges edges =
        switch (hair.style()) {
          case BOB -> falling(hair, new HairFall(22.5 + 2.5 * hair.length(), 1.2, 1, 0.3, 0.13));
          case SHOULDER_LENGTH ->
              falling(hair, new HairFall(34 + 2.5 * hair.length(), 2.5, 0.6, 0.7, 0.2));
          case LONG -> falling(hair, new HairFall(56 + 6 * hair.length(), 3, 0.3, 0.8, 0.13));
          case WAVY -> falling(hair, new HairFall(54 + 6 * hair.length(), 4.5, 1.9, 1.4, 0.4));
          default -> HairShapes.of(hair);
        };
    return (parting < 0 && !hair.style().falls() ? edges.mirrored() : edges)
        .scaled(face.head().width(), face.head().length());
  }

  private static HairEdges falling(Hair hair, HairFall fall) {
    double volume = fall.volume() + hair.volume();
    double[] crown = Points.at(HairShapes.OUTER, 2 * hair.parting(), -31 - volume);
    double[] parting = Points.onFace(0.5, 7 * hair.parting(), -20.5 + 9.5 * hair.covering());
    return new HairEdges(
        around(fall.outer(-1, hair), crown, fall.outer(1, hair)),
        around(fall.inner(-1, hair), parting, fall.inner(1, hair)));
  }

  private static double[] around(double[] left, double[] middle, double[] right) {
    return Points.joined(Points.joined(left, middle), Points.reversed(right));
  }

  /** The way of hairs, a share of the way from the outer to the inner edge. */
  double[] strand(double share) {
    return Points.between(outer, inner, share);
  }

  private HairEdges mirrored() {
    return new HairEdges(Points.mirrored(outer), Points.mirrored(inner));
  }

  private HairEdges scaled(double x, double y) {
    return new HairEdges(Points.scaled(x, y, outer), Points.scaled(x, y, inner));
  }
}
