package org.esgrima.architecture;

import java.util.List;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.io.Shape;

/**
 * What architectures of square images have in common: which sizes they know, and how they refuse
 * others.
 *
 * @param name of the architecture in a configuration
 * @param resolutions sides in pixels that it can make
 * @param suggestion a side to resize to
 */
record SquareImages(String name, List<Integer> resolutions, int suggestion) {
  /** Refuses a value of a key of the architecture. */
  static void require(boolean fits, String key, String expected, Object got, String remedy) {
    if (!fits) {
      throw new InputException("unusable setting", "architecture." + key, expected, got, remedy);
    }
  }

  /** Checks the keys {@code resolution} and {@code channels}; 0 stands for those of the data. */
  void requireKnown(int resolution, int channels) {
    require(
        resolution == 0 || resolutions.contains(resolution),
        "resolution",
        sides() + " pixels, or 0 for that of the data",
        resolution,
        "Choose one of these, or resize the data with --resolution");
    require(
        channels == 0 || channels == 1 || channels == 3,
        "channels",
        "1 (gray) or 3 (colour), or 0 for that of the data",
        channels,
        "Choose one of these");
  }

  /** Refuses samples that an architecture of this resolution and these channels cannot make. */
  void requireFits(Shape sample, int resolution, int channels) {
    boolean square = sample.rank() == 3 && sample.size(1) == sample.size(2);
    if (square
        && resolutions.contains((int) sample.size(1))
        && (resolution == 0 || sample.size(1) == resolution)
        && (channels == 0 || sample.size(0) == channels)) {
      return;
    }
    throw new InputException(
        "these data do not fit the architecture",
        name,
        (channels == 0 ? "1 or 3" : channels)
            + " channels and "
            + (resolution == 0 ? sides() : resolution)
            + " pixels a side",
        "samples of shape " + sample,
        square
            ? "Resize them with --resolution " + suggestion + ", or choose --architecture mlp"
            : "Choose --architecture mlp");
  }

  private String sides() {
    int last = resolutions.size() - 1;
    String others =
        resolutions.subList(0, last).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return (others.isEmpty() ? "" : others + " or ") + resolutions.get(last);
  }
}
