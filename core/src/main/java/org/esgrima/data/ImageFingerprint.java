package org.esgrima.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.esgrima.data.image.ImageSource;

/** SHA-256 over image files and their labels. */
final class ImageFingerprint {
  private ImageFingerprint() {}

  static String of(String rule, ImageSource source, ImageLabels labels) {
    List<String> images = source.images();
    byte[][] files = new byte[images.size()][];
    IntStream.range(0, files.length)
        .parallel()
        .forEach(i -> files[i] = sha256().digest(source.bytes(images.get(i))));
    MessageDigest all = sha256();
    all.update(rule.getBytes(StandardCharsets.UTF_8));
    all.update(labels.columns().toString().getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < files.length; i++) {
      all.update(files[i]);
      float[] values = labels.values().get(i);
      ByteBuffer numbers = ByteBuffer.allocate(values.length * Float.BYTES);
      for (float value : values) {
        numbers.putFloat(value);
      }
      all.update(numbers.array());
    }
    return HexFormat.of().formatHex(all.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
