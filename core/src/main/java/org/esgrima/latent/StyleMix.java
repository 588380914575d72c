package org.esgrima.latent;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esgrima.InputException;

/**
 * Style mixing: some layers of one picture in another (Karras et al. 2019, StyleGAN, arXiv
 * 1812.04948, section 3.1). The paper calls the styles up to 8 × 8 pixels coarse, those of 16 × 16
 * and 32 × 32 middle, and the others fine: pose and shape, features, colours.
 *
 * @param map in {@link LatentSpace#W}
 * @param from first layer that is taken over
 * @param to last layer that is taken over
 */
public record StyleMix(LatentMap map, int from, int to) {
  private static final int COARSE = 4;
  private static final int MIDDLE = 8;
  private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");

  /**
   * Reads which layers.
   *
   * @param layers {@code coarse}, {@code middle}, {@code fine}, {@code 5} or {@code 0-3}
   * @throws InputException if there are no such layers
   */
  public static StyleMix of(LatentMap map, String layers) {
    int count = Math.toIntExact(map.generator().styleShape().size(0));
    Matcher range = RANGE.matcher(layers);
    int from;
    int to;
    if (range.matches()) {
      from = Integer.parseInt(range.group(1));
      to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
    } else {
      from = layers.equals("coarse") ? 0 : layers.equals("middle") ? COARSE : MIDDLE;
      to = layers.equals("coarse") ? COARSE - 1 : layers.equals("middle") ? MIDDLE - 1 : count - 1;
    }
    boolean known = range.matches() || layers.matches("coarse|middle|fine");
    if (!known || from > to || from >= count) {
      throw new InputException(
          "no such layers",
          "--layers",
          "coarse, middle, fine, or layers from 0 to " + (count - 1),
          layers,
          "This generator has " + count + " layers with styles");
    }
    return new StyleMix(map, from, Math.min(to, count - 1));
  }

  /** The styles {@code taking} with the chosen layers of {@code giving}. */
  public double[] mixed(double[] taking, double[] giving) {
    int width = Math.toIntExact(map.generator().styleShape().size(1));
    double[] mixed = taking.clone();
    System.arraycopy(giving, from * width, mixed, from * width, (to - from + 1) * width);
    return mixed;
  }

  /**
   * A sheet: the giving pictures above, then a row for each taking one, itself first. The corner is
   * the mean of all styles.
   *
   * @param taking seeds of the rows
   * @param giving seeds of the columns
   * @return (rows + 1) · (columns + 1) pictures, row by row
   */
  public List<BufferedImage> sheet(long[] taking, long[] giving) {
    List<double[]> rows = map.ofSeeds(taking);
    List<double[]> columns = map.ofSeeds(giving);
    List<double[]> points = new ArrayList<>();
    points.add(map.ofSeeds(0, taking[0]).get(0));
    points.addAll(columns);
    for (double[] row : rows) {
      points.add(row);
      columns.forEach(column -> points.add(mixed(row, column)));
    }
    return map.pictures(points, taking[0]);
  }
}
