package org.esgrima.studio.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.esgrima.InputException;
import org.esgrima.io.UnreadableFile;

/** What a file of a run may be before the studio reads it: inside the run, and of a sane size. */
final class Limit {
  static final long SMALL = 1 << 20;
  static final long EVENTS = 16L << 20;
  static final long PICTURE = 64L << 20;
  static final long HISTORY = 512L << 20;

  private Limit() {}

  /**
   * Checks a file that is there; one that is not, is let through.
   *
   * @param run the run's directory
   * @throws InputException if the file is a link that leads out of the run, or too large
   */
  static Path checked(Path run, Path file, long mostBytes) {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return file;
      }
      if (!file.toRealPath().startsWith(run.toRealPath())) {
        throw new InputException(
            "a link that leads out of its run",
            file,
            "a file inside the run",
            "a link",
            "Replace it by a copy of the file");
      }
      if (Files.size(file) > mostBytes) {
        throw new InputException(
            "too large for the studio",
            file,
            "at most " + mostBytes + " bytes",
            Files.size(file),
            "Look at it with another program");
      }
      return file;
    } catch (NoSuchFileException e) {
      return file; // gone a moment ago; whoever reads it will say so
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a file of a run", e);
    }
  }
}
