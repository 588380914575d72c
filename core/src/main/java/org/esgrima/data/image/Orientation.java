package org.esgrima.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/**
 * How a camera was held: the EXIF tag 0x0112 of a JPEG file (CIPA DC-008, section 4.6.4).
 *
 * <p>A value is three bits: the stored image is mirrored left-right, then top-bottom, then its rows
 * and columns are exchanged. A file without a readable tag is {@link #UPRIGHT}.
 */
record Orientation(boolean mirrored, boolean flipped, boolean transposed) {
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int PIXELS_BEGIN = 0xDA;
  private static final int APPLICATION_1 = 0xE1;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  /** The orientation with EXIF number 1 to 8; any other number means upright. */
  static Orientation of(int exif) {
    return switch (exif) {
      case 2 -> new Orientation(true, false, false);
      case 3 -> new Orientation(true, true, false);
      case 4 -> new Orientation(false, true, false);
      case 5 -> new Orientation(false, false, true);
      case 6 -> new Orientation(false, true, true);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, false, true);
      default -> UPRIGHT;
    };
  }

  /** Finds the tag in the segments of a JPEG file before its pixels. */
  static Orientation ofJpeg(ImageInputStream jpeg) throws IOException {
    long segment = 2;
    jpeg.seek(segment);
    while (jpeg.read() == 0xFF) {
      int marker = jpeg.read();
      int length = (jpeg.read() << 8) | jpeg.read();
      if (marker == PIXELS_BEGIN || length < 2) {
        return UPRIGHT;
      }
      if (marker == APPLICATION_1) {
        byte[] content = new byte[length - 2];
        jpeg.readFully(content);
        if (content.length > EXIF.length && Arrays.equals(content, 0, 6, EXIF, 0, 6)) {
          return ofTiff(ByteBuffer.wrap(content, 6, content.length - 6).slice());
        }
      }
      segment += 2 + length;
      jpeg.seek(segment);
    }
    return UPRIGHT;
  }

  private static Orientation ofTiff(ByteBuffer tiff) {
    if (tiff.limit() < 8) {
      return UPRIGHT;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.limit() - 2) {
      return UPRIGHT;
    }
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + 12 * i;
      if (entry + 12 > tiff.limit()) {
        return UPRIGHT;
      }
      if ((tiff.getShort(entry) & 0xFFFF) == TAG && tiff.getShort(entry + 2) == SHORT) {
        return of(tiff.getShort(entry + 8));
      }
    }
    return UPRIGHT;
  }

  /** The image as it was seen. */
  Pixels apply(Pixels stored) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    int height = transposed ? stored.width() : stored.height();
    int width = transposed ? stored.height() : stored.width();
    byte[] turned = new byte[stored.values().length];
    int next = 0;
    for (int c = 0; c < stored.channels(); c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int fromY = transposed ? x : y;
          int fromX = transposed ? y : x;
          turned[next++] =
              (byte)
                  stored.at(
                      c,
                      flipped ? stored.height() - 1 - fromY : fromY,
                      mirrored ? stored.width() - 1 - fromX : fromX);
        }
      }
    }
    return new Pixels(stored.channels(), height, width, turned);
  }
}
