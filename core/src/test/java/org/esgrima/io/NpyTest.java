package org.esgrima.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
  @TempDir Path directory;

  @Test
  void writesTheHeaderOfNumpy() throws IOException {
    Path file = directory.resolve("a.npy");
    Npy.write(
        file,
        ElementType.F32,
        Shape.of(2, 3),
        sink -> {
          sink.put(1f, 2f);
          sink.put(3f, 4f, 5f, 6f);
        });
    byte[] raw = Files.readAllBytes(file);
    ByteBuffer bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    // numpy.save(f, numpy.arange(1, 7, dtype='<f4').reshape(2, 3)) gives the same 152 bytes.
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    assertThat(bytes.remaining()).isEqualTo(128 + 24);
    assertThat(bytes.get(0)).isEqualTo((byte) 0x93);
    assertThat(text(raw, 1, 5)).isEqualTo("NUMPY");
    assertThat(bytes.getShort(6)).isEqualTo((short) 1);
    assertThat(bytes.getShort(8)).isEqualTo((short) 118);
    assertThat(text(raw, 10, 118)).isEqualTo(header + " ".repeat(117 - header.length()) + "\n");
    for (int i = 0; i < 6; i++) {
      assertThat(bytes.getFloat(128 + 4 * i)).isEqualTo(i + 1f);
    }
  }

  @Test
  void writesBytesAndLongArrays() throws IOException {
    Path file = directory.resolve("a.npy");
    Npy.write(file, ElementType.U8, Shape.of(3), sink -> sink.put(new byte[] {1, 2, -1}));
    byte[] bytes = Files.readAllBytes(file);
    assertThat(text(bytes, 10, 118))
        .startsWith("{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }");
    assertThat(bytes[bytes.length - 1]).isEqualTo((byte) -1);

    Npy.write(file, ElementType.F32, Shape.of(50_000), sink -> sink.put(new float[50_000]));
    assertThat(Files.size(file)).isEqualTo(128 + 200_000);
  }

  @Test
  void wrongNumberOrTypeIsRefusedAndLeavesNothing() throws IOException {
    Path file = directory.resolve("a.npy");
    Shape two = Shape.of(2);
    assertThatThrownBy(() -> Npy.write(file, ElementType.F32, two, sink -> sink.put(1f)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Npy.write(file, ElementType.F32, two, sink -> sink.put(1f, 2f, 3f)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Npy.write(file, ElementType.U8, two, sink -> sink.put(1f, 2f)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Npy.write(file, ElementType.I64, two, sink -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.US_ASCII);
  }
}
