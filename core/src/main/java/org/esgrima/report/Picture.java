package org.esgrima.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.esgrima.io.UnreadableFile;

/** Pictures inside a page, as {@code data:} addresses. */
final class Picture {
  private static final int LARGEST_SIDE = 1100;
  private static final float QUALITY = 0.85f;

  private Picture() {}

  /**
   * A PNG file as it is, or, where it has more than {@code budget} bytes, as JPEG of at most
   * {@value #LARGEST_SIDE} pixels a side.
   *
   * @throws org.esgrima.InputException if the file cannot be read
   */
  static String address(Path png, long budget) {
    try {
      byte[] bytes = Files.readAllBytes(png);
      if (bytes.length <= budget) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
      }
      BufferedImage picture = ImageIO.read(png.toFile());
      if (picture == null) {
        throw new IOException("no picture");
      }
      return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(fitted(picture)));
    } catch (IOException e) {
      throw UnreadableFile.of(png, "a picture", e);
    }
  }

  private static BufferedImage fitted(BufferedImage picture) {
    int side = Math.max(picture.getWidth(), picture.getHeight());
    double scale = Math.min(1, (double) LARGEST_SIDE / side);
    int width = Math.max(1, (int) Math.round(scale * picture.getWidth()));
    int height = Math.max(1, (int) Math.round(scale * picture.getHeight()));
    BufferedImage fitted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = fitted.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
    graphics.dispose();
    return fitted;
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
