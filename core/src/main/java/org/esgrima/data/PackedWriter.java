package org.esgrima.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.ElementType;
import org.esgrima.io.Safetensors;
import org.esgrima.io.Safetensors.Source;
import org.esgrima.io.Shape;

/** Writes a packed file in one pass; see {@link PackedDataset}. */
final class PackedWriter {
  private static final int BUFFER = 1 << 20;

  private final Dataset dataset;
  private final LongConsumer progress;
  private final ContentDigest digest;

  private PackedWriter(Dataset dataset, LongConsumer progress) {
    this.dataset = dataset;
    this.progress = progress;
    this.digest = new ContentDigest(dataset);
  }

  static void write(Dataset dataset, Path target, LongConsumer progress) {
    AtomicFile.requireAbsent(target);
    if (dataset.elementType() != ElementType.U8 || dataset.sampleShape().rank() != 3) {
      throw new InputException(
          "not a set of images",
          dataset.name(),
          "samples U8 [C,H,W]",
          dataset.elementType() + " " + dataset.sampleShape(),
          "Only images are packed");
    }
    if (dataset.size() == Dataset.UNLIMITED) {
      throw new InputException(
          "an unlimited set cannot be packed",
          dataset.name(),
          "a number of samples",
          "a set that never ends",
          "Say how many samples to take");
    }
    new PackedWriter(dataset, progress).write(target);
  }

  private void write(Path target) {
    Shape images = dataset.sampleShape().batched(dataset.size());
    int columns = dataset.labelColumns().size();
    List<Source> sources = new ArrayList<>();
    if (columns > 0) {
      Shape labels = Shape.of(dataset.size(), columns);
      sources.add(new Source(PackedHeader.LABELS, ElementType.F32, labels, this::writeLabels));
    }
    sources.add(new Source(PackedHeader.IMAGES, ElementType.U8, images, this::writeImages));
    // Comes last in the file's order (labels, images, sha256): the digest is complete by then.
    sources.add(
        new Source(
            PackedHeader.SHA256,
            ElementType.U8,
            Shape.of(32),
            out -> out.write(ByteBuffer.wrap(digest.bytes()))));
    Safetensors.write(target, PackedHeader.metadata(dataset), sources);
  }

  private void writeLabels(WritableByteChannel out) throws IOException {
    float[] labels = new float[dataset.labelColumns().size()];
    ByteBuffer buffer = buffer(labels.length * Float.BYTES);
    for (long i = 0; i < dataset.size(); i++) {
      dataset.readLabels(i, labels);
      if (buffer.remaining() < labels.length * Float.BYTES) {
        drain(buffer, out);
      }
      for (float label : labels) {
        buffer.putFloat(label);
      }
    }
    drain(buffer, out);
  }

  private void writeImages(WritableByteChannel out) throws IOException {
    int bytes = SampleBytes.of(dataset);
    ByteBuffer buffer = buffer(bytes);
    for (long i = 0; i < dataset.size(); i++) {
      if (buffer.remaining() < bytes) {
        drain(buffer, out);
      }
      int start = buffer.position();
      dataset.read(i, buffer);
      buffer.position(start + bytes);
      progress.accept(i + 1);
    }
    drain(buffer, out);
  }

  private void drain(ByteBuffer buffer, WritableByteChannel out) throws IOException {
    buffer.flip();
    digest.update(buffer);
    out.write(buffer);
    buffer.clear();
  }

  private static ByteBuffer buffer(int row) {
    return ByteBuffer.allocate(Math.max(BUFFER, row)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
