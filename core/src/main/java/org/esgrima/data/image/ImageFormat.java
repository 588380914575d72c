package org.esgrima.data.image;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The image file formats that are read, recognised by their first bytes, not by their name. */
public enum ImageFormat {
  /** Portable Network Graphics. */
  PNG("PNG"),
  /** JPEG in a JFIF or Exif file: gray, YCbCr, RGB, CMYK or YCCK. */
  JPEG("JPEG"),
  /** GIF; of an animation only the first frame. */
  GIF("GIF"),
  /** Windows bitmap. */
  BMP("BMP"),
  /** WebP, lossy or lossless. */
  WEBP("WebP");

  /** The formats in words, for messages. */
  static final String READABLE = "a PNG, JPEG, GIF, BMP or WebP image";

  /** How many bytes {@link #of} looks at. */
  static final int MAGIC_BYTES = 12;

  // Formats that are not read are named too: a forgotten TIFF must be reported, not overlooked.
  private static final Set<String> EXTENSIONS =
      Set.of(
          "png", "apng", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "dib", "webp", //
          "tif", "tiff", "heic", "heif", "avif", "jp2", "jxl", "tga", "psd", "ppm", "pgm", "pbm",
          "pnm", "ico", "exr", "hdr");

  private final String label;

  ImageFormat(String label) {
    this.label = label;
  }

  /** The usual name: {@code WebP}. */
  public String label() {
    return label;
  }

  /**
   * Whether a file of this name is meant to be an image. Others ({@code .txt}, {@code .json},
   * {@code .csv} …) are no part of a data set. Names of image formats that Esgrima cannot read
   * ({@code .tiff}, {@code .heic} …) count as images, so that such a file is reported.
   */
  public static boolean namesImage(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** The format that starts with these bytes; empty if it is none of them. */
  static Optional<ImageFormat> of(byte[] start) {
    if (starts(start, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    } else if (starts(start, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    } else if (starts(start, 0, "GIF8")) {
      return Optional.of(GIF);
    } else if (starts(start, 0, "BM")) {
      return Optional.of(BMP);
    } else if (starts(start, 0, "RIFF") && starts(start, 8, "WEBP")) {
      return Optional.of(WEBP);
    }
    return Optional.empty();
  }

  private static boolean starts(byte[] bytes, int offset, String magic) {
    if (bytes.length < offset + magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if ((bytes[offset + i] & 0xFF) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
