package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.esgrima.InputException;

/** Small files in the published formats, good and bad. */
public final class RawFiles {
  private RawFiles() {}

  /** A directory of real data sets, or the test is skipped. */
  public static Path data(String name) {
    Path directory = Path.of(System.getProperty("esgrima.data", "absent"), name);
    assumeTrue(Files.isDirectory(directory), "no data set at " + directory);
    return directory;
  }

  /** IDX images: pixel j of image i is i + j. */
  static byte[] idxImages(int count, int rows, int columns) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + count * rows * columns);
    bytes.putInt(2051).putInt(count).putInt(rows).putInt(columns);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < rows * columns; j++) {
        bytes.put((byte) (i + j));
      }
    }
    return bytes.array();
  }

  static byte[] idxLabels(int... labels) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length);
    bytes.putInt(2049).putInt(labels.length);
    for (int label : labels) {
      bytes.put((byte) label);
    }
    return bytes.array();
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] sample(Dataset dataset, long index) {
    byte[] bytes = new byte[SampleBytes.of(dataset)];
    dataset.read(index, ByteBuffer.wrap(bytes));
    return bytes;
  }

  static float[] labels(Dataset dataset, long index) {
    float[] labels = new float[dataset.labelColumns().size()];
    dataset.readLabels(index, labels);
    return labels;
  }

  /** An {@link InputException} of one line that contains all texts. */
  static void expectRefused(ThrowingCallable action, String... texts) {
    assertThatThrownBy(action)
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(texts)
        .hasMessageNotContaining("\n");
  }
}
