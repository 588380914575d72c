package org.esgrima.data;

import org.esgrima.InputException;

/**
 * Which samples to use and in which form.
 *
 * @param source a known name such as {@code mnist} or {@code strokes}, or a path; a name wins over
 *     a path of the same name, which can be written {@code ./mnist}
 * @param resolution height and width in pixels; larger images are cropped to a square and resized;
 *     0 as stored
 * @param channels 1 for gray, 3 for colour; 0 as stored
 * @param split training or test half, of sets that have both
 * @param skip samples left out in front
 * @param take samples used after those; 0 for all
 * @param seed seed of drawn sets; of no effect on others
 */
public record DataOptions(
    String source, int resolution, int channels, Split split, long skip, long take, long seed) {
  private static final int MAX_RESOLUTION = 8192;

  /**
   * Checks the values.
   *
   * @throws InputException if one is out of range
   */
  public DataOptions {
    require(!source.isBlank(), "data", "a name or a path", "nothing");
    require(
        resolution >= 0 && resolution <= MAX_RESOLUTION,
        "resolution",
        "1 to " + MAX_RESOLUTION + " pixels, or 0 for as stored",
        resolution);
    require(
        channels == 0 || channels == 1 || channels == 3,
        "channels",
        "1 for gray, 3 for colour, 0 for as stored",
        channels);
    require(skip >= 0, "skip", "0 or more samples", skip);
    require(take >= 0, "take", "1 or more samples, or 0 for all", take);
  }

  /** All training samples of a source as stored, seed 0. */
  public static DataOptions of(String source) {
    return new DataOptions(source, 0, 0, Split.TRAIN, 0, 0, 0);
  }

  /** All samples of a half of the same source in the same form. */
  public DataOptions whole(Split half) {
    return new DataOptions(source, resolution, channels, half, 0, 0, seed);
  }

  private static void require(boolean right, String key, String expected, Object got) {
    if (!right) {
      throw new InputException("value out of range", key, expected, got, "Change this option");
    }
  }
}
