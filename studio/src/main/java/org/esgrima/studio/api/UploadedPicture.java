package org.esgrima.studio.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.esgrima.studio.http.HttpError;

/** A picture from a visitor, looked at before anything else reads it. */
final class UploadedPicture {
  private static final int LONGEST_SIDE = 4_096;

  private UploadedPicture() {}

  /**
   * Checks that bytes are a picture of a sane size, by their header alone.
   *
   * @throws HttpError if they are not
   */
  static void require(byte[] file) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw HttpError.refused("not a picture: expected a PNG, JPEG or WebP file, got another");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        int side = Math.max(reader.getWidth(0), reader.getHeight(0));
        if (side > LONGEST_SIDE) {
          throw HttpError.refused(
              "too large: expected at most %d pixels a side, got %d. Make it smaller"
                  .formatted(LONGEST_SIDE, side));
        }
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof HttpError error) {
        throw error;
      }
      // Readers of pictures throw almost anything at damaged ones.
      throw HttpError.refused("not a picture that can be read: " + e.getMessage());
    }
  }
}
