package org.esgrima.data.avatars;

import org.esgrima.data.draw.Tone;

/** The colours of one face. */
final class Palette {
  /** Lashes and lids. */
  static final Tone LASH = Tone.of(0.2, 0.02, 40);

  static final Tone TEETH = Tone.of(0.97, 0.01, 85);
  static final Tone PUPIL = Tone.of(0.14, 0.01, 40);
  static final Tone DARK_LENS = Tone.of(0.25, 0.03, 260);
  static final Tone CLEAR_LENS = Tone.of(0.95, 0.02, 220);

  private static final Tone[] SKINS = {
    Tone.of(0.905, 0.042, 55),
    Tone.of(0.85, 0.062, 60),
    Tone.of(0.775, 0.082, 62),
    Tone.of(0.67, 0.09, 58),
    Tone.of(0.545, 0.085, 53),
    Tone.of(0.43, 0.066, 48)
  };
  private static final Tone[] ASH_HAIR = {
    Tone.of(0.23, 0.01, 280),
    Tone.of(0.33, 0.025, 60),
    Tone.of(0.47, 0.035, 70),
    Tone.of(0.64, 0.04, 80),
    Tone.of(0.8, 0.045, 85)
  };
  private static final Tone[] WARM_HAIR = {
    Tone.of(0.26, 0.035, 45),
    Tone.of(0.38, 0.075, 42),
    Tone.of(0.5, 0.115, 45),
    Tone.of(0.68, 0.125, 62),
    Tone.of(0.84, 0.11, 85)
  };
  private static final Tone[] IRISES = {
    Tone.of(0.3, 0.05, 50),
    Tone.of(0.42, 0.08, 58),
    Tone.of(0.52, 0.085, 90),
    Tone.of(0.56, 0.08, 150),
    Tone.of(0.6, 0.09, 240),
    Tone.of(0.66, 0.07, 240)
  };
  private static final Tone[] FRAMES = {
    Tone.of(0.22, 0.01, 270),
    Tone.of(0.25, 0.03, 40),
    Tone.of(0.42, 0.09, 50),
    Tone.of(0.45, 0.15, 20),
    Tone.of(0.4, 0.12, 265),
    Tone.of(0.3, 0.05, 200),
    Tone.of(0.24, 0.01, 270)
  };
  private static final Tone[] LIPS = {
    Tone.of(0.55, 0.14, 15), Tone.of(0.52, 0.17, 20), Tone.of(0.6, 0.13, 30)
  };

  /** Skin as it is, in shadow and in light. */
  final Tone skin;

  final Tone shade;
  final Tone light;
  final Tone blush;
  final Tone lips;
  final Tone hair;
  final Tone beard;
  final Tone brow;
  final Tone eyeball;
  final Tone iris;
  final Tone frame;
  final Tone clothes;

  /** The background towards the light, and away from it. */
  final Tone near;

  final Tone far;

  Palette(Face face) {
    Tone base = Tone.along(face.skin().depth(), SKINS);
    Tone rosy = new Tone(base.lightness(), base.greenRed() + 0.012, base.blueYellow() - 0.012);
    skin = base.mix(rosy, face.skin().undertone());
    shade = skin.vivid(1.25).mix(Tone.of(0.45 * skin.lightness(), 0.12, 25), 0.36);
    light = skin.vivid(0.85).mix(Tone.of(0.98, 0.03, 80), 0.4);
    blush = skin.mix(Tone.of(skin.lightness() - 0.06, 0.15, 22), 0.75);
    lips = lips(face);
    Hair strands = face.hair();
    hair =
        Tone.along(strands.lightness(), ASH_HAIR)
            .mix(Tone.along(strands.lightness(), WARM_HAIR), strands.warmth());
    beard = hair.mix(Tone.of(0.3, 0.04, 45), 0.2).lighter(-0.02);
    brow = hair.mix(Tone.of(0.3, 0.03, 45), 0.35).lighter(-0.05);
    eyeball = Tone.of(0.965 - 0.04 * face.skin().depth(), 0.008, 80);
    iris = Tone.along(face.eyes().colour(), IRISES);
    frame = Tone.along(face.glasses().colour(), FRAMES);
    double hue = 100 + 275 * face.scene().hue();
    double bright = face.scene().brightness();
    near = Tone.of(0.8 + 0.13 * bright, 0.075 - 0.03 * bright, hue);
    far = Tone.of(0.66 + 0.14 * bright, 0.095 - 0.025 * bright, hue + 18);
    clothes = clothes(face.scene());
  }

  private Tone lips(Face face) {
    Tone painted = Tone.along(face.mouth().colour(), LIPS).lighter(-0.16 * face.skin().depth());
    return skin.lighter(-0.1).vivid(1.2).mix(painted, face.woman() ? 0.72 : 0.22);
  }

  private static Tone clothes(Scene scene) {
    double bright = scene.clothesBrightness();
    double chroma = 0.1 - 0.05 * Math.abs(2 * bright - 1);
    return Tone.of(0.33 + 0.55 * bright, chroma, 360 * scene.clothesHue());
  }
}
