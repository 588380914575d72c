package org.esgrima.latent;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.esgrima.InputException;
import org.esgrima.run.Animation;
import org.esgrima.run.ImageGrid;
import org.esgrima.run.Png;

/**
 * Writes pictures as one sheet, an animation or a directory, by the name of the output; whole or
 * not at all.
 *
 * @param out {@code .png}, {@code .gif}, or any other name for a directory
 * @param overwrite whether an existing output is replaced
 */
public record PictureWriter(Path out, boolean overwrite) {
  private static final Color GAP = new Color(0xC4C9D0); // as on other sheets

  private String name() {
    return String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
  }

  private boolean isDirectory() {
    return !name().endsWith(".png") && !name().endsWith(".gif");
  }

  /** Refuses an output that exists or whose kind is unknown, before any work. */
  public void requireWritable() {
    if (name().matches(".*\\.(jpe?g|bmp|webp|tiff?|zip|mp4|npy|safetensors)")) {
      throw new InputException(
          "unknown kind of output",
          "--out",
          ".png, .gif or the name of a directory",
          out,
          "Change the ending");
    }
    if (!isDirectory() || !Files.isDirectory(out)) {
      Outputs.requireWritable(out, overwrite);
    }
  }

  /**
   * Writes pictures of one size.
   *
   * @param columns pictures in a row of a sheet
   * @param framesPerSecond of an animation
   */
  public void write(List<BufferedImage> pictures, int columns, double framesPerSecond) {
    if (isDirectory()) {
      Outputs.writeDirectory(
          out,
          overwrite,
          temporary -> {
            for (int i = 0; i < pictures.size(); i++) {
              Png.write(temporary.resolve(Outputs.fileName(i)), pictures.get(i));
            }
          });
    } else if (name().endsWith(".gif")) {
      requireWritable();
      Animation.write(
          out, pictures.stream().map(PictureWriter::enlarged).toList(), framesPerSecond);
    } else {
      write(sheet(pictures, columns));
    }
  }

  /** Writes one picture as it is. */
  public void write(BufferedImage picture) {
    if (isDirectory() || name().endsWith(".gif")) {
      throw new InputException(
          "one picture", "--out", "a name with .png", out, "Change the ending");
    }
    requireWritable();
    Png.write(out, picture);
  }

  private static int scale(BufferedImage picture) {
    return ImageGrid.fitting(1, picture.getHeight()).scale();
  }

  private static BufferedImage enlarged(BufferedImage picture) {
    int scale = scale(picture);
    return drawn(List.of(picture), 1, scale, 0);
  }

  private static BufferedImage sheet(List<BufferedImage> pictures, int columns) {
    return drawn(pictures, columns, scale(pictures.get(0)), ImageGrid.PADDING);
  }

  private static BufferedImage drawn(
      List<BufferedImage> pictures, int columns, int scale, int gap) {
    int width = pictures.get(0).getWidth() * scale;
    int height = pictures.get(0).getHeight() * scale;
    int rows = (pictures.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(
            columns * (width + gap) + gap, rows * (height + gap) + gap, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(GAP);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < pictures.size(); i++) {
      int x = gap + i % columns * (width + gap);
      int y = gap + i / columns * (height + gap);
      g.drawImage(pictures.get(i), x, y, width, height, null);
    }
    g.dispose();
    return sheet;
  }
}
