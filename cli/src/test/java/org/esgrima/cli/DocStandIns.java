package org.esgrima.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Tiny data under the paths that the documentation names. */
final class DocStandIns {
  /** A directory of IDX files. */
  static final String IDX = "path/to/mnist";

  private static final int IMAGES = 20;

  private DocStandIns() {}

  static void write(Path directory) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    Path idx = Files.createDirectories(directory.resolve(IDX));
    ByteBuffer digits = ByteBuffer.allocate(16 + IMAGES * 28 * 28);
    digits.putInt(2051).putInt(IMAGES).putInt(28).putInt(28);
    while (digits.hasRemaining()) {
      digits.put((byte) random.nextInt(256));
    }
    Files.write(idx.resolve("train-images-idx3-ubyte"), digits.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + IMAGES).putInt(2049).putInt(IMAGES);
    for (int i = 0; i < IMAGES; i++) {
      labels.put((byte) (i % 10));
    }
    Files.write(idx.resolve("train-labels-idx1-ubyte"), labels.array());

    Path photos = Files.createDirectory(directory.resolve("photos"));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(directory.resolve("photos.zip")))) {
      for (int i = 0; i < IMAGES; i++) {
        byte[] png = photo(random);
        Files.write(photos.resolve("photo" + i + ".png"), png);
        zip.putNextEntry(new ZipEntry("photo" + i + ".png"));
        zip.write(png);
      }
    }
  }

  private static byte[] photo(SplittableRandom random) throws IOException {
    BufferedImage image = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < 80 * 60; at++) {
      image.setRGB(at % 80, at / 80, random.nextInt(1 << 24));
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }
}
