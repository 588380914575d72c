package org.esgrima.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.esgrima.InputException;
import org.esgrima.io.ElementType;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.io.TensorInfo;

/**
 * Images in one memory-mapped safetensors file: for sets larger than memory, and for starting at
 * once.
 *
 * <pre>
 * tensor    type  shape        content
 * images    U8    [N,C,H,W]    C = 1 or 3, values 0 to 255
 * labels    F32   [N,L]        optional
 * sha256    U8    [32]         optional: the fingerprint, computed when the file was written
 *
 * metadata
 * format    esgrima-images
 * version   1
 * name      the set's short name
 * columns   JSON: [{"name":"digit","classNames":["0","1"]},{"name":"slant","classNames":[]}]
 * </pre>
 *
 * <p>All metadata is optional, so that other programs can write such files: the name is then that
 * of the file, and the label columns are numbers called {@code label0}, {@code label1} …
 *
 * @see org.esgrima.io.Safetensors
 */
public final class PackedDataset implements Dataset {
  private final SafetensorsFile file;
  private final String name;
  private final List<LabelColumn> labelColumns;
  private final Shape sampleShape;
  private final int sampleBytes;
  private final long size;
  private String fingerprint = "";

  private PackedDataset(SafetensorsFile file) {
    this.file = file;
    PackedHeader header = PackedHeader.read(file);
    this.name = header.name();
    this.labelColumns = header.columns();
    TensorInfo images = file.entry(PackedHeader.IMAGES);
    this.size = images.shape().size(0);
    this.sampleShape =
        Shape.of(images.shape().size(1), images.shape().size(2), images.shape().size(3));
    this.sampleBytes = SampleBytes.of(this);
  }

  /**
   * Opens a packed file; the images stay on the disk until they are read.
   *
   * @throws InputException if the file is missing, damaged or holds something else
   */
  public static PackedDataset open(Path path) {
    SafetensorsFile file = SafetensorsFile.open(path);
    try {
      return new PackedDataset(file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Writes a set of images as a packed file, in constant memory and atomically; as {@link
   * #write(Dataset, Path, LongConsumer)} without telling how far it is.
   */
  public static void write(Dataset dataset, Path target) {
    write(dataset, target, written -> {});
  }

  /**
   * Writes a set of images as a packed file, in constant memory and atomically.
   *
   * @param target must not exist
   * @param progress is told the number of images written so far, after each
   * @throws InputException if the target exists or cannot be written, if the set is unlimited or
   *     holds no images, or if an image cannot be read; nothing is left behind then
   */
  public static void write(Dataset dataset, Path target, LongConsumer progress) {
    PackedWriter.write(dataset, target, progress);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ElementType elementType() {
    return ElementType.U8;
  }

  @Override
  public Shape sampleShape() {
    return sampleShape;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public List<LabelColumn> labelColumns() {
    return labelColumns;
  }

  @Override
  public void read(long index, ByteBuffer target) {
    long from = Objects.checkIndex(index, size) * sampleBytes;
    target.put(file.bytes(PackedHeader.IMAGES, from, sampleBytes));
  }

  @Override
  public void readLabels(long index, float[] target) {
    long row = (long) labelColumns.size() * Float.BYTES;
    long from = Objects.checkIndex(index, size) * row;
    if (row > 0) {
      file.bytes(PackedHeader.LABELS, from, row)
          .asFloatBuffer()
          .get(target, 0, labelColumns.size());
    }
  }

  /** The fingerprint stored in the file, or computed from the whole content if there is none. */
  @Override
  public synchronized String fingerprint() {
    if (fingerprint.isEmpty()) {
      fingerprint =
          file.contains(PackedHeader.SHA256)
              ? storedFingerprint(file.bytes(PackedHeader.SHA256))
              : ContentDigest.of(this);
    }
    return fingerprint;
  }

  private static String storedFingerprint(ByteBuffer bytes) {
    byte[] digest = new byte[bytes.remaining()];
    bytes.get(digest);
    return HexFormat.of().formatHex(digest);
  }

  @Override
  public void close() {
    file.close();
  }
}
