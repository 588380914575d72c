package org.esgrima.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esgrima.InputException;

/**
 * A safetensors file, mapped into memory: opening reads the header only, and tensors of any size
 * cost no heap. The format is described at {@link Safetensors}.
 *
 * <p>Thread-safe. Buffers handed out stay valid after {@link #close}; the mapping itself is
 * released by the garbage collector once none of them is in use.
 */
public final class SafetensorsFile implements AutoCloseable {
  /** Longest slice that {@link #bytes(String, long, long)} hands out: 1 GiB. */
  public static final long MAX_SLICE = 1L << 30;

  private final Path path;
  private final SafetensorsHeader header;
  // Window i begins at i * MAX_SLICE and is up to 2 GiB long, so every slice lies in one window.
  private volatile List<ByteBuffer> windows;

  private SafetensorsFile(Path path, SafetensorsHeader header, List<ByteBuffer> windows) {
    this.path = path;
    this.header = header;
    this.windows = windows;
  }

  /**
   * Opens a file and checks its header completely.
   *
   * @throws InputException if the file is missing, unreadable, cut off or not in the format
   */
  public static SafetensorsFile open(Path path) {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      SafetensorsHeader header = SafetensorsHeader.read(path, file, file.size());
      return new SafetensorsFile(path, header, map(file, header.dataStart()));
    } catch (IOException e) {
      throw UnreadableFile.of(path, "a safetensors file", e);
    }
  }

  /**
   * A file whose content is in memory already, such as a resource of the class path.
   *
   * @param name where the content comes from, for {@link #path} and messages
   * @param content the whole file; not copied
   * @throws InputException if the content is cut off or not in the format
   */
  public static SafetensorsFile of(Path name, byte[] content) {
    try (ReadableByteChannel in = Channels.newChannel(new ByteArrayInputStream(content))) {
      SafetensorsHeader header = SafetensorsHeader.read(name, in, content.length);
      int start = Math.toIntExact(header.dataStart());
      ByteBuffer data = ByteBuffer.wrap(content, start, content.length - start).slice();
      return new SafetensorsFile(name, header, List.of(data));
    } catch (IOException e) {
      throw UnreadableFile.of(name, "a safetensors file", e);
    }
  }

  private static List<ByteBuffer> map(FileChannel file, long start) throws IOException {
    List<ByteBuffer> windows = new ArrayList<>();
    long end = file.size();
    for (long from = start; from < end; from += MAX_SLICE) {
      long length = Math.min(end - from, Integer.MAX_VALUE);
      windows.add(file.map(FileChannel.MapMode.READ_ONLY, from, length));
    }
    return windows;
  }

  /** Where the file lies. */
  public Path path() {
    return path;
  }

  /** Names of all tensors, in the order of the file's data. */
  public Set<String> names() {
    return header.tensors().keySet();
  }

  /** The text that travels with the tensors; empty if there is none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** Whether there is a tensor of this name. */
  public boolean contains(String name) {
    return header.tensors().containsKey(name);
  }

  /**
   * Type, shape and place of a tensor.
   *
   * @throws InputException if there is none of this name
   */
  public TensorInfo entry(String name) {
    TensorInfo info = header.tensors().get(name);
    if (info == null) {
      throw new InputException(
          "missing tensor",
          path,
          name,
          header.tensors().isEmpty() ? "an empty file" : "only " + sample(names()),
          "Give a file that holds this tensor");
    }
    return info;
  }

  /**
   * All bytes of a tensor.
   *
   * @return read-only, little endian, from position 0; a view, not a copy
   * @throws InputException if there is no tensor of this name
   * @throws IllegalArgumentException if it is longer than {@link #MAX_SLICE}
   */
  public ByteBuffer bytes(String name) {
    return bytes(name, 0, entry(name).bytes());
  }

  /**
   * Some bytes of a tensor.
   *
   * @param from first byte, counted from the start of the tensor
   * @param length number of bytes, at most {@link #MAX_SLICE}
   * @return read-only, little endian, from position 0; a view, not a copy
   * @throws InputException if there is no tensor of this name
   * @throws IllegalArgumentException if the range is not inside the tensor or too long
   */
  public ByteBuffer bytes(String name, long from, long length) {
    TensorInfo info = entry(name);
    if (from < 0 || length < 0 || from > info.bytes() - length || length > MAX_SLICE) {
      throw new IllegalArgumentException(
          "%s: bytes %d to %d of tensor %s, which has %d; at most %d at a time"
              .formatted(path, from, from + length, name, info.bytes(), MAX_SLICE));
    }
    List<ByteBuffer> open = windows;
    if (open == null) {
      throw new IllegalStateException(path + " is closed");
    }
    if (length == 0) {
      return ByteBuffer.allocate(0).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
    long start = info.offset() + from;
    ByteBuffer window = open.get((int) (start / MAX_SLICE));
    return window
        .slice((int) (start % MAX_SLICE), (int) length)
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Copies a tensor of floating point or byte numbers to an array, converted to float32.
   *
   * @return all elements, row by row
   * @throws InputException if there is no tensor of this name
   */
  public float[] floats(String name) {
    double[] values = doubles(name);
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /**
   * Copies a tensor to an array, converted to float64; 64-bit integers beyond 2^53 are rounded.
   *
   * @return all elements, row by row
   * @throws InputException if there is no tensor of this name
   */
  public double[] doubles(String name) {
    TensorInfo info = entry(name);
    ByteBuffer bytes = bytes(name);
    double[] values = new double[Math.toIntExact(info.shape().elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (info.type()) {
            case F64 -> bytes.getDouble();
            case F32 -> bytes.getFloat();
            case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
            case I64 -> bytes.getLong();
            case U8, BOOL -> bytes.get() & 0xff;
          };
    }
    return values;
  }

  private static String sample(Set<String> names) {
    String some = String.join(", ", names.stream().limit(5).toList());
    return names.size() > 5 ? some + " and " + (names.size() - 5) + " more" : some;
  }

  @Override
  public void close() {
    windows = null;
  }
}
