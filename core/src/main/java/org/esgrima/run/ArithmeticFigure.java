package org.esgrima.run;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Arithmetic of latents as a figure: a column of exemplars for each group with the picture of its
 * mean below, signs between, and on the right the result in the middle of eight neighbours
 * (Radford, Metz, Chintala 2016, arXiv 1511.06434, figure 7).
 */
public final class ArithmeticFigure {
  private static final int LEAST_SIDE = 84;
  private static final int GAP = 6;
  private static final int SIGN = 34;
  private static final int CAPTION = 22;
  private static final int NINE = 3;

  private ArithmeticFigure() {}

  /**
   * One term.
   *
   * @param sign {@code +}, {@code −} or nothing before the first
   * @param caption what the group is
   * @param exemplars pictures of one size
   * @param mean picture of their mean
   */
  public record Group(
      String sign, String caption, List<BufferedImage> exemplars, BufferedImage mean) {
    /** Copies the list. */
    public Group {
      exemplars = List.copyOf(exemplars);
    }
  }

  /**
   * Draws the figure.
   *
   * @param groups at least one
   * @param nine the result and its neighbours row by row, the result in the middle
   */
  public static BufferedImage draw(List<Group> groups, List<BufferedImage> nine) {
    if (nine.size() != NINE * NINE) {
      throw new IllegalArgumentException("expected nine pictures, got " + nine.size());
    }
    int rows = groups.stream().mapToInt(group -> group.exemplars().size()).max().orElseThrow();
    int side = nine.get(0).getHeight() * Math.max(1, LEAST_SIDE / nine.get(0).getHeight());
    int columnHeight = (rows + 1) * (side + GAP) + GAP;
    int height = Math.max(columnHeight, NINE * (side + GAP)) + CAPTION + 2 * GAP;
    int width = GAP + groups.size() * (side + SIGN) + SIGN + NINE * (side + GAP) + GAP;
    BufferedImage figure = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = figure.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    int x = GAP;
    int meanY = GAP + rows * (side + GAP) + GAP;
    for (Group group : groups) {
      sign(g, group.sign(), x, meanY + side / 2);
      x += SIGN;
      column(g, group, x, rows, side, meanY);
      x += side;
    }
    sign(g, "=", x, meanY + side / 2);
    x += SIGN;
    sheet(g, nine, x, Math.max(GAP, meanY + side - NINE * (side + GAP) + GAP), side);
    g.dispose();
    return figure;
  }

  private static void sign(Graphics2D g, String text, int x, int middle) {
    g.setColor(ChartStyle.INK);
    g.setFont(ChartStyle.font(Font.BOLD, 24));
    int width = g.getFontMetrics().stringWidth(text);
    g.drawString(text, x + (SIGN - width) / 2, middle + 8);
  }

  private static void column(Graphics2D g, Group group, int x, int rows, int side, int meanY) {
    int y = GAP + (rows - group.exemplars().size()) * (side + GAP);
    for (BufferedImage exemplar : group.exemplars()) {
      g.drawImage(exemplar, x, y, side, side, null);
      y += side + GAP;
    }
    g.drawImage(group.mean(), x, meanY, side, side, null);
    g.setColor(ChartStyle.INK);
    g.drawRect(x - 2, meanY - 2, side + 3, side + 3);
    g.setFont(ChartStyle.font(Font.PLAIN, 12));
    String caption = fitting(g, group.caption(), side + SIGN - 4);
    int width = g.getFontMetrics().stringWidth(caption);
    g.drawString(caption, x + (side - width) / 2, meanY + side + CAPTION - 4);
  }

  private static String fitting(Graphics2D g, String text, int width) {
    String fitting = text;
    while (fitting.length() > 1 && g.getFontMetrics().stringWidth(fitting) > width) {
      fitting = fitting.substring(0, fitting.length() - 2).stripTrailing() + "…";
    }
    return fitting;
  }

  private static void sheet(Graphics2D g, List<BufferedImage> nine, int x, int y, int side) {
    for (int i = 0; i < nine.size(); i++) {
      int left = x + i % NINE * (side + GAP);
      int top = y + i / NINE * (side + GAP);
      g.drawImage(nine.get(i), left, top, side, side, null);
    }
    g.setColor(ChartStyle.VERMILION);
    for (int thick = 1; thick <= 3; thick++) {
      g.drawRect(
          x + side + GAP - thick,
          y + side + GAP - thick,
          side + 2 * thick - 1,
          side + 2 * thick - 1);
    }
  }
}
