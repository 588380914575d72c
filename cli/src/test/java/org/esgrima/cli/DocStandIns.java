package org.esgrima.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.esgrima.architecture.Architecture;
import org.esgrima.architecture.StyleGan2;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Safetensors;
import org.esgrima.io.Shape;
import org.esgrima.nn.Initializer;
import org.esgrima.nn.Network;
import org.esgrima.torch.RandomStream;
import org.esgrima.torch.Scope;

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

    writeGenerator(directory.resolve("ffhq.safetensors"));
    Files.writeString(directory.resolve("drawing.csv"), "x,y\n0,0.5\n0.5,-0.5\n-0.5,-0.5\n");

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

  /** The weights of a small generator of StyleGAN2, as another program would save them. */
  static void writeGenerator(Path file) {
    StyleGan2 gan =
        (StyleGan2)
            Json.bind(
                Json.parseYaml(
                    "{type: stylegan2, resolution: 8, channels: 3, latent: 4, styles: 4,"
                        + " capacity: 32, max-width: 4}",
                    "test"),
                Architecture.class,
                "test");
    try (Scope scope = Scope.open();
        RandomStream random = new RandomStream(1);
        Network network =
            Network.create(gan.generator(), Shape.of(4), ElementType.F32, Initializer.of(random))) {
      List<Safetensors.Source> sources = new ArrayList<>();
      network
          .state()
          .asMap()
          .forEach(
              (name, t) ->
                  sources.add(
                      Safetensors.Source.of(
                          name, t.elementType(), t.shape(), t.detach().toBytes())));
      Safetensors.write(file, Map.of(), sources);
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
