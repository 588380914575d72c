package org.esgrima.run;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;

/** Pictures as PNG files. */
public final class Png {
  static {
    // The picture is held in memory anyway; a cache on disk would only add a way to fail.
    ImageIO.setUseCache(false);
  }

  private Png() {}

  /**
   * Writes a picture, atomically.
   *
   * @param file replaced if it exists
   * @throws InputException if the file cannot be written
   */
  public static void write(Path file, BufferedImage picture) {
    AtomicFile.write(
        file,
        out -> {
          if (!ImageIO.write(picture, "png", out)) {
            throw new IOException("no PNG writer for a picture of type " + picture.getType());
          }
        });
  }
}
