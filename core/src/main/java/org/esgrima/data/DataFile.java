package org.esgrima.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.esgrima.InputException;
import org.esgrima.io.UnreadableFile;

/**
 * A file of raw numbers, plain or gzip (told by its first two bytes, not by its name), read from
 * front to back. All trouble becomes an {@link InputException} of one line.
 */
final class DataFile implements AutoCloseable {
  // A gzip stream holds at most 1032 bytes for each of its own (RFC 1951: 258 for each 2 bits).
  private static final long MAX_GZIP_RATIO = 1032;
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final String kind;
  private final InputStream in;
  private final boolean gzip;
  private final long storedBytes;
  private long position;

  private DataFile(Path path, String kind, InputStream in, boolean gzip, long storedBytes) {
    this.path = path;
    this.kind = kind;
    this.in = in;
    this.gzip = gzip;
    this.storedBytes = storedBytes;
  }

  /**
   * Opens a file.
   *
   * @param kind what the file should be, for messages: {@code "IDX image file"}
   */
  static DataFile open(Path path, String kind) {
    try {
      long storedBytes = Files.size(path);
      BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), CHUNK);
      try {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        InputStream content = gzip ? new GZIPInputStream(in, CHUNK) : in;
        return new DataFile(path, kind, content, gzip, storedBytes);
      } catch (EOFException | ZipException e) {
        in.close();
        throw damaged(path, kind, e);
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw UnreadableFile.of(path, kind, e);
    }
  }

  Path path() {
    return path;
  }

  /** The next big-endian integers. */
  int[] integers(int count) {
    int[] values = new int[count];
    ByteBuffer.wrap(bytes(4 * count)).order(ByteOrder.BIG_ENDIAN).asIntBuffer().get(values);
    return values;
  }

  /** Exactly the next {@code count} bytes; few, since they are allocated at once. */
  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    int read = read(bytes);
    if (read < count) {
      throw truncated(position - read + count, position);
    }
    return bytes;
  }

  /** As many of the next bytes as there are, at most {@code target.length}. */
  int read(byte[] target) {
    try {
      int read = in.readNBytes(target, 0, target.length);
      position += read;
      return read;
    } catch (EOFException | ZipException e) {
      throw damaged(path, kind, e);
    } catch (IOException e) {
      throw UnreadableFile.of(path, kind, e);
    }
  }

  /** Moves exactly the next {@code count} bytes to {@code target}, in small steps. */
  void copyTo(ByteBlocks target, long count) {
    requirePossible(count);
    byte[] chunk = new byte[CHUNK];
    long left = count;
    while (left > 0) {
      byte[] step = left < CHUNK ? new byte[(int) left] : chunk;
      int read = read(step);
      target.append(step, 0, read);
      if (read < step.length) {
        throw truncated(position - read + left, position);
      }
      left -= read;
    }
  }

  /** Refuses content after the part that is known; for gzip this also checks the final checksum. */
  void requireEnd() {
    if (read(new byte[1]) > 0) {
      throw new InputException(
          "file longer than its header says",
          path,
          (position - 1) + " bytes",
          "more",
          "The file is damaged or of another kind: fetch it again");
    }
  }

  /** Refuses at once what the file cannot contain or the memory cannot hold. */
  private void requirePossible(long count) {
    long possible = gzip ? Math.multiplyExact(storedBytes, MAX_GZIP_RATIO) : storedBytes;
    if (count > possible - position) {
      throw truncated(
          position > Long.MAX_VALUE - count ? Long.MAX_VALUE : position + count,
          gzip ? "a gzip file of " + storedBytes : storedBytes);
    }
    ByteBlocks.requireRoom(path, count);
  }

  private InputException truncated(long expected, Object got) {
    return new InputException(
        "truncated " + kind,
        path,
        expected + " bytes, as its header says",
        got + " bytes",
        "The file is cut off or damaged: fetch it again");
  }

  private static InputException damaged(Path path, String kind, IOException e) {
    return new InputException(
        "truncated or damaged gzip file",
        path,
        kind,
        "'" + (e.getMessage() == null ? "end of file" : e.getMessage()) + "'",
        "The file is cut off or damaged: fetch it again",
        e);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw UnreadableFile.of(path, kind, e);
    }
  }
}
