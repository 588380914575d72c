package org.esgrima.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.esgrima.InputException;

/** Turns trouble with reading a user's file into one line with a remedy. */
public final class UnreadableFile {
  private UnreadableFile() {}

  /**
   * The error for a file that cannot be read.
   *
   * @param expected what the file should have been, for example {@code "a safetensors file"}
   */
  public static InputException of(Path path, String expected, IOException cause) {
    if (cause instanceof NoSuchFileException || !Files.exists(path)) {
      return new InputException(
          "missing file", path, expected, "nothing of this name", "Check the path", cause);
    }
    if (Files.isDirectory(path)) {
      return new InputException(
          "not a file", path, expected, "a directory", "Name a file inside it", cause);
    }
    if (cause instanceof AccessDeniedException || !Files.isReadable(path)) {
      return new InputException(
          "unreadable file",
          path,
          expected,
          "no permission to read",
          "Change the file's permissions",
          cause);
    }
    return new InputException(
        "unreadable file",
        path,
        expected,
        cause.getClass().getSimpleName() + " (" + cause.getMessage() + ")",
        "Check the file and the disk",
        cause);
  }
}
