package org.esgrima.run;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.torch.Tensor;

/**
 * Draws many images as one sheet, row by row, with {@value #PADDING} pixels around each.
 *
 * <p>Gray images [N,1,H,W] and colour images [N,3,H,W] (red, green, blue). Float images are in
 * [-1,1]; {@link #toUint8(float)} says how they become pixels.
 *
 * @param columns images in a row, at least 1
 * @param scale how many pixels of the sheet an image's pixel is wide and high (nearest neighbour),
 *     at least 1
 */
public record ImageGrid(int columns, int scale) {
  /** Pixels between two images and around all. */
  public static final int PADDING = 2;

  // Neither black, white nor coloured, so that digits of either kind and photographs stand out.
  private static final Color GAP = new Color(0xC4C9D0);
  private static final int PLEASANT_PIXELS = 84;

  /** Checks the numbers. */
  public ImageGrid {
    if (columns < 1 || scale < 1) {
      throw new IllegalArgumentException(
          "columns and scale must be at least 1, got " + columns + ", " + scale);
    }
  }

  /**
   * A grid about as wide as high for {@code count} images, in which small images are enlarged by a
   * whole factor until they are about 84 pixels high: a 28 by 28 digit threefold, 64 by 64 not.
   */
  public static ImageGrid fitting(int count, long height) {
    int columns = (int) Math.ceil(Math.sqrt(Math.max(1, count)));
    return new ImageGrid(columns, (int) Math.max(1, PLEASANT_PIXELS / Math.max(1, height)));
  }

  /** The 8-bit value of a float in [-1,1]: round((x + 1) · 127.5), limited to [0,255]. */
  public static int toUint8(float x) {
    return (int) Math.min(255, Math.max(0, Math.round((x + 1.0) * 127.5)));
  }

  /**
   * Draws images.
   *
   * @param images [N,C,H,W], floating point in [-1,1] or {@link ElementType#U8}
   * @return a sheet of {@link #columns} columns and as many rows as are needed
   * @throws IllegalArgumentException for another shape, or if an element is NaN
   */
  public BufferedImage draw(Tensor images) {
    Shape shape = images.shape();
    if (images.elementType() == ElementType.U8) {
      byte[] pixels = new byte[Math.toIntExact(shape.elements())];
      images.toBytes().get(pixels);
      return draw(pixels, shape);
    }
    float[] values = images.toFloats();
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        throw new IllegalArgumentException("image element " + i + " of " + shape + " is NaN");
      }
      pixels[i] = (byte) toUint8(values[i]);
    }
    return draw(pixels, shape);
  }

  /**
   * Draws images of uint8 pixels.
   *
   * @param pixels row by row, channel by channel
   * @param shape [N,C,H,W]
   */
  public BufferedImage draw(byte[] pixels, Shape shape) {
    if (shape.rank() != 4 || (shape.size(1) != 1 && shape.size(1) != 3)) {
      throw new IllegalArgumentException("images: expected [N,1 or 3,H,W], got " + shape);
    }
    if (pixels.length != shape.elements()) {
      throw new IllegalArgumentException(
          "images " + shape + " have " + shape.elements() + " pixels, got " + pixels.length);
    }
    int count = (int) shape.size(0);
    int channels = (int) shape.size(1);
    int height = (int) shape.size(2);
    int width = (int) shape.size(3);
    int rows = Math.max(1, (count + columns - 1) / columns);
    int cellWidth = width * scale + PADDING;
    int cellHeight = height * scale + PADDING;
    BufferedImage sheet =
        new BufferedImage(
            columns * cellWidth + PADDING, rows * cellHeight + PADDING, BufferedImage.TYPE_INT_RGB);
    fill(sheet, GAP);
    for (int i = 0; i < count; i++) {
      int left = PADDING + i % columns * cellWidth;
      int top = PADDING + i / columns * cellHeight;
      int first = i * channels * height * width;
      for (int y = 0; y < height * scale; y++) {
        for (int x = 0; x < width * scale; x++) {
          int at = first + y / scale * width + x / scale;
          sheet.setRGB(left + x, top + y, rgb(pixels, at, channels == 1 ? 0 : height * width));
        }
      }
    }
    return sheet;
  }

  private static int rgb(byte[] pixels, int at, int plane) {
    int red = pixels[at] & 0xFF;
    int green = pixels[at + plane] & 0xFF;
    int blue = pixels[at + 2 * plane] & 0xFF;
    return red << 16 | green << 8 | blue;
  }

  private static void fill(BufferedImage sheet, Color color) {
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.dispose();
  }
}
