package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.esgrima.InputException;

/**
 * Bytes in memory, more than one array can hold, that grow as data arrive: memory is taken for what
 * a file really contains, never for what its header promises.
 */
final class ByteBlocks {
  private static final int SHIFT = 22; // blocks of 4 MiB
  private static final int BLOCK = 1 << SHIFT;

  private final Object where;
  private final List<byte[]> blocks = new ArrayList<>();
  private long size;

  /**
   * An empty store.
   *
   * @param where the file that fills it, for error messages
   */
  ByteBlocks(Object where) {
    this.where = where;
  }

  long size() {
    return size;
  }

  /**
   * Appends bytes.
   *
   * @throws InputException if the heap has no room for more
   */
  void append(byte[] bytes, int from, int length) {
    int done = 0;
    while (done < length) {
      int at = (int) (size & (BLOCK - 1));
      if (at == 0) {
        requireRoom(where, size + BLOCK);
        blocks.add(new byte[BLOCK]);
      }
      int count = Math.min(length - done, BLOCK - at);
      System.arraycopy(bytes, from + done, blocks.get(blocks.size() - 1), at, count);
      done += count;
      size += count;
    }
  }

  /** Copies {@code length} bytes from position {@code from} to the target's position. */
  void read(long from, int length, ByteBuffer target) {
    long at = from;
    long end = from + length;
    while (at < end) {
      int offset = (int) (at & (BLOCK - 1));
      int count = (int) Math.min(end - at, BLOCK - offset);
      target.put(blocks.get((int) (at >>> SHIFT)), offset, count);
      at += count;
    }
  }

  /**
   * Refuses what would not fit into three quarters of the heap.
   *
   * @throws InputException if it does not fit
   */
  static void requireRoom(Object where, long bytes) {
    long room = Runtime.getRuntime().maxMemory() / 4 * 3;
    if (bytes > room) {
      throw new InputException(
          "data set too large for memory",
          where,
          "at most " + (room >> 20) + " MiB",
          (bytes >> 20) + " MiB or more",
          "Give Java more memory with -Xmx, or convert the set with 'esgrima data pack'");
    }
  }
}
