package org.esgrima.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.esgrima.InputException;

/**
 * Writes a file whole or not at all.
 *
 * <p>The content goes to a hidden temporary file beside the target, is forced to the disk and then
 * takes the target's name in one atomic move. Whoever opens the target sees the old file or the new
 * one, never a part; when anything fails, the temporary file is removed and the old target stays. A
 * symbolic link is followed: the file it names is replaced. An existing target is replaced; call
 * {@link #requireAbsent} first where that would lose something of the user's.
 *
 * <p>No directories are created. Trouble with the disk (full, read-only, no permission, missing
 * directory) becomes an {@link InputException}; exceptions of the writer itself other than {@link
 * IOException} pass unchanged.
 */
public final class AtomicFile {
  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /**
   * Writes {@code target} as a stream; the stream is buffered and closed here.
   *
   * @throws InputException if the file cannot be written
   */
  public static void write(Path target, IoConsumer<OutputStream> content) {
    writeFile(
        target,
        true,
        file -> {
          OutputStream out = new BufferedOutputStream(file, BUFFER);
          content.accept(out);
          out.flush();
        });
  }

  /**
   * Writes {@code target} through a channel, for large or native buffers; closed here.
   *
   * @throws InputException if the file cannot be written
   */
  public static void writeChannel(Path target, IoConsumer<FileChannel> content) {
    writeFile(target, true, file -> content.accept(file.getChannel()));
  }

  /**
   * Writes {@code target} without waiting for the disk: for news that are replaced every moment. A
   * crash of the machine, not one of the program, may leave an empty file.
   *
   * @throws InputException if the file cannot be written
   */
  public static void writeNews(Path target, byte[] content) {
    writeFile(target, false, file -> file.write(content));
  }

  /**
   * Writes {@code target} by way of a name of its own, for writers that open files themselves and
   * for checks of what was written: a check that throws leaves nothing behind.
   *
   * @param content is given an empty file in the target's directory, which then takes its name
   * @throws InputException if the file cannot be written
   */
  public static void writePath(Path target, IoConsumer<Path> content) {
    writeTemporary(
        target,
        temporary -> {
          content.accept(temporary);
          try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            file.force(true);
          }
        });
  }

  /**
   * Refuses an output that exists already, be it a file or a directory.
   *
   * @throws InputException if something has this name
   */
  public static void requireAbsent(Path target) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new InputException(
          "output exists",
          target,
          "a name not in use",
          Files.isDirectory(target) ? "a directory of this name" : "a file of this name",
          "Choose another name, or remove it first");
    }
  }

  /**
   * The error for a user's file that cannot be written, with a remedy that fits the cause.
   *
   * @param target the file that was to be written
   */
  public static InputException cannotWrite(Path target, IOException cause) {
    String text = String.valueOf(cause.getMessage());
    String lower = text.toLowerCase(Locale.ROOT);
    Path directory = directoryOf(target);
    String got;
    String remedy;
    if (lower.contains("no space left") || lower.contains("not enough space")) {
      got = "a full disk";
      remedy = "Free some space or write to another disk; nothing was left behind";
    } else if (lower.contains("quota")) {
      got = "a disk quota that is used up";
      remedy = "Free some space or write to another disk; nothing was left behind";
    } else if (lower.contains("read-only file system")) {
      got = "a read-only file system";
      remedy = "Write to another directory";
    } else if (cause instanceof AccessDeniedException || lower.contains("permission denied")) {
      got = "no permission to write in " + directory;
      remedy = "Write to another directory or change the permissions of this one";
    } else if (cause instanceof NoSuchFileException && !Files.isDirectory(directory)) {
      got = "no directory " + directory;
      remedy = "Create the directory or choose another";
    } else if (Files.isDirectory(target)) {
      got = "a directory of this name";
      remedy = "Give the name of a file";
    } else {
      got = cause.getClass().getSimpleName() + " (" + text + ")";
      remedy = "Check the directory and the disk";
    }
    return new InputException("cannot write file", target, "a writable place", got, remedy, cause);
  }

  private static void writeFile(Path target, boolean force, IoConsumer<FileOutputStream> content) {
    writeTemporary(
        target,
        temporary -> {
          // A FileOutputStream, since a channel from Files would be closed by an interrupt.
          try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
            content.accept(file);
            if (force) {
              file.getFD().sync();
            }
          }
        });
  }

  private static void writeTemporary(Path target, IoConsumer<Path> content) {
    try {
      Path real = Files.isSymbolicLink(target) ? target.toRealPath() : target;
      Path temporary = createTemporary(real);
      try {
        content.accept(temporary);
        if (Files.isDirectory(real)) {
          throw new FileAlreadyExistsException(real.toString(), null, "is a directory");
        }
        Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE);
      } catch (Throwable failure) {
        removeAfter(failure, temporary);
        throw failure;
      }
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  // Not Files.createTempFile, which gives the file to its owner alone whatever the umask says.
  private static Path createTemporary(Path target) throws IOException {
    String random = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, 36);
    return Files.createFile(target.resolveSibling(".esgrima-" + random + ".tmp"));
  }

  private static void removeAfter(Throwable failure, Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static Path directoryOf(Path target) {
    Path parent = target.getParent();
    return parent == null ? Path.of(".") : parent;
  }
}
