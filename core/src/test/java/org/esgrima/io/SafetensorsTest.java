package org.esgrima.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;
import org.esgrima.io.Safetensors.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path directory;

  @Test
  void roundTripKeepsEverything() {
    Path file = directory.resolve("a.safetensors");
    ByteBuffer longs = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    longs.putLong(-5).putLong(1L << 40).flip();
    Safetensors.write(
        file,
        Map.of("config", "{\"é\": 1}"),
        List.of(
            Source.of("bytes", ElementType.U8, Shape.of(3), ByteBuffer.wrap(new byte[] {1, 2, -1})),
            Source.of("z", Shape.of(2, 2), 1f, -2f, Float.NaN, 4f),
            Source.of("scalar", Shape.of(), 7.5f),
            Source.of("longs", ElementType.I64, Shape.of(2), longs),
            Source.of("empty", Shape.of(0, 4))));
    try (SafetensorsFile read = SafetensorsFile.open(file)) {
      assertThat(read.names()).containsExactly("longs", "empty", "scalar", "z", "bytes");
      assertThat(read.metadata()).isEqualTo(Map.of("config", "{\"é\": 1}"));
      assertThat(read.entry("z").shape()).isEqualTo(Shape.of(2, 2));
      assertThat(read.entry("z").type()).isEqualTo(ElementType.F32);
      assertThat(read.floats("z")).containsExactly(1f, -2f, Float.NaN, 4f);
      assertThat(read.floats("scalar")).containsExactly(7.5f);
      assertThat(read.doubles("longs")).containsExactly(-5.0, (double) (1L << 40));
      assertThat(read.doubles("bytes")).containsExactly(1, 2, 255);
      assertThat(read.bytes("empty").remaining()).isZero();
      ByteBuffer slice = read.bytes("z", 4, 4);
      assertThat(slice.isReadOnly()).isTrue();
      assertThat(slice.getFloat()).isEqualTo(-2f);
      assertThatThrownBy(() -> read.bytes("z", 12, 8))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("z");
      assertThatThrownBy(() -> read.entry("w"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("missing tensor")
          .hasMessageContaining("longs, empty, scalar");
    }
  }

  @Test
  void contentInMemoryIsReadLikeAFile() throws IOException {
    Path file = directory.resolve("a.safetensors");
    Safetensors.write(file, Map.of("k", "v"), List.of(Source.of("w", Shape.of(2), 1f, 2f)));
    byte[] content = Files.readAllBytes(file);
    Path name = Path.of("resource");
    try (SafetensorsFile read = SafetensorsFile.of(name, content)) {
      assertThat(read.path()).isEqualTo(name);
      assertThat(read.metadata()).isEqualTo(Map.of("k", "v"));
      assertThat(read.floats("w")).containsExactly(1f, 2f);
      assertThat(read.bytes("w", 4, 4).getFloat()).isEqualTo(2f);
    }
    for (int length : new int[] {0, 7, 20, content.length - 1}) {
      assertThatThrownBy(() -> SafetensorsFile.of(name, Arrays.copyOf(content, length)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("malformed safetensors file: resource");
    }
  }

  @Test
  void layoutOnDiskIsThatOfTheReference() throws IOException {
    Path file = directory.resolve("a.safetensors");
    Safetensors.write(
        file,
        Map.of("k", "v"),
        List.of(Source.of("w", Shape.of(2), 1f, 2f), Source.of("b", Shape.of(), 3f)));
    byte[] bytes = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(length % 8).isZero();
    assertThat(new String(bytes, 8, length, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"k\":\"v\"},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}");
    ByteBuffer data = ByteBuffer.wrap(bytes, 8 + length, 12).slice().order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new float[] {data.getFloat(), data.getFloat(), data.getFloat()})
        .containsExactly(3f, 1f, 2f);
    assertThat(bytes).hasSize(8 + length + 12);
  }

  @Test
  void sourceOfWrongSizeIsRefusedAndLeavesNothing() throws IOException {
    Path file = directory.resolve("a.safetensors");
    for (int size : new int[] {3, 5}) {
      Source wrong = Source.of("w", ElementType.U8, Shape.of(4), ByteBuffer.wrap(new byte[size]));
      assertThatThrownBy(() -> Safetensors.write(file, Map.of(), List.of(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("w: expected 4 bytes");
    }
    Source good = Source.of("w", Shape.of(1), 1f);
    assertThatThrownBy(() -> Safetensors.write(file, Map.of(), List.of(good, good)))
        .isInstanceOf(IllegalArgumentException.class);
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{not json | a header in JSON",
        "[1,2] | a JSON object",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} x | a header in JSON",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | 8 bytes for F32 [2]",
        "{\"a\":{\"dtype\":\"X9\",\"shape\":[1],\"data_offsets\":[0,4]}} | unknown element type",
        "{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}} | unknown element type",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}} | within 4 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}} | data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}} | whole numbers from 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}} | whole numbers from 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}} | data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}} | a list",
        "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}} | shape as a list of numbers, got nothing",
        "{\"a\":5} | unknown element type",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,4]}} | fits a file",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}} | begins at byte 3",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}} | begins at byte 1",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}} | 3 bytes of data",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
            + "\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}} | Duplicate field",
        "{\"__metadata__\":{\"k\":1}} | expected text",
        "{\"__metadata__\":[]} | a map of text",
      })
  void malformedHeaderIsOneLine(String header, String expected) throws IOException {
    expectRefused(file(header, header.getBytes(StandardCharsets.UTF_8).length, 4), expected);
  }

  @Test
  void headerLengthIsChecked() throws IOException {
    expectRefused(file("{}", 1000, 0), "cut off");
    expectRefused(file("{}", -1, 0), "at most");
    expectRefused(file("{}", Long.MAX_VALUE, 0), "at most");
    expectRefused(Files.write(directory.resolve("short"), new byte[5]), "at least 8 bytes");
    expectRefused(directory.resolve("absent"), "missing file");
    expectRefused(directory, "a directory");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.999})
  void everyCutIsFound(double part) throws IOException {
    Path file = directory.resolve("a.safetensors");
    Safetensors.write(file, Map.of(), List.of(Source.of("w", Shape.of(100), new float[100])));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) (part * bytes.length)));
    expectRefused(file, "malformed safetensors file");
  }

  @Test
  void tensorsBeyondTwoGigabytesAreReadInSlices() throws IOException {
    // A sparse file: 5 GiB that take no room on the disk.
    long size = 5L << 30;
    String header =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]}}".formatted(size, size);
    Path path = file(header, header.length(), 0);
    long start = Files.size(path);
    try (var file = new java.io.RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(start + size);
      for (long at : new long[] {(2L << 30) - 1, (2L << 30), size - 1}) {
        file.seek(start + at);
        file.write((int) (at % 100) + 7);
      }
    }
    try (SafetensorsFile read = SafetensorsFile.open(path)) {
      ByteBuffer middle = read.bytes("a", (2L << 30) - 2, 4);
      assertThat(middle.get(1)).isEqualTo((byte) (((2L << 30) - 1) % 100 + 7));
      assertThat(middle.get(2)).isEqualTo((byte) ((2L << 30) % 100 + 7));
      assertThat(read.bytes("a", size - 1, 1).get()).isEqualTo((byte) ((size - 1) % 100 + 7));
      assertThat(read.bytes("a", (1L << 30) - 1, 1L << 30).get((1 << 30) - 1)).isZero();
      assertThatThrownBy(() -> read.bytes("a")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Path file(String header, long length, int dataBytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(text);
    return Files.write(directory.resolve("bad.safetensors"), bytes.array());
  }

  private static void expectRefused(Path file, String text) {
    assertThatThrownBy(() -> SafetensorsFile.open(file).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(text)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("\n");
  }
}
