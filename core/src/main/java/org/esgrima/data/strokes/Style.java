package org.esgrima.data.strokes;

import java.util.Arrays;
import java.util.List;

/**
 * One way to write a digit: masters that agree in structure, to be blended.
 *
 * <p>Coordinates are flat, (x, y) pairs; {@code joints[i]} says what follows point i.
 */
@SuppressWarnings("ArrayRecordComponent") // shared inside the package, never written to
record Style(String name, int weight, double[][] masters, Joint[] joints) {
  /** What the pen does after a control point. */
  enum Joint {
    /** Goes on smoothly. */
    SMOOTH,
    /** Turns sharply, staying down. */
    CORNER,
    /** Leaves the paper. */
    LIFT
  }

  /** Number of control points. */
  int points() {
    return joints.length;
  }

  /** Parses masters in the notation of {@link DigitShapes}. */
  static Style of(String name, int weight, List<String> lines) {
    double[][] masters = lines.stream().map(Style::coordinates).toArray(double[][]::new);
    Joint[] joints = joints(lines.get(0));
    for (int m = 0; m < masters.length; m++) {
      if (!Arrays.equals(joints, joints(lines.get(m)))) {
        throw new IllegalStateException("masters of style " + name + " differ: " + lines.get(m));
      }
    }
    return new Style(name, weight, masters, joints);
  }

  private static double[] coordinates(String line) {
    return Arrays.stream(line.split("[ ,/|]+", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static Joint[] joints(String line) {
    String[] words = line.replace(" /", "/").replace(" |", "|").split(" ", -1);
    Joint[] joints = new Joint[words.length];
    for (int i = 0; i < words.length; i++) {
      boolean last = i == words.length - 1;
      joints[i] =
          last || words[i].endsWith("|")
              ? Joint.LIFT
              : words[i].endsWith("/") ? Joint.CORNER : Joint.SMOOTH;
    }
    return joints;
  }
}
