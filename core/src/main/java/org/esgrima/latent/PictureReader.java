package org.esgrima.latent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esgrima.data.image.ImageDecoder;
import org.esgrima.data.image.Pixels;
import org.esgrima.data.image.Resize;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.io.UnreadableFile;
import org.esgrima.metric.EightBit;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/** Pictures of any kind and size as a generator would make them. */
public final class PictureReader {
  private PictureReader() {}

  /**
   * Reads a picture, crops it to a square and brings it to the size and colours of a generator's
   * images, by the rules of {@link ImageDecoder} and {@link Resize}.
   *
   * @param sample shape of one image, [C,H,H]
   * @return [1,C,H,H] in [-1, 1], float32, in the caller's scope
   * @throws org.esgrima.InputException if the file is missing or no readable image
   */
  public static Tensor read(Path file, Shape sample) {
    Pixels pixels;
    try {
      pixels = ImageDecoder.decode(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a picture", e);
    }
    Pixels fitted =
        Resize.toSquare(pixels.withChannels((int) sample.size(0)), Math.toIntExact(sample.size(1)));
    try (Scope scope = Scope.open()) {
      ByteBuffer bytes = ByteBuffer.wrap(fitted.values());
      return scope.keep(EightBit.toUnit(Tensor.of(ElementType.U8, sample.batched(1), bytes)));
    }
  }
}
