package org.esgrima.data.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.esgrima.InputException;

/**
 * Where image files come from: a {@linkplain FolderSource folder} or a {@linkplain ZipSource ZIP
 * archive}.
 *
 * <p>A file belongs to the source if its name ends like an image's ({@link
 * ImageFormat#namesImage}); others are ignored and counted. Hidden files and folders (a name that
 * starts with a dot, and {@code __MACOSX}) are skipped. Names are relative to the source, with
 * {@code /} between folders, and sorted by their UTF-16 code units. Reading is thread-safe.
 */
public sealed interface ImageSource extends AutoCloseable permits FolderSource, ZipSource {
  /** The folder or archive. */
  Path path();

  /** Relative names of all files that are meant to be images, sorted. */
  List<String> images();

  /** Number of files that are not hidden and not meant to be images. */
  int ignoredFiles();

  /** Opens one file of {@link #images} for reading. */
  InputStream open(String image) throws IOException;

  /** Reads one file of {@link #images} completely, at most {@link ImageDecoder#MAX_BYTES}. */
  byte[] readAll(String image) throws IOException;

  /** The bytes of any other file, such as {@code dataset.json}; empty if there is none. */
  Optional<byte[]> otherFile(String name);

  @Override
  void close();

  /** How messages call one of the images: the path of the file, or archive and entry. */
  default String where(String image) {
    return path().resolve(image).toString();
  }

  /** A name for people: the last part of the path, without {@code .zip}. */
  default String name() {
    Path last = path().toAbsolutePath().normalize().getFileName();
    return last == null ? "images" : last.toString().replaceFirst("(?i)\\.zip$", "");
  }

  /**
   * What one image says about itself.
   *
   * @throws InputException if it is no readable image
   */
  default ImageHeader header(String image) {
    try (InputStream in = open(image)) {
      return ImageDecoder.header(in, where(image));
    } catch (IOException e) {
      throw unreadable(image, e);
    }
  }

  /**
   * The pixels of one image, in its own size.
   *
   * @throws InputException if it is no readable image
   */
  default Pixels pixels(String image) {
    return ImageDecoder.decode(bytes(image), where(image));
  }

  /**
   * The bytes of one image file.
   *
   * @throws InputException if it cannot be read or is larger than {@link ImageDecoder#MAX_BYTES}
   */
  default byte[] bytes(String image) {
    try {
      return readAll(image);
    } catch (IOException e) {
      throw unreadable(image, e);
    }
  }

  private InputException unreadable(String image, IOException cause) {
    return new InputException(
        "cannot read an image file",
        where(image),
        "a readable file",
        cause.getClass().getSimpleName() + " (" + cause.getMessage() + ")",
        "Check that it still exists and that you may read it",
        cause);
  }

  /** Reads to the end, refusing more than {@link ImageDecoder#MAX_BYTES}. */
  static byte[] readBounded(InputStream in, String where) throws IOException {
    byte[] bytes = in.readNBytes(ImageDecoder.MAX_BYTES + 1);
    if (bytes.length > ImageDecoder.MAX_BYTES) {
      throw new InputException(
          "file too large",
          where,
          "at most " + (ImageDecoder.MAX_BYTES >> 20) + " MiB",
          "more than that",
          "Remove it or store the image in a smaller form");
    }
    return bytes;
  }

  /** Whether a file or folder of this name is skipped. */
  static boolean hidden(String fileName) {
    return fileName.startsWith(".") || fileName.equals("__MACOSX");
  }
}
