package org.esgrima.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.io.TensorInfo;

/**
 * What a packed file says about its images; see {@link PackedDataset}.
 *
 * @param name the set's short name
 * @param columns the label columns
 */
record PackedHeader(String name, List<LabelColumn> columns) {
  static final String IMAGES = "images";
  static final String LABELS = "labels";
  static final String SHA256 = "sha256";

  private static final String FORMAT = "esgrima-images";
  private static final String VERSION = "1";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES).build();

  /** The metadata of a file that is to hold a set. */
  static Map<String, String> metadata(Dataset dataset) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("version", VERSION);
    metadata.put("name", dataset.name());
    try {
      List<Map<String, Object>> columns =
          dataset.labelColumns().stream()
              .map(
                  column ->
                      Map.<String, Object>of(
                          "name", column.name(), "classNames", column.classNames()))
              .toList();
      metadata.put("columns", JSON.writeValueAsString(columns));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("label columns cannot be written as JSON", e);
    }
    return metadata;
  }

  /** Reads and checks everything except the pixels. */
  static PackedHeader read(SafetensorsFile file) {
    Map<String, String> metadata = file.metadata();
    String format = metadata.getOrDefault("format", FORMAT);
    String version = metadata.getOrDefault("version", VERSION);
    if (format.equals(FORMAT) && !version.equals(VERSION)) {
      throw new InputException(
          "packed images of another version",
          file.path(),
          "version " + VERSION,
          "version " + version,
          "Use the program that wrote the file, or pack the images anew");
    }
    long images = requireImages(file);
    if (file.contains(SHA256)) {
      requireShape(file, SHA256, ElementType.U8, Shape.of(32));
    }
    long count = 0;
    if (file.contains(LABELS)) {
      Shape shape = file.entry(LABELS).shape();
      count = shape.rank() == 2 ? shape.size(1) : 0;
      requireShape(file, LABELS, ElementType.F32, Shape.of(images, count));
    }
    List<LabelColumn> columns = columns(file, count);
    requireClasses(file, images, columns);
    String leaf = file.path().getFileName().toString().replaceFirst("\\.safetensors$", "");
    return new PackedHeader(metadata.getOrDefault("name", leaf), columns);
  }

  private static long requireImages(SafetensorsFile file) {
    if (!file.contains(IMAGES)) {
      throw wrong(file, "a tensor 'images' of type U8", "the tensors " + file.names());
    }
    TensorInfo info = file.entry(IMAGES);
    Shape shape = info.shape();
    if (info.type() != ElementType.U8
        || shape.rank() != 4
        || (shape.size(1) != 1 && shape.size(1) != 3)
        || shape.elements() == 0) {
      throw wrong(file, "images U8 [N,C,H,W], C = 1 or 3, not empty", info.type() + " " + shape);
    }
    return shape.size(0);
  }

  private static void requireShape(
      SafetensorsFile file, String tensor, ElementType type, Shape shape) {
    TensorInfo info = file.entry(tensor);
    if (info.type() != type || !info.shape().equals(shape)) {
      throw wrong(file, tensor + " " + type + " " + shape, info.type() + " " + info.shape());
    }
  }

  private static List<LabelColumn> columns(SafetensorsFile file, long count) {
    String text = file.metadata().get("columns");
    if (text == null) {
      return LongStream.range(0, count).mapToObj(i -> LabelColumn.number("label" + i)).toList();
    }
    LabelColumn[] columns;
    try {
      columns = JSON.readValue(text, LabelColumn[].class);
    } catch (JsonProcessingException e) {
      throw wrong(file, "label columns as JSON", "'" + e.getOriginalMessage() + "'");
    }
    if (columns == null || Arrays.asList(columns).contains(null)) {
      throw wrong(file, "label columns as JSON", text);
    }
    if (columns.length != count) {
      throw wrong(file, columns.length + " labels for each image, as the metadata say", count);
    }
    return List.of(columns);
  }

  private static void requireClasses(SafetensorsFile file, long images, List<LabelColumn> columns) {
    if (columns.stream().noneMatch(LabelColumn::isClass)) {
      return;
    }
    int row = columns.size() * Float.BYTES;
    for (long i = 0; i < images; i++) {
      ByteBuffer labels = file.bytes(LABELS, i * row, row);
      for (LabelColumn column : columns) {
        float label = labels.getFloat();
        int classes = column.classNames().size();
        if (column.isClass() && (label != (int) label || label < 0 || label >= classes)) {
          throw wrong(
              file,
              "class numbers from 0 to " + (classes - 1) + " for " + column.name(),
              label + " for image " + i);
        }
      }
    }
  }

  private static InputException wrong(SafetensorsFile file, Object expected, Object got) {
    return new InputException(
        "not a file of packed images",
        file.path(),
        expected,
        got,
        "Give a file written by 'esgrima data pack'");
  }
}
