package org.esgrima.augment;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The transforms of {@link AugmentationPipe}, in the order in which they are applied. How strong
 * they are is said by {@link Amounts}.
 */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum Transform {
  /** Mirrors left and right, or not, equally often. */
  X_FLIP(Category.BLITTING),
  /** Rotates by 0°, 90°, 180° or 270°, equally often. */
  QUARTER_TURN(Category.BLITTING),
  /** Moves by whole pixels. */
  INTEGER_TRANSLATION(Category.BLITTING),
  /** Scales both axes alike. */
  ISOTROPIC_SCALING(Category.GEOMETRIC),
  /** Rotates before the anisotropic scaling. */
  PRE_ROTATION(Category.GEOMETRIC),
  /** Scales x by a factor and y by its inverse. */
  ANISOTROPIC_SCALING(Category.GEOMETRIC),
  /** Rotates after the anisotropic scaling. */
  POST_ROTATION(Category.GEOMETRIC),
  /** Moves by fractions of pixels. */
  FRACTIONAL_TRANSLATION(Category.GEOMETRIC),
  /** Adds the same number to all channels. */
  BRIGHTNESS(Category.COLOR),
  /** Multiplies all channels by the same factor. */
  CONTRAST(Category.COLOR),
  /** Inverts the luma and keeps hue and saturation, or not, equally often; inverts gray images. */
  LUMA_FLIP(Category.COLOR),
  /** Rotates colours around the axis of gray; leaves gray images as they are. */
  HUE(Category.COLOR),
  /** Scales the distance from the axis of gray; leaves gray images as they are. */
  SATURATION(Category.COLOR),
  /** Amplifies or weakens four frequency bands. */
  FILTERING(Category.FILTERING),
  /** Adds white noise. */
  NOISE(Category.NOISE),
  /** Sets a rectangle to 0. */
  CUTOUT(Category.CUTOUT);

  private final Category category;

  /** All transforms of some categories but those that are left out. */
  static Set<Transform> of(List<Category> categories, List<Transform> without) {
    EnumSet<Transform> chosen = EnumSet.allOf(Transform.class);
    chosen.removeIf(t -> !categories.contains(t.category()) || without.contains(t));
    return chosen;
  }

  Transform(Category category) {
    this.category = category;
  }

  /** The group to which it belongs. */
  public Category category() {
    return category;
  }
}
