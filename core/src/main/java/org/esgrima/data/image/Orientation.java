package org.esgrima.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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

  /** Finds the tag in the first bytes of a JPEG file (the marker segments before the pixels). */
  static Orientation ofJpeg(byte[] start) {
    ByteBuffer jpeg = ByteBuffer.wrap(start);
    int at = 2;
    while (at + 4 <= start.length && (start[at] & 0xFF) == 0xFF) {
      int marker = start[at + 1] & 0xFF;
      int length = jpeg.getShort(at + 2) & 0xFFFF;
      boolean pixelsBegin = marker == 0xDA;
      if (pixelsBegin || at + 2 + length > start.length) {
        return UPRIGHT;
      }
      if (marker == 0xE1 && length > 8 && isExif(start, at + 4)) {
        return ofTiff(jpeg.slice(at + 10, length - 8));
      }
      at += 2 + length;
    }
    return UPRIGHT;
  }

  private static boolean isExif(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes, at, EXIF.length).equals(ByteBuffer.wrap(EXIF));
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
