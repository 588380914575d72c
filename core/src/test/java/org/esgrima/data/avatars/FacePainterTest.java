package org.esgrima.data.avatars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The picture shows what the factors say. */
class FacePainterTest {
  private static final int SIDE = 64;
  private static final int FACES = 120;

  @Test
  void aFaceIsAllThatThePictureDependsOn() {
    Face face = Face.of(42);
    assertThat(FacePainter.paint(face.withGlasses(face.glasses()), SIDE))
        .isEqualTo(FacePainter.paint(Face.of(42), SIDE));
    assertThatThrownBy(() -> FacePainter.paint(face, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void glassesChangeOnlyWhatLiesAroundTheEyes() {
    for (int i = 0; i < FACES; i++) {
      Face face = Face.of(i);
      double[] eyes = View.ofHead(face.pose(), SIDE).project(0, 1, Points.depth(0, 0));
      boolean[] changed = changedByGlasses(face);
      int count = 0;
      for (int p = 0; p < SIDE * SIDE; p++) {
        if (changed[p]) {
          int x = p % SIDE;
          int y = p / SIDE;
          assertThat(Math.abs(x + 0.5 - eyes[0])).as("face %d at %d, %d", i, x, y).isLessThan(21);
          assertThat(Math.abs(y + 0.5 - eyes[1])).as("face %d at %d, %d", i, x, y).isLessThan(13);
          count++;
        }
      }
      assertThat(count).as("face %d", i).isBetween(80, 550);
    }
  }

  @Test
  void skinDarkensTheFaceAndLightBrightensItsSide() {
    double[][] skin = new double[FACES][];
    double[][] light = new double[FACES][];
    for (int i = 0; i < FACES; i++) {
      Face face = Face.of(i);
      byte[] image = FacePainter.paint(face, SIDE);
      skin[i] = new double[] {face.skin().depth(), nose(image, face)};
      double sides = brightness(image, SIDE - 3, 3) - brightness(image, 2, 3);
      light[i] = new double[] {face.scene().light(), sides};
    }
    assertThat(correlation(skin)).isLessThan(-0.9);
    assertThat(correlation(light)).isGreaterThan(0.8);
  }

  @Test
  void turningAndMovingTheHeadMovesItsGlassesToThatSide() {
    double[][] turns = new double[FACES][];
    for (int i = 0; i < FACES; i++) {
      Face face = Face.of(i);
      boolean[] changed = changedByGlasses(face);
      double sum = 0;
      int count = 0;
      for (int p = 0; p < SIDE * SIDE; p++) {
        sum += changed[p] ? p % SIDE : 0;
        count += changed[p] ? 1 : 0;
      }
      // A degree of turn moves glasses by 0.4 hundredths of the side, one of tilt by 0.5.
      Pose pose = face.pose();
      double expected = pose.x() + 0.4 * pose.turn() + 0.5 * pose.tilt();
      turns[i] = new double[] {expected, sum / count};
    }
    assertThat(correlation(turns)).isGreaterThan(0.9);
  }

  /** Left and right are meant as documented wherever a factor has sides. */
  @Test
  void factorsOfTheOppositeSignGiveTheMirrorImage() {
    int seen = 0;
    for (int i = 0; i < FACES; i++) {
      Face face = Face.of(i).withGlasses(Face.of(i).glasses().worn(false));
      Hairstyle style = face.hair().style();
      // Curls, falls and knots are lopsided in their own way, earrings gleam on one side.
      if (!style.falls() && !style.curls() && style != Hairstyle.BUN && !face.earrings()) {
        byte[] image = FacePainter.paint(face, SIDE);
        byte[] opposite = FacePainter.paint(mirrored(face), SIDE);
        double difference = 0;
        for (int p = 0; p < image.length; p++) {
          int across = p - p % SIDE + SIDE - 1 - p % SIDE;
          difference += Math.abs((image[p] & 0xFF) - (opposite[across] & 0xFF));
        }
        assertThat(difference / image.length).as("face %d", i).isLessThan(0.4);
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(FACES / 5);
  }

  /** Every size is the same picture: painted large and averaged, it is the small one. */
  @Test
  void everySizeShowsTheSame() {
    for (int i = 0; i < 40; i++) {
      byte[] small = FacePainter.paint(Face.of(i), 32);
      byte[] large = FacePainter.paint(Face.of(i), 128);
      double difference = 0;
      for (int c = 0; c < 3; c++) {
        for (int p = 0; p < 32 * 32; p++) {
          double mean = 0;
          for (int k = 0; k < 16; k++) {
            int at = (p / 32 * 4 + k / 4) * 128 + p % 32 * 4 + k % 4;
            mean += (large[c * 128 * 128 + at] & 0xFF) / 16.0;
          }
          difference += Math.abs(mean - (small[c * 32 * 32 + p] & 0xFF));
        }
      }
      assertThat(difference / small.length).as("face %d", i).isLessThan(3);
    }
  }

  /** Nothing in these pictures is black: a pixel that is, comes from a number that is none. */
  @Test
  void everyPixelHasAColour() {
    for (int i = 0; i < FACES; i++) {
      byte[] image = FacePainter.paint(Face.of(i), SIDE);
      for (int p = 0; p < SIDE * SIDE; p++) {
        assertThat(brightness(image, p % SIDE, p / SIDE)).isGreaterThan(3);
      }
    }
  }

  private static Face mirrored(Face face) {
    Hair hair = face.hair();
    Eyes eyes = face.eyes();
    Pose pose = face.pose();
    Scene scene = face.scene();
    return new Face(
        face.person(),
        face.glasses(),
        new Hair(
            hair.style(),
            hair.lightness(),
            hair.warmth(),
            hair.volume(),
            hair.length(),
            -hair.parting(),
            hair.fringe()),
        face.beard(),
        face.earrings(),
        face.head(),
        face.skin(),
        new Eyes(eyes.colour(), eyes.size(), eyes.slant(), -eyes.gaze()),
        face.brows(),
        face.nose(),
        face.mouth(),
        new Pose(-pose.turn(), -pose.tilt(), pose.scale(), -pose.x(), pose.y()),
        new Scene(
            -scene.light(),
            scene.hue(),
            scene.brightness(),
            scene.clothes(),
            scene.clothesHue(),
            scene.clothesBrightness()));
  }

  /** The pixels that differ visibly between the face with its glasses and without. */
  private static boolean[] changedByGlasses(Face face) {
    byte[] with = FacePainter.paint(face.withGlasses(face.glasses().worn(true)), SIDE);
    byte[] without = FacePainter.paint(face.withGlasses(face.glasses().worn(false)), SIDE);
    boolean[] changed = new boolean[SIDE * SIDE];
    for (int i = 0; i < with.length; i++) {
      changed[i % changed.length] |= Math.abs((with[i] & 0xFF) - (without[i] & 0xFF)) > 2;
    }
    return changed;
  }

  /** Brightness of the nose, which nothing ever covers. */
  private static double nose(byte[] image, Face face) {
    double[] at = View.ofHead(face.pose(), SIDE).project(0, 7, Points.depth(0, 7));
    return brightness(image, (int) at[0], (int) at[1]);
  }

  private static double brightness(byte[] image, int x, int y) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += image[(c * SIDE + y) * SIDE + x] & 0xFF;
    }
    return sum / 3;
  }

  private static double correlation(double[][] pairs) {
    double[] mean = new double[2];
    for (double[] pair : pairs) {
      mean[0] += pair[0] / pairs.length;
      mean[1] += pair[1] / pairs.length;
    }
    double both = 0;
    double first = 0;
    double second = 0;
    for (double[] pair : pairs) {
      both += (pair[0] - mean[0]) * (pair[1] - mean[1]);
      first += Math.pow(pair[0] - mean[0], 2);
      second += Math.pow(pair[1] - mean[1], 2);
    }
    return both / Math.sqrt(first * second);
  }
}
