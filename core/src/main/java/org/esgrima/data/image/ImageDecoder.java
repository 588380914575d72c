package org.esgrima.data.image;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.esgrima.InputException;

/**
 * Image files to 8-bit gray or RGB pixels of shape [C,H,W].
 *
 * <p>The rule, in this order:
 *
 * <ol>
 *   <li>The format is told by the first bytes: PNG, JPEG, GIF (first frame), BMP, WebP.
 *   <li>The declared size is read first; more than {@value #MAX_PIXELS} pixels are refused before
 *       anything is decoded.
 *   <li>Gray stays gray (C = 1), a palette of grays is gray, everything else is colour (C = 3).
 *       CMYK and YCCK become RGB through the embedded profile, or the naive conversion without one.
 *       Gray and RGB values are taken as they are stored, except that a JPEG or WebP with an
 *       embedded RGB profile other than sRGB is converted to sRGB.
 *   <li>16-bit values v become round(v · 255 / 65535), fewer than 8 bits likewise.
 *   <li>Transparency is composited over white: round((v · a + 255 · (255 - a)) / 255).
 *   <li>The EXIF orientation of a JPEG is applied; that of PNG and WebP, which cameras do not
 *       write, is not.
 * </ol>
 *
 * <p>A file that ends early or is damaged is an error even where the reader could make up the rest.
 * Nothing is cached on disk. All methods may be called from many threads.
 */
public final class ImageDecoder {
  /** The largest image, width × height, that is decoded. */
  public static final long MAX_PIXELS = 100_000_000L;

  /** The largest file, or entry of an archive when unpacked, in bytes. */
  public static final int MAX_BYTES = 256 << 20;

  private ImageDecoder() {}

  /**
   * Reads what the file says about its image, without decoding it.
   *
   * @param in read from the start, only as far as needed; not closed
   * @param where the file, for messages; for an entry of an archive both names
   * @throws InputException if it is no readable image or declares too many pixels
   */
  public static ImageHeader header(InputStream in, String where) {
    return withReader(
        in, where, (reader, format, orientation) -> header(reader, format, orientation));
  }

  /**
   * Decodes a whole file.
   *
   * @param file its bytes
   * @param where the file, for messages
   * @return 1 or 3 channels as described above
   * @throws InputException if it is no readable image, is damaged, or declares too many pixels
   */
  public static Pixels decode(byte[] file, String where) {
    refuseCutWebp(file, where);
    return withReader(
        new ByteArrayInputStream(file),
        where,
        (reader, format, orientation) -> {
          List<String> warnings = new ArrayList<>();
          reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
          BufferedImage image = reader.read(0);
          for (String warning : warnings) {
            if (tellsOfDamage(warning)) {
              throw new IOException(warning);
            }
          }
          return orientation.apply(Rasters.pixels(image));
        });
  }

  private interface Reading<T> {
    T from(ImageReader reader, ImageFormat format, Orientation orientation) throws IOException;
  }

  private static <T> T withReader(InputStream in, String where, Reading<T> reading) {
    try (ImageInputStream stream = new MemoryCacheImageInputStream(in)) {
      byte[] start = start(stream, ImageFormat.MAGIC_BYTES);
      ImageFormat format = ImageFormat.of(start).orElseThrow(() -> notAnImage(where, start));
      Orientation orientation =
          format == ImageFormat.JPEG ? Orientation.ofJpeg(stream) : Orientation.UPRIGHT;
      stream.seek(0);
      ImageReader reader = reader(format);
      try {
        reader.setInput(stream, true, true);
        refuseBomb(reader, where);
        return reading.from(reader, format, orientation);
      } finally {
        reader.dispose();
      }
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Readers answer damaged files with every kind of unchecked exception.
      throw damaged(where, e);
    }
  }

  private static ImageHeader header(ImageReader reader, ImageFormat format, Orientation orientation)
      throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (!types.hasNext()) {
      throw new IOException("unknown arrangement of colours");
    }
    ColorModel model = types.next().getColorModel();
    boolean turned = orientation.transposed();
    int bits = model instanceof IndexColorModel ? 8 : Math.max(8, model.getComponentSize(0));
    return new ImageHeader(
        format,
        turned ? height : width,
        turned ? width : height,
        Rasters.channels(model),
        model.hasAlpha(),
        bits);
  }

  /** The WebP reader takes the missing end of a lossless image for black. */
  private static void refuseCutWebp(byte[] file, String where) {
    if (ImageFormat.of(file).equals(Optional.of(ImageFormat.WEBP))) {
      long declared =
          8 + Integer.toUnsignedLong(ByteBuffer.wrap(file).order(LITTLE_ENDIAN).getInt(4));
      if (declared > file.length) {
        throw damaged(
            where, new EOFException("declares " + declared + " bytes, has " + file.length));
      }
    }
  }

  private static void refuseBomb(ImageReader reader, String where) throws IOException {
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (width * height > MAX_PIXELS) {
      throw new InputException(
          "image too large",
          where,
          "at most " + MAX_PIXELS / 1_000_000 + " million pixels",
          width + "x" + height,
          "Remove it or make it smaller with an image program");
    }
  }

  /** The first bytes, fewer if the file is shorter. */
  private static byte[] start(ImageInputStream stream, int count) throws IOException {
    byte[] bytes = new byte[count];
    int filled = 0;
    while (filled < count) {
      int read = stream.read(bytes, filled, count - filled);
      if (read < 0) {
        break;
      }
      filled += read;
    }
    return Arrays.copyOf(bytes, filled);
  }

  private static ImageReader reader(ImageFormat format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.label());
    if (!readers.hasNext()) {
      throw new IllegalStateException("no ImageIO reader for " + format.label());
    }
    return readers.next();
  }

  /** The JPEG reader fills what is missing with gray and only warns. */
  private static boolean tellsOfDamage(String warning) {
    String text = warning.toLowerCase(Locale.ROOT);
    // Some cameras leave bytes between two segments; nothing is lost then.
    boolean corrupt = text.contains("corrupt") && !text.contains("extraneous");
    return corrupt || text.contains("truncated") || text.contains("premature");
  }

  private static InputException notAnImage(String where, byte[] start) {
    String got = start.length == 0 ? "an empty file" : "bytes " + HexFormat.of().formatHex(start);
    return new InputException(
        "not an image", where, ImageFormat.READABLE, got, "Remove or replace the file");
  }

  private static InputException damaged(String where, Exception cause) {
    return new InputException(
        "damaged image",
        where,
        "a complete image",
        reason(cause),
        "Remove or replace the file",
        cause);
  }

  private static String reason(Exception problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return "a file that ends early";
      }
    }
    String message = problem.getMessage();
    return message == null ? problem.getClass().getSimpleName() : message;
  }
}
