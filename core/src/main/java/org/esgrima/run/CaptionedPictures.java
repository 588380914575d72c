package org.esgrima.run;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Rows of pictures with a line or two of text below each. */
public final class CaptionedPictures {
  static final int MARGIN = 16;
  private static final int GAP = 14;
  private static final int LINE = 17;
  private static final int LEAST_SIDE = 128;

  private CaptionedPictures() {}

  /**
   * One picture.
   *
   * @param image all of one size
   * @param lines what stands below it
   */
  public record Tile(BufferedImage image, List<String> lines) {
    /** Copies the list. */
    public Tile {
      lines = List.copyOf(lines);
    }

    /** With lines in order. */
    public static Tile of(BufferedImage image, String... lines) {
      return new Tile(image, List.of(lines));
    }
  }

  /** Draws rows, each with at least one picture; small ones are enlarged by a whole factor. */
  public static BufferedImage draw(List<List<Tile>> rows) {
    return ChartStyle.picture(width(rows), height(rows), graphics -> paint(graphics, rows));
  }

  private static int side(List<List<Tile>> rows) {
    int side = rows.get(0).get(0).image().getWidth();
    return side * Math.max(1, (LEAST_SIDE + side - 1) / side);
  }

  static int width(List<List<Tile>> rows) {
    int most = rows.stream().mapToInt(List::size).max().orElseThrow();
    return 2 * MARGIN + most * (side(rows) + GAP) - GAP;
  }

  static int height(List<List<Tile>> rows) {
    return 2 * MARGIN + rows.stream().mapToInt(row -> rowHeight(rows, row)).sum();
  }

  private static int rowHeight(List<List<Tile>> rows, List<Tile> row) {
    int lines = row.stream().mapToInt(tile -> tile.lines().size()).max().orElseThrow();
    return side(rows) + lines * LINE + GAP;
  }

  static void paint(Graphics2D graphics, List<List<Tile>> rows) {
    int side = side(rows);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    int y = MARGIN;
    for (List<Tile> row : rows) {
      int x = MARGIN;
      for (Tile tile : row) {
        graphics.drawImage(tile.image(), x, y, side, side, null);
        text(graphics, tile.lines(), x, y + side, side);
        x += side + GAP;
      }
      y += rowHeight(rows, row);
    }
  }

  private static void text(Graphics2D graphics, List<String> lines, int x, int y, int side) {
    for (int i = 0; i < lines.size(); i++) {
      graphics.setColor(i == 0 ? ChartStyle.INK : ChartStyle.MUTED);
      graphics.setFont(ChartStyle.font(i == 0 ? Font.BOLD : Font.PLAIN, 12));
      String line = lines.get(i);
      while (line.length() > 1 && graphics.getFontMetrics().stringWidth(line) > side + GAP - 2) {
        line = line.substring(0, line.length() - 2).stripTrailing() + "…";
      }
      graphics.drawString(line, x, y + (i + 1) * LINE - 3);
    }
  }
}
