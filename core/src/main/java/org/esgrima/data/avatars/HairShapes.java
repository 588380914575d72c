package org.esgrima.data.avatars;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The outlines of short and of tied hair.
 *
 * <p>One line an edge: {@code style edge: points}, a point being {@code x,y} in the units of {@link
 * Points}, from the left of the picture to the right. {@code close} and {@code full} are the outer
 * edge at the least and the most volume, {@code inner} the hairline. An edge whose last point is in
 * the middle goes on as its mirror image.
 */
final class HairShapes {
  /** How far outer edges are behind the plane through the ears. */
  static final double OUTER = -2;

  private static final String TEXT =
      """
      BUZZ_CUT close: -20.6,0 -21.3,-6 -19.7,-16.6 -11.5,-25.8 0,-27.9
      BUZZ_CUT full: -20.6,0 -21.5,-6 -19.9,-16.8 -11.7,-26.3 0,-28.5
      BUZZ_CUT inner: -19.8,0 -18.9,-6 -16.4,-12.9 -9,-17.8 0,-18.6

      CROP close: -20.9,4 -21.8,-6 -20.6,-17 -15.6,-25.4 -10.4,-28.6 -4.5,-28.8 1.5,-30.4 7,-29.4 12.6,-27.8 17,-23.4 20.6,-16.5 21.8,-6 20.9,4
      CROP full: -20.9,4 -22.4,-6 -21.6,-17.5 -17.4,-26.6 -12.6,-30.2 -7,-31.2 -1,-34.2 5.4,-32.4 11.4,-33 17,-27.4 21.6,-17 22.4,-6 20.9,4
      CROP inner: -20.6,4 -18.9,-5 -17.2,-11.4 -14,-13.6 -10,-16.6 -5.6,-15 -1,-17.6 4,-15.2 8.6,-17.4 13,-14.6 16.8,-11.8 18.9,-5 20.6,4

      SIDE_PART close: -20.8,4 -22,-6 -20.6,-18.5 -12.8,-27.4 -1,-30.6 12.5,-28.2 20.8,-19.5 22.3,-6 20.8,4
      SIDE_PART full: -20.8,4 -22.2,-6 -21,-18.5 -13,-29 -1,-33.8 12.5,-31.2 21.4,-20.5 22.6,-6 20.8,4
      SIDE_PART inner: -20.5,4 -18.7,-6 -16.2,-13 -11,-18.6 -4,-16.2 6,-13.6 15.8,-12 18.8,-5.5 20.5,4

      QUIFF close: -20.8,4 -21.6,-6 -20,-18 -15.5,-28.2 -4,-32.8 9,-32.2 18.2,-25.2 21.5,-8 20.8,4
      QUIFF full: -20.8,4 -21.6,-6 -20,-18 -16,-30 -4.5,-36.4 10,-36.2 19,-27.4 21.5,-8 20.8,4
      QUIFF inner: -20.5,4 -18.8,-6 -16.6,-13 -11.6,-17.4 -3,-17 6,-18.6 15.2,-15.4 18.8,-6 20.5,4

      CURLY close: -20.9,-3 -22,-6 -20.4,-17.6 -11.8,-28 0,-30.2
      CURLY full: -21.2,-3 -23.4,-6 -22,-19 -12.6,-30.8 0,-34
      CURLY inner: -19.8,-3 -18.9,-6 -16.4,-12.2 -9,-15.6 0,-16.4

      PIXIE close: -20.5,9 -22.6,-3 -21.2,-17 -12.8,-27.6 0,-30 12.5,-28 21.2,-17 22.6,-3 20.5,9
      PIXIE full: -20.5,9 -23.6,-3 -22.4,-17.5 -13.4,-29.4 0,-33.2 13,-30 22.4,-17.5 23.6,-3 20.5,9
      PIXIE inner: -20.2,9 -18.6,-2 -16.8,-9.4 -11.6,-15.6 -6.5,-19 2,-13.4 13,-9.6 18.4,-4 20.2,9

      PONYTAIL close: -20.9,1 -21.9,-6 -20.3,-17 -11.8,-26.7 0,-28.8
      PONYTAIL full: -20.9,1 -22.2,-6 -20.7,-17.7 -12.1,-28 0,-30.6
      PONYTAIL inner: -20,1 -18.9,-6.5 -16,-13 -9,-17.6 0,-18.6

      BUN close: -20.9,1 -21.9,-6 -20.3,-17 -11.8,-26.7 0,-28.8
      BUN full: -20.9,1 -22.2,-6 -20.7,-17.7 -12.1,-28 0,-30.6
      BUN inner: -20,1 -18.9,-6.5 -16,-13 -9,-17.6 0,-18.6

      AFRO close: -22.1,11 -27.2,0 -27.6,-14 -23.2,-24.9 -13.7,-33 0,-36
      AFRO full: -23.9,11 -30.5,0 -31,-14 -26.5,-26.9 -15.1,-36.3 0,-39.2
      AFRO inner: -19.4,9 -19.3,2 -18.6,-5 -16.2,-11.4 -9.4,-15.6 0,-16.4
      """;

  private static final Map<Hairstyle, HairEdges> CLOSE = parse("close");
  private static final Map<Hairstyle, HairEdges> FULL = parse("full");

  private HairShapes() {}

  /** The edges of hair of the styles above; ends lie where the head ends, wherever it turns. */
  static HairEdges of(Hair hair) {
    HairEdges close = CLOSE.get(hair.style());
    HairEdges full = FULL.get(hair.style());
    double share = 0.5 + 0.5 * hair.volume();
    return new HairEdges(Points.between(close.outer(), full.outer(), share), close.inner());
  }

  private static Map<Hairstyle, HairEdges> parse(String edge) {
    Map<Hairstyle, HairEdges> edges = new EnumMap<>(Hairstyle.class);
    for (Hairstyle style : Hairstyle.values()) {
      String outer = line(style, edge);
      if (!outer.isEmpty()) {
        double[] inner = Points.onFace(0.5, numbers(line(style, "inner")));
        edges.put(style, new HairEdges(whole(Points.at(OUTER, numbers(outer))), whole(inner)));
      }
    }
    return edges;
  }

  private static String line(Hairstyle style, String edge) {
    String head = style + " " + edge + ": ";
    return TEXT.lines()
        .filter(line -> line.startsWith(head))
        .findFirst()
        .map(line -> line.substring(head.length()))
        .orElse("");
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.split("[ ,]", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static double[] whole(double[] points) {
    double[] edge = points[points.length - 3] == 0 ? Points.symmetric(points) : points;
    edge[2] = 0;
    edge[edge.length - 1] = 0;
    return edge;
  }
}
