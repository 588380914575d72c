package org.esgrima.data.avatars;

/**
 * Hair that hangs down beside the face.
 *
 * @param end height at which it ends
 * @param flare how much farther out it ends than it starts
 * @param volume how far it stands off the head
 * @param wave height of its waves
 * @param frequency of its waves, in radians a unit
 */
record HairFall(double end, double flare, double volume, double wave, double frequency) {
  /** Where it leaves the head. */
  private static final double START = 2;

  /** Steps from the end up to the temple, enough for the waves. */
  private int steps() {
    return frequency > 0.3 ? 12 : 6;
  }

  private double height(int step) {
    return end + (START - end) * step / (steps() - 1.0);
  }

  private double sway(int s, double y) {
    double phase = s > 0 ? 1.3 : 0;
    return wave * StrictMath.sin(y * frequency + phase) * Math.min(1, (y + 2) / 14);
  }

  /** The outer edge on the left (s = −1) or right (1), upwards to beside the crown. */
  double[] outer(int s, Hair hair) {
    double stands = volume + hair.volume();
    double[] xy = new double[2 * steps()];
    for (int i = 0; i < steps(); i++) {
      double t = (height(i) - START) / (end - START);
      double y = height(i) - (i == 0 ? 2.2 : 0);
      double neck = 1.4 * Math.max(0, 1 - Math.abs(y - 22) / 14);
      double point = i == 0 ? 3 : 0;
      xy[2 * i] = s * (24.2 + 0.7 * stands + flare * t * t - neck - point + sway(s, y));
      xy[2 * i + 1] = y;
    }
    double[] top = {
      s * (23.6 + 0.8 * stands), -9,
      s * (19.6 + 0.6 * stands), -21,
      s * (10.8 + 0.3 * stands), -28.6 - 0.8 * stands
    };
    return Points.joined(Points.at(HairShapes.OUTER, xy), Points.at(HairShapes.OUTER, top));
  }

  /** The inner edge, along cheek and forehead up to beside the parting. */
  double[] inner(int s, Hair hair) {
    double[] points = new double[3 * steps()];
    for (int i = 0; i < steps(); i++) {
      double y = height(i);
      double t = (y - START) / (end - START);
      double point = i == 0 ? 2 : 0;
      points[3 * i] = s * (18.4 - 2 * t + point - 0.7 * sway(s, y + 3));
      points[3 * i + 1] = y;
      points[3 * i + 2] = 8 - 6 * t;
    }
    double[] temple = {
      s * 17.7,
      -5.5,
      s * 15.2 + 0.6 * hair.parting(),
      -11.2,
      s * 9 + 2.6 * hair.parting(),
      -15.6 + 5 * hair.covering()
    };
    return Points.joined(points, Points.onFace(0.5, temple));
  }
}
