package org.esgrima.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;

/**
 * Holds a run for one trainer: the operating system's lock on {@code .lock}, which it gives back
 * whenever the process ends, however it ends. The file itself stays; it holds the number of the
 * last process that locked it, for messages only.
 */
public final class RunLock implements AutoCloseable {
  // Closing any second channel on a file drops this process's lock on it (POSIX), so a run that is
  // held here must be refused before its file is opened again.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path run;
  private final FileChannel channel;

  private RunLock(Path run, FileChannel channel) {
    this.run = run;
    this.channel = channel;
  }

  static RunLock of(Path directory) {
    Path file = directory.resolve(".lock");
    try {
      Path run = directory.toRealPath();
      if (!HELD_HERE.add(run)) {
        throw held(directory, "this process, " + ProcessHandle.current().pid());
      }
      try {
        return new RunLock(run, locked(directory, file));
      } catch (IOException | RuntimeException e) {
        HELD_HERE.remove(run);
        throw e;
      }
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(file, e);
    }
  }

  private static FileChannel locked(Path directory, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
      if (lock == null) {
        throw held(directory, "process " + Files.readString(file).strip());
      }
      channel.truncate(0);
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
      channel.write(ByteBuffer.wrap(pid), 0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static InputException held(Path directory, String holder) {
    return new InputException(
        "run in use",
        directory,
        "a run that no trainer writes into",
        "one held by " + holder,
        "Wait until it has finished, or stop it");
  }

  /** Gives the run back; a second call does nothing. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give back the lock of " + run, e);
    } finally {
      HELD_HERE.remove(run);
    }
  }
}
