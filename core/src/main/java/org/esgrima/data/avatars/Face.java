package org.esgrima.data.avatars;

import org.esgrima.data.draw.Chance;

/**
 * Everything that one picture shows: the factors that a face is drawn from.
 *
 * <p>Drawn at random, hairstyle, beard, earrings, head, brows, nose and mouth depend on {@code
 * person}; the colours of hair and eyes depend on the skin. Everything else is independent: glasses
 * of the person, for example.
 *
 * @param person even shares
 * @param glasses worn by one half, whoever they are
 * @param hair cut and colour
 * @param beard of men only
 * @param earrings on half of the women; seen where the hair leaves the ears free
 * @param head its shape
 * @param skin its colour
 * @param eyes shape and colour
 * @param brows shape; their colour is that of the hair
 * @param nose its shape
 * @param mouth shape, colour and expression
 * @param pose where the head is and looks
 * @param scene light, background and clothes
 */
public record Face(
    Person person,
    Glasses glasses,
    Hair hair,
    Beard beard,
    boolean earrings,
    Head head,
    Skin skin,
    Eyes eyes,
    Brows brows,
    Nose nose,
    Mouth mouth,
    Pose pose,
    Scene scene) {

  /** The face of a seed. */
  public static Face of(long seed) {
    Chance chance = new Chance(seed);
    Person person = chance.pick(Person.values(), 1, 1);
    Glasses glasses = Glasses.draw(chance);
    Skin skin = Skin.draw(chance);
    return new Face(
        person,
        glasses,
        Hair.draw(person, skin, chance),
        Beard.draw(person, chance),
        chance.below(2) == 1 && person == Person.WOMAN,
        Head.draw(person, chance),
        skin,
        Eyes.draw(skin, chance),
        Brows.draw(person, chance),
        Nose.draw(person, chance),
        Mouth.draw(person, chance),
        Pose.draw(chance),
        Scene.draw(chance));
  }

  /** The same face in other glasses, or none. */
  public Face withGlasses(Glasses other) {
    return new Face(
        person, other, hair, beard, earrings, head, skin, eyes, brows, nose, mouth, pose, scene);
  }

  boolean woman() {
    return person == Person.WOMAN;
  }
}
