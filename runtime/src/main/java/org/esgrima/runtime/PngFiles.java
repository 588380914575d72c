package org.esgrima.runtime;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.esgrima.InputException;

/** Pictures as PNG files, each whole or not at all. */
final class PngFiles {
  private PngFiles() {}

  static void write(Path file, BufferedImage picture) {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try {
        if (!ImageIO.write(picture, "png", temporary.toFile())) {
          throw new IOException("no PNG writer");
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new InputException(
          "cannot write file", file, "a writable place", e, "Choose another directory", e);
    }
  }
}
