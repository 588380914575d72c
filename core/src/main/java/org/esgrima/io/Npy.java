package org.esgrima.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.esgrima.InputException;

/**
 * Writes arrays in NumPy's {@code .npy} format, version 1.0, for {@code numpy.load}.
 *
 * <pre>
 * offset   size  content
 * 0        6     0x93 'N' 'U' 'M' 'P' 'Y'
 * 6        2     version: 1, 0
 * 8        2     n: length of the header, unsigned 16-bit little endian; 10 + n divides by 64
 * 10       n     header: {'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), } padded with
 *                spaces and ended by a line feed
 * 10 + n         data: the numbers in little endian, row by row
 * </pre>
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The npy
 *     format</a>
 */
public final class Npy {
  private static final int CHUNK = 1 << 16;

  private Npy() {}

  /** Takes the elements of an array one after the other, row by row. */
  public static final class Sink {
    private final OutputStream out;
    private final ElementType type;
    private final Shape shape;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    private long left;

    private Sink(OutputStream out, ElementType type, Shape shape) {
      this.out = out;
      this.type = type;
      this.shape = shape;
      this.left = shape.elements();
    }

    /**
     * Appends float32 elements.
     *
     * @throws IllegalArgumentException if the array is of another type or full
     */
    public void put(float... values) throws IOException {
      take(ElementType.F32, values.length);
      for (float value : values) {
        if (!chunk.hasRemaining()) {
          drain();
        }
        chunk.putFloat(value);
      }
    }

    /**
     * Appends bytes.
     *
     * @throws IllegalArgumentException if the array is of another type or full
     */
    public void put(byte[] values) throws IOException {
      take(ElementType.U8, values.length);
      drain();
      out.write(values);
    }

    private void take(ElementType given, long count) {
      if (given != type || count > left) {
        throw new IllegalArgumentException(
            "%d elements of %s for an array of %s %s with room for %d more"
                .formatted(count, given, type, shape, left));
      }
      left -= count;
    }

    private void drain() throws IOException {
      out.write(chunk.array(), 0, chunk.position());
      chunk.clear();
    }

    private void finish() throws IOException {
      if (left != 0) {
        throw new IllegalArgumentException(left + " elements missing of " + type + " " + shape);
      }
      drain();
    }
  }

  /**
   * Writes a file, atomically (see {@link AtomicFile}) and in constant memory.
   *
   * @param target replaced if it exists
   * @param type {@link ElementType#F32} or {@link ElementType#U8}
   * @param shape sizes, known beforehand
   * @param content puts every element, row by row
   * @throws InputException if the file cannot be written
   * @throws IllegalArgumentException if the type is another one or the number of elements put is
   *     not that of the shape
   */
  public static void write(Path target, ElementType type, Shape shape, IoConsumer<Sink> content) {
    byte[] header = header(type, shape);
    AtomicFile.write(
        target,
        out -> {
          out.write(header);
          Sink sink = new Sink(out, type, shape);
          content.accept(sink);
          sink.finish();
        });
  }

  private static byte[] header(ElementType type, Shape shape) {
    String descr =
        switch (type) {
          case F32 -> "<f4";
          case U8 -> "|u1";
          case F64, BF16, I64, BOOL ->
              throw new IllegalArgumentException("npy is written for F32 and U8, not " + type);
        };
    // A tuple of one element needs its comma.
    String sizes =
        Arrays.stream(shape.sizes()).mapToObj(Long::toString).collect(Collectors.joining(", "))
            + (shape.rank() == 1 ? "," : "");
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(descr, sizes);
    int length = (10 + text.length() + 1 + 63) / 64 * 64 - 10;
    ByteBuffer header = ByteBuffer.allocate(10 + length).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) length);
    String line = text + " ".repeat(length - text.length() - 1) + "\n";
    header.put(line.getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }
}
