package org.esgrima.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esgrima.InputException;

/**
 * Writes safetensors files: named arrays and a map of text, nothing that is executed when read.
 *
 * <h2>The format</h2>
 *
 * <pre>
 * offset   size  content
 * 0        8     n: length of the header, unsigned 64-bit little endian, at most 100,000,000
 * 8        n     header: JSON in UTF-8, begins with '{', padded with spaces to a multiple of 8
 * 8 + n          data: the raw little-endian numbers of all tensors, row by row, without gaps
 * </pre>
 *
 * <p>The header maps each tensor's name to an object with its {@code dtype} (a name of {@link
 * ElementType}), its {@code shape} (a list of sizes, {@code []} for a scalar) and {@code
 * data_offsets} ({@code [begin, end)}, bytes from the start of the data). Together the tensors
 * cover the data exactly: none overlap, no byte is left over. The key {@code __metadata__} is
 * reserved for a map of strings to strings.
 *
 * <p>Written here: tensors ordered by the size of their elements, largest first, then by name, so
 * that each starts at a multiple of its element size; the metadata in the order given. {@link
 * SafetensorsFile} reads any order.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">The safetensors format</a>
 */
public final class Safetensors {
  /** Longest header that is written or read, in bytes, as in the reference implementation. */
  public static final int MAX_HEADER_BYTES = 100_000_000;

  static final String METADATA_KEY = "__metadata__";

  // The order of the reference writer: 8-byte elements first.
  private static final Comparator<Source> FILE_ORDER =
      Comparator.comparing((Source source) -> -source.type().bytes()).thenComparing(Source::name);

  private Safetensors() {}

  /**
   * One tensor to be written.
   *
   * @param name unique in its file
   * @param type element type
   * @param shape sizes; {@code []} for a scalar
   * @param content writes exactly {@link #bytes} bytes, little endian, when its turn comes
   */
  public record Source(
      String name, ElementType type, Shape shape, IoConsumer<WritableByteChannel> content) {
    /** A tensor whose bytes are at hand: the buffer's remaining bytes, little endian. */
    public static Source of(String name, ElementType type, Shape shape, ByteBuffer bytes) {
      ByteBuffer copy = bytes.duplicate();
      return new Source(name, type, shape, out -> out.write(copy.duplicate()));
    }

    /** A float32 tensor of the given values. */
    public static Source of(String name, Shape shape, float... values) {
      ByteBuffer bytes =
          ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      return of(name, ElementType.F32, shape, bytes);
    }

    /** Size in bytes. */
    public long bytes() {
      return Math.multiplyExact(shape.elements(), (long) type.bytes());
    }
  }

  /**
   * Writes a file, atomically (see {@link AtomicFile}) and in constant memory.
   *
   * @param target replaced if it exists
   * @param metadata text that travels with the tensors; may be empty
   * @param sources in any order; each one's content is called once, in the order of the file
   * @throws InputException if the file cannot be written
   * @throws IllegalArgumentException if a name is given twice or reserved, or if a source writes
   *     more or fewer bytes than its type and shape say
   */
  public static void write(Path target, Map<String, String> metadata, List<Source> sources) {
    List<Source> ordered = new ArrayList<>(sources);
    ordered.sort(FILE_ORDER);
    ByteBuffer header = header(metadata, ordered);
    AtomicFile.writeChannel(
        target,
        file -> {
          writeFully(file, header);
          for (Source source : ordered) {
            ExactChannel out = new ExactChannel(file, source);
            source.content().accept(out);
            out.requireComplete();
          }
        });
  }

  private static ByteBuffer header(Map<String, String> metadata, List<Source> ordered) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = root.putObject(METADATA_KEY);
      metadata.forEach(texts::put);
    }
    Set<String> names = new HashSet<>();
    long offset = 0;
    for (Source source : ordered) {
      if (source.name().equals(METADATA_KEY) || !names.add(source.name())) {
        throw new IllegalArgumentException(
            "tensor name is reserved or given twice: " + source.name());
      }
      ObjectNode entry = root.putObject(source.name());
      entry.put("dtype", source.type().name());
      var shape = entry.putArray("shape");
      for (long size : source.shape().sizes()) {
        shape.add(size);
      }
      long end = Math.addExact(offset, source.bytes());
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text;
    try {
      text = json.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("header cannot be written as JSON", e);
    }
    int padded = (text.length + 7) / 8 * 8;
    if (padded > MAX_HEADER_BYTES) {
      throw new IllegalArgumentException(
          "header of " + padded + " bytes; at most " + MAX_HEADER_BYTES + " are allowed");
    }
    ByteBuffer header = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(padded).put(text);
    header.put(" ".repeat(padded - text.length).getBytes(StandardCharsets.US_ASCII));
    return header.flip();
  }

  // In pieces, since the JDK copies each heap buffer to a native one of the same size.
  private static int writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
    int total = bytes.remaining();
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + (1 << 20)));
      file.write(bytes);
    }
    return total;
  }

  /** Passes on exactly as many bytes as a tensor has. */
  private static final class ExactChannel implements WritableByteChannel {
    private final FileChannel file;
    private final Source source;
    private long left;

    ExactChannel(FileChannel file, Source source) {
      this.file = file;
      this.source = source;
      this.left = source.bytes();
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (bytes.remaining() > left) {
        throw wrongSize("at least " + (source.bytes() - left + bytes.remaining()));
      }
      left -= bytes.remaining();
      return writeFully(file, bytes);
    }

    void requireComplete() {
      if (left != 0) {
        throw wrongSize(String.valueOf(source.bytes() - left));
      }
    }

    private IllegalArgumentException wrongSize(String got) {
      return new IllegalArgumentException(
          "tensor %s: expected %d bytes for %s %s, got %s"
              .formatted(source.name(), source.bytes(), source.type(), source.shape(), got));
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() {
      // The file goes on with the next tensor.
    }
  }
}
