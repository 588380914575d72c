package org.esgrima.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.esgrima.data.avatars.Beard;
import org.esgrima.data.avatars.Clothes;
import org.esgrima.data.avatars.Face;
import org.esgrima.data.avatars.Frame;
import org.esgrima.data.avatars.Hairstyle;
import org.esgrima.data.avatars.Person;

/** The factors of a face as label columns, classes first. */
final class AvatarLabels {
  private static final List<Factor> FACTORS =
      List.of(
          choice("person", Person.values(), Face::person),
          yesNo("glasses", face -> face.glasses().worn()),
          choice("hair", Hairstyle.values(), face -> face.hair().style()),
          choice("beard", Beard.values(), Face::beard),
          yesNo("earrings", Face::earrings),
          choice("frame", Frame.values(), face -> face.glasses().frame()),
          choice("clothes", Clothes.values(), face -> face.scene().clothes()),
          number("frame-colour", face -> face.glasses().colour()),
          number("frame-size", face -> face.glasses().size()),
          number("tint", face -> face.glasses().tint()),
          number("skin", face -> face.skin().depth()),
          number("undertone", face -> face.skin().undertone()),
          number("blush", face -> face.skin().blush()),
          number("hair-lightness", face -> face.hair().lightness()),
          number("hair-warmth", face -> face.hair().warmth()),
          number("hair-volume", face -> face.hair().volume()),
          number("hair-length", face -> face.hair().length()),
          number("parting", face -> face.hair().parting()),
          number("fringe", face -> face.hair().fringe()),
          number("face-width", face -> face.head().width()),
          number("face-length", face -> face.head().length()),
          number("jaw", face -> face.head().jaw()),
          number("eye-colour", face -> face.eyes().colour()),
          number("eye-size", face -> face.eyes().size()),
          number("eye-slant", face -> face.eyes().slant()),
          number("gaze", face -> face.eyes().gaze()),
          number("brow-thickness", face -> face.brows().thickness()),
          number("brow-arch", face -> face.brows().arch()),
          number("brow-raise", face -> face.brows().raise()),
          number("nose-width", face -> face.nose().width()),
          number("nose-length", face -> face.nose().length()),
          number("smile", face -> face.mouth().smile()),
          number("lip-fullness", face -> face.mouth().fullness()),
          number("lip-colour", face -> face.mouth().colour()),
          number("mouth-width", face -> face.mouth().width()),
          number("turn", face -> face.pose().turn()),
          number("tilt", face -> face.pose().tilt()),
          number("scale", face -> face.pose().scale()),
          number("x", face -> face.pose().x()),
          number("y", face -> face.pose().y()),
          number("light", face -> face.scene().light()),
          number("background-hue", face -> face.scene().hue()),
          number("background-brightness", face -> face.scene().brightness()),
          number("clothes-hue", face -> face.scene().clothesHue()),
          number("clothes-brightness", face -> face.scene().clothesBrightness()));

  static final List<LabelColumn> COLUMNS = FACTORS.stream().map(Factor::column).toList();

  private AvatarLabels() {}

  private record Factor(LabelColumn column, ToDoubleFunction<Face> value) {}

  static void write(Face face, float[] target) {
    for (int i = 0; i < FACTORS.size(); i++) {
      target[i] = (float) FACTORS.get(i).value().applyAsDouble(face);
    }
  }

  private static Factor number(String name, ToDoubleFunction<Face> value) {
    return new Factor(LabelColumn.number(name), value);
  }

  private static Factor yesNo(String name, Function<Face, Boolean> value) {
    return new Factor(
        LabelColumn.classes(name, List.of("no " + name, name)), face -> value.apply(face) ? 1 : 0);
  }

  /** Classes are named as the constants are, in small letters and words. */
  private static <E extends Enum<E>> Factor choice(
      String name, E[] classes, Function<Face, E> value) {
    List<String> names =
        Arrays.stream(classes)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .toList();
    return new Factor(
        LabelColumn.classes(name, names),
        face -> Arrays.asList(classes).indexOf(value.apply(face)));
  }
}
