package org.esgrima.data.image;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.esgrima.InputException;

/** The image files below a folder, symbolic links followed. */
public final class FolderSource implements ImageSource {
  private final Path folder;
  private final List<String> images;
  private final int ignoredFiles;

  private FolderSource(Path folder, List<String> images, int ignoredFiles) {
    this.folder = folder;
    this.images = List.copyOf(images);
    this.ignoredFiles = ignoredFiles;
  }

  /**
   * Lists a folder and its sub-folders.
   *
   * @throws InputException if it is no folder or a part of it cannot be listed
   */
  public static FolderSource of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "no such image folder",
          folder,
          "a folder",
          Files.exists(folder) ? "a file" : "nothing there",
          "Check the path");
    }
    Listing listing = new Listing(folder);
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
    } catch (IOException e) {
      throw new InputException(
          "cannot list a folder",
          folder,
          "folders that may be read",
          e.getClass().getSimpleName() + " (" + e.getMessage() + ")",
          "Check its permissions and symbolic links",
          e);
    }
    Collections.sort(listing.images);
    return new FolderSource(folder, listing.images, listing.ignored);
  }

  @Override
  public Path path() {
    return folder;
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
    return Files.newInputStream(folder.resolve(image));
  }

  @Override
  public byte[] readAll(String image) throws IOException {
    try (InputStream in = open(image)) {
      return ImageSource.readBounded(in, where(image));
    }
  }

  @Override
  public Optional<byte[]> otherFile(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(ImageSource.readBounded(in, file.toString()));
    } catch (IOException e) {
      throw new InputException(
          "cannot read a file", file, "a readable file", e.toString(), "Check permissions", e);
    }
  }

  @Override
  public void close() {
    // No file stays open between two reads.
  }

  private static final class Listing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<String> images = new ArrayList<>();
    private int ignored;

    Listing(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skip = !folder.equals(root) && ImageSource.hidden(folder.getFileName().toString());
      return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String fileName = file.getFileName().toString();
      // A broken link with the name of an image comes here too and fails when it is read.
      if (ImageSource.hidden(fileName)) {
        return FileVisitResult.CONTINUE;
      } else if (ImageFormat.namesImage(fileName)) {
        images.add(root.relativize(file).toString().replace(File.separatorChar, '/'));
      } else {
        ignored++;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
      if (ImageSource.hidden(file.getFileName().toString())) {
        return FileVisitResult.CONTINUE;
      }
      throw problem;
    }
  }
}
