package org.esgrima.benchmarks;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esgrima.data.Dataset;
import org.esgrima.io.Shape;
import org.esgrima.run.Png;

/** Images of a data set as files that everybody reads. */
final class DrawnFiles {
  private static final int IMAGES_MAGIC = 2051;
  private static final int LABELS_MAGIC = 2049;
  private static final int CLASSES = 10;

  private DrawnFiles() {}

  /** Gray images under the names of MNIST, the same ones for training and testing. */
  static void idx(Dataset images, Path directory) {
    try {
      Files.createDirectories(directory);
      Path pixels = directory.resolve("train-images-idx3-ubyte");
      Path classes = directory.resolve("train-labels-idx1-ubyte");
      try (DataOutputStream out = open(pixels)) {
        writePixels(images, out);
      }
      try (DataOutputStream out = open(classes)) {
        out.writeInt(LABELS_MAGIC);
        out.writeInt((int) images.size());
        for (long i = 0; i < images.size(); i++) {
          out.writeByte((int) (i % CLASSES));
        }
      }
      Files.copy(pixels, directory.resolve("t10k-images-idx3-ubyte"));
      Files.copy(classes, directory.resolve("t10k-labels-idx1-ubyte"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writePixels(Dataset images, DataOutputStream out) throws IOException {
    Shape shape = images.sampleShape();
    out.writeInt(IMAGES_MAGIC);
    out.writeInt((int) images.size());
    out.writeInt((int) shape.size(1));
    out.writeInt((int) shape.size(2));
    ByteBuffer pixels = ByteBuffer.allocate((int) shape.elements());
    for (long i = 0; i < images.size(); i++) {
      images.read(i, pixels.clear());
      out.write(pixels.array());
    }
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /** Colour images as PNG files. */
  static void folder(Dataset images, Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Shape shape = images.sampleShape();
    ByteBuffer planes = ByteBuffer.allocate((int) shape.elements());
    for (int i = 0; i < images.size(); i++) {
      images.read(i, planes.clear());
      Png.write(directory.resolve("%05d.png".formatted(i)), picture(planes.array(), shape));
    }
  }

  private static BufferedImage picture(byte[] planes, Shape shape) {
    int height = (int) shape.size(1);
    int width = (int) shape.size(2);
    int plane = height * width;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < plane; at++) {
      int red = Byte.toUnsignedInt(planes[at]);
      int green = Byte.toUnsignedInt(planes[plane + at]);
      int blue = Byte.toUnsignedInt(planes[2 * plane + at]);
      picture.setRGB(at % width, at / width, red << 16 | green << 8 | blue);
    }
    return picture;
  }
}
