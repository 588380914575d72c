package org.esgrima.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The fingerprint of a finite set's content: SHA-256 over a description (element type, sample
 * shape, size, label columns), then all labels (float32), then all samples, little endian. Two sets
 * of the same content have the same fingerprint whatever files they come from.
 */
final class ContentDigest {
  private final MessageDigest sha256 = sha256();

  /** Begins with the description of a set. */
  ContentDigest(Dataset dataset) {
    StringBuilder text = new StringBuilder("esgrima content 1\n");
    text.append(dataset.elementType()).append(' ').append(dataset.sampleShape());
    text.append(' ').append(dataset.size()).append('\n');
    for (LabelColumn column : dataset.labelColumns()) {
      text.append(column.name()).append(' ').append(column.classNames()).append('\n');
    }
    sha256.update(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The fingerprint of a whole set: reads every label and every sample once. */
  static String of(Dataset dataset) {
    ContentDigest digest = new ContentDigest(dataset);
    long size = dataset.size();
    int columns = dataset.labelColumns().size();
    float[] labels = new float[columns];
    ByteBuffer row = littleEndian(columns * Float.BYTES);
    for (long i = 0; columns > 0 && i < size; i++) {
      dataset.readLabels(i, labels);
      row.clear();
      for (float label : labels) {
        row.putFloat(label);
      }
      digest.update(row.flip());
    }
    ByteBuffer sample = littleEndian(SampleBytes.of(dataset));
    for (long i = 0; i < size; i++) {
      dataset.read(i, sample.clear());
      digest.update(sample.clear());
    }
    return digest.hex();
  }

  /** SHA-256 of a text, hexadecimal. */
  static String ofText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** Takes the remaining bytes of a buffer and leaves its position alone. */
  void update(ByteBuffer bytes) {
    sha256.update(bytes.duplicate());
  }

  byte[] bytes() {
    return sha256.digest();
  }

  String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
