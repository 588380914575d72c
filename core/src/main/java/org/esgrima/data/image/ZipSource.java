package org.esgrima.data.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.esgrima.InputException;

/**
 * The image files in a ZIP archive, read in place; nothing is extracted to disk, and an entry that
 * unpacks to more than {@link ImageDecoder#MAX_BYTES} is refused.
 */
public final class ZipSource implements ImageSource {
  private final Path file;
  private final ZipFile zip;
  private final List<String> images;
  private final int ignoredFiles;

  private ZipSource(Path file, ZipFile zip, List<String> images, int ignoredFiles) {
    this.file = file;
    this.zip = zip;
    this.images = List.copyOf(images);
    this.ignoredFiles = ignoredFiles;
  }

  /**
   * Reads the directory of an archive.
   *
   * @throws InputException if it is no ZIP archive
   */
  public static ZipSource of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "no such archive",
          file,
          "a ZIP file",
          Files.exists(file) ? "a folder" : "nothing there",
          "Check the path");
    }
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException e) {
      throw new InputException(
          "cannot open the archive",
          file,
          "a complete ZIP file",
          e.getMessage(),
          "Copy or download it again",
          e);
    }
    List<String> images = new ArrayList<>();
    int ignored = 0;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      if (!entry.isDirectory() && !hiddenAnywhere(name)) {
        if (ImageFormat.namesImage(name)) {
          images.add(name);
        } else {
          ignored++;
        }
      }
    }
    Collections.sort(images);
    return new ZipSource(file, zip, images, ignored);
  }

  private static boolean hiddenAnywhere(String entry) {
    for (String part : entry.split("/", -1)) {
      if (ImageSource.hidden(part)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Path path() {
    return file;
  }

  @Override
  public String where(String image) {
    return file + " (entry " + image + ")";
  }

  @Override
  public List<String> images() {
    return images;
  }

  @Override
  public int ignoredFiles() {
    return ignoredFiles;
  }

  @Override
  public InputStream open(String image) throws IOException {
    return zip.getInputStream(entry(image));
  }

  @Override
  public byte[] readAll(String image) throws IOException {
    ZipEntry entry = entry(image);
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = ImageSource.readBounded(in, where(image));
    }
    // ZipFile leaves this check to its callers.
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    if (checksum.getValue() != entry.getCrc()) {
      throw new ZipException("checksum differs from the archive's directory");
    }
    return bytes;
  }

  private ZipEntry entry(String name) throws ZipException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ZipException("no entry " + name);
    }
    return entry;
  }

  @Override
  public Optional<byte[]> otherFile(String name) {
    if (zip.getEntry(name) == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(readAll(name));
    } catch (IOException e) {
      throw new InputException(
          "cannot read an entry", where(name), "a readable entry", e.getMessage(), "Repack it", e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new InputException(
          "cannot close the archive", file, "no error", e.getMessage(), "Check the disk", e);
    }
  }
}
