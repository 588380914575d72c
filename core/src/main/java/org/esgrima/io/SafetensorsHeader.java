package org.esgrima.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.InputException;

/**
 * The parsed header of a safetensors file; every rule of the format is checked here.
 *
 * @param metadata the map of text
 * @param tensors by name, in the order of their data
 * @param dataStart position of the first byte of data in the file
 */
record SafetensorsHeader(
    Map<String, String> metadata, Map<String, TensorInfo> tensors, long dataStart) {
  private static final String REMEDY =
      "The file is damaged or of another format: copy or write it anew";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a header.
   *
   * @param path for messages
   * @param file stands at the first byte
   * @param size of the whole file in bytes
   */
  static SafetensorsHeader read(Path path, ReadableByteChannel file, long size) throws IOException {
    if (size < 8) {
      throw malformed(path, "at least 8 bytes", size + " bytes");
    }
    long length = readFully(path, file, 8).getLong();
    if (length < 0 || length > Safetensors.MAX_HEADER_BYTES) {
      throw malformed(
          path,
          "a header of at most " + Safetensors.MAX_HEADER_BYTES + " bytes",
          Long.toUnsignedString(length));
    }
    if (length > size - 8) {
      throw malformed(
          path, "a header of " + length + " bytes", "a file of " + size + " bytes, cut off");
    }
    byte[] text = new byte[(int) length];
    readFully(path, file, text.length).get(text);
    JsonNode root = parse(path, text);
    return new Reader(path, size - 8 - length).read(root, 8 + length);
  }

  private static ByteBuffer readFully(Path path, ReadableByteChannel file, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw malformed(path, length + " more bytes", "the end of the file");
      }
    }
    return bytes.flip();
  }

  private static JsonNode parse(Path path, byte[] text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw malformed(path, "a header in JSON", "'" + e.getOriginalMessage() + "'");
    } catch (IOException e) {
      throw malformed(path, "a header in JSON", "'" + e.getMessage() + "'");
    }
    if (!root.isObject()) {
      throw malformed(path, "a JSON object as header", root.getNodeType());
    }
    return root;
  }

  private static InputException malformed(Object where, Object expected, Object got) {
    return new InputException("malformed safetensors file", where, expected, got, REMEDY);
  }

  /** Walks through the JSON of one file. */
  private static final class Reader {
    private final Path path;
    private final long dataBytes;

    Reader(Path path, long dataBytes) {
      this.path = path;
      this.dataBytes = dataBytes;
    }

    SafetensorsHeader read(JsonNode root, long dataStart) {
      Map<String, String> metadata = new LinkedHashMap<>();
      List<TensorInfo> infos = new ArrayList<>();
      for (Map.Entry<String, JsonNode> field : root.properties()) {
        if (field.getKey().equals(Safetensors.METADATA_KEY)) {
          readMetadata(field.getValue(), metadata);
        } else {
          infos.add(readTensor(field.getKey(), field.getValue()));
        }
      }
      infos.sort(Comparator.comparingLong(TensorInfo::offset).thenComparingLong(TensorInfo::bytes));
      Map<String, TensorInfo> tensors = new LinkedHashMap<>();
      long end = 0;
      for (TensorInfo info : infos) {
        if (info.offset() != end) {
          throw malformed(
              at(info.name()),
              "data that begins at byte " + end + ", where the tensor before it ends",
              info.offset());
        }
        end += info.bytes();
        tensors.put(info.name(), info);
      }
      if (end != dataBytes) {
        throw malformed(
            path, end + " bytes of data", dataBytes + (end > dataBytes ? ", cut off" : ""));
      }
      return new SafetensorsHeader(
          Collections.unmodifiableMap(metadata), Collections.unmodifiableMap(tensors), dataStart);
    }

    private void readMetadata(JsonNode node, Map<String, String> metadata) {
      if (!node.isObject()) {
        throw malformed(at(Safetensors.METADATA_KEY), "a map of text", node.getNodeType());
      }
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (!field.getValue().isTextual()) {
          throw malformed(
              at(Safetensors.METADATA_KEY + "." + field.getKey()),
              "text",
              field.getValue().getNodeType());
        }
        metadata.put(field.getKey(), field.getValue().textValue());
      }
    }

    private TensorInfo readTensor(String name, JsonNode node) {
      ElementType type = readType(name, node.path("dtype"));
      Shape shape = Shape.of(readLongs(name, node, "shape"));
      long[] offsets = readLongs(name, node, "data_offsets");
      if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes) {
        throw malformed(
            at(name),
            "data_offsets [begin,end] within " + dataBytes + " bytes of data",
            Arrays.toString(offsets) + (offsets.length == 2 ? ", perhaps cut off" : ""));
      }
      TensorInfo info = new TensorInfo(name, type, shape, offsets[0]);
      long bytes = bytesOf(info);
      if (bytes != offsets[1] - offsets[0]) {
        throw malformed(
            at(name),
            bytes < 0 ? "a shape that fits a file" : bytes + " bytes for " + type + " " + shape,
            bytes < 0 ? shape : offsets[1] - offsets[0]);
      }
      return info;
    }

    private ElementType readType(String name, JsonNode node) {
      for (ElementType type : ElementType.values()) {
        if (type.name().equals(node.textValue())) {
          return type;
        }
      }
      throw new InputException(
          "unknown element type",
          at(name),
          "one of " + Arrays.toString(ElementType.values()),
          node.isMissingNode() ? "none" : node,
          "Convert the tensor to one of these types");
    }

    private long[] readLongs(String name, JsonNode tensor, String key) {
      JsonNode node = tensor.path(key);
      if (!node.isArray()) {
        throw malformed(at(name), key + " as a list of numbers", kind(node));
      }
      long[] values = new long[node.size()];
      for (int i = 0; i < values.length; i++) {
        JsonNode value = node.get(i);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
          throw malformed(at(name), key + " of whole numbers from 0", kind(value));
        }
        values[i] = value.longValue();
      }
      return values;
    }

    private static String kind(JsonNode node) {
      return node.isMissingNode() ? "nothing" : node.isValueNode() ? node.asText() : "a structure";
    }

    // -1 if the product does not fit; a zero further on does not excuse that.
    private static long bytesOf(TensorInfo info) {
      try {
        return info.bytes();
      } catch (ArithmeticException overflow) {
        return -1;
      }
    }

    private String at(String name) {
      return path + ": " + name;
    }
  }
}
