package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esgrima.data.RawFiles.expectRefused;
import static org.esgrima.data.RawFiles.gzip;
import static org.esgrima.data.RawFiles.labels;
import static org.esgrima.data.RawFiles.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  private static final int RECORD = 3073;

  @TempDir Path directory;

  @Test
  void readsAllTrainingBatchesByNumber() throws IOException {
    Files.write(directory.resolve("data_batch_10.bin"), batch(9));
    Files.write(directory.resolve("data_batch_2.bin.gz"), gzip(batch(3, 4)));
    Files.write(directory.resolve("data_batch_1.bin"), batch(1, 2));
    Files.write(directory.resolve("data_batch_1.bin.gz"), gzip(batch(1, 2)));
    Files.write(directory.resolve("test_batch.bin"), batch(7));
    Dataset train = Cifar10.open(directory, Split.TRAIN);
    assertThat(train.size()).isEqualTo(5);
    assertThat(train.sampleShape()).isEqualTo(Shape.of(3, 32, 32));
    float[] all = new float[5];
    for (int i = 0; i < 5; i++) {
      all[i] = labels(train, i)[0];
    }
    assertThat(all).containsExactly(1, 2, 3, 4, 9);
    byte[] pixels = sample(train, 4);
    assertThat(pixels[0]).isEqualTo((byte) 10);
    assertThat(pixels[1024]).isEqualTo((byte) 11);
    assertThat(pixels[3071]).isEqualTo((byte) 12);
    assertThat(train.labelColumns().get(0).classNames()).hasSize(10).contains("airplane", "truck");
    assertThat(labels(Cifar10.open(directory, Split.TEST), 0)).containsExactly(7f);
    assertThat(Cifar10.open(directory.resolve("test_batch.bin"), Split.TRAIN).size()).isEqualTo(1);
  }

  @Test
  void classNamesComeFromTheMetaFile() throws IOException {
    Files.write(directory.resolve("test_batch.bin"), batch(7));
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    Files.write(directory.resolve("batches.meta.txt"), names);
    assertThat(Cifar10.open(directory, Split.TEST).labelColumns())
        .containsExactly(LabelColumn.classes("class", names));
    Files.write(directory.resolve("batches.meta.txt"), names.subList(0, 9));
    expectRefused(() -> Cifar10.open(directory, Split.TEST), "wrong number of class names");
  }

  @Test
  void badBatchesAreRefused() throws IOException {
    expectRefused(() -> Cifar10.open(directory, Split.TEST), "missing CIFAR-10 batches");
    Path file = directory.resolve("test_batch.bin");
    Files.write(file, Arrays.copyOf(batch(1, 2), RECORD + 100));
    expectRefused(() -> Cifar10.open(directory, Split.TEST), "only 100 bytes in record 1");
    Files.write(file, batch(10));
    expectRefused(() -> Cifar10.open(directory, Split.TEST), "class 10 in record 0");
    Files.write(file, batch(255));
    expectRefused(() -> Cifar10.open(directory, Split.TEST), "class 255 in record 0");
    Files.write(file, new byte[0]);
    expectRefused(() -> Cifar10.open(directory, Split.TEST), "an empty file");
    byte[] compressed = gzip(batch(1, 2));
    Files.write(file, Arrays.copyOf(compressed, compressed.length - 10));
    expectRefused(() -> Cifar10.open(directory, Split.TEST), "truncated or damaged gzip");
    expectRefused(() -> Cifar10.open(directory, Split.TRAIN), "data_batch_1.bin", "test_batch.bin");
  }

  @Test
  void readsTheRealTestBatch() {
    Dataset test = Cifar10.open(RawFiles.data("cifar10"), Split.TEST);
    assertThat(test.size()).isEqualTo(10_000);
    assertThat(labels(test, 0)).containsExactly(3f);
    assertThat(test.labelColumns().get(0).classNames().get(3)).isEqualTo("cat");
    int[] counts = new int[10];
    for (int i = 0; i < 10_000; i++) {
      counts[(int) labels(test, i)[0]]++;
    }
    assertThat(counts).containsOnly(1000);
  }

  private static byte[] batch(int... classes) {
    byte[] bytes = new byte[classes.length * RECORD];
    for (int i = 0; i < classes.length; i++) {
      bytes[i * RECORD] = (byte) classes[i];
      for (int c = 0; c < 3; c++) {
        int from = i * RECORD + 1 + c * 1024;
        Arrays.fill(bytes, from, from + 1024, (byte) (classes[i] + 1 + c));
      }
    }
    return bytes;
  }
}
