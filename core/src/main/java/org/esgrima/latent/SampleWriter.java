package org.esgrima.latent;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongConsumer;
import org.esgrima.InputException;
import org.esgrima.architecture.Conditions;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.ElementType;
import org.esgrima.io.IoConsumer;
import org.esgrima.io.Npy;
import org.esgrima.io.Safetensors;
import org.esgrima.io.Shape;
import org.esgrima.run.Build;
import org.esgrima.run.ImageGrid;
import org.esgrima.run.Png;
import org.esgrima.run.PointSheet;

/**
 * Writes what a generator makes of a row of seeds. Samples are made in chunks, so that memory does
 * not grow with their number, and every output appears whole or not at all.
 *
 * @param generator makes the samples
 * @param firstSeed seed of the first sample, at least 0
 * @param count number of samples of each class that is asked for, at least 1
 * @param classes numbers of classes, written one after the other, each with the same seeds; empty =
 *     the seeds decide
 * @param psi ψ of {@link org.esgrima.architecture.Truncation} of all samples; 1 = none
 * @param chunk samples made at once, at least 1; of no influence on the pictures
 * @param overwrite whether an existing output is replaced
 * @param progress is told the number of samples made so far; what it throws ends the work and
 *     leaves nothing behind
 */
public record SampleWriter(
    SampleSource generator,
    long firstSeed,
    long count,
    List<Integer> classes,
    double psi,
    int chunk,
    boolean overwrite,
    LongConsumer progress) {
  /** Largest sheet in pixels; larger ones would need more memory than everything else. */
  public static final long MAX_SHEET_PIXELS = 40_000_000;

  private static final int MAX_SHEET_POINTS = 200_000;
  private static final float MARGIN = 1.25f;

  /** Checks the numbers. */
  public SampleWriter {
    classes = List.copyOf(classes);
    require(firstSeed >= 0, "seed", "0 or more", firstSeed);
    require(count >= 1, "count", "1 or more", count);
    require(chunk >= 1, "batch", "1 or more", chunk);
  }

  private static void require(boolean right, String key, String expected, long got) {
    if (!right) {
      throw new InputException("value out of range", key, expected, got, "Change this option");
    }
  }

  /**
   * Writes one picture of all samples: images in rows, or points in the plane.
   *
   * @param file a PNG
   * @param columns images in a row; if absent the sheet is about square; of no effect on points
   * @throws InputException if the sheet would have more than {@link #MAX_SHEET_PIXELS}, or the file
   *     exists or cannot be written
   */
  public void sheet(Path file, OptionalInt columns) {
    Outputs.requireWritable(file, overwrite);
    try {
      Png.write(file, generator.makesImages() ? images(file, columns) : points(file));
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(file, e);
    }
  }

  /** Number of samples in all. */
  private long total() {
    return Math.multiplyExact(count, (long) Math.max(1, classes.size()));
  }

  private BufferedImage images(Path file, OptionalInt columns) throws IOException {
    Shape one = generator.sampleShape();
    int scale = ImageGrid.fitting((int) Math.min(total(), 1000), one.size(1)).scale();
    long columnCount = columns.isPresent() ? columns.getAsInt() : defaultColumns();
    if (pixels(columnCount, scale) > MAX_SHEET_PIXELS) {
      scale = 1;
    }
    if (pixels(columnCount, scale) > MAX_SHEET_PIXELS) {
      throw tooLarge(file, MAX_SHEET_PIXELS + " pixels", pixels(columnCount, scale) + " pixels");
    }
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(total() * one.elements()));
    forEachChunk(samples -> all.put(Outputs.uint8(samples)));
    return new ImageGrid((int) columnCount, scale).draw(all.array(), one.batched(total()));
  }

  /** A row for each class, or about a square. */
  private long defaultColumns() {
    return classes.size() > 1 ? count : (long) Math.ceil(Math.sqrt((double) count));
  }

  private long pixels(long columns, int scale) {
    Shape one = generator.sampleShape();
    long rows = (total() + columns - 1) / columns;
    long cell = ImageGrid.PADDING;
    return Math.multiplyExact(
        columns * (one.size(2) * scale + cell), rows * (one.size(1) * scale + cell));
  }

  private BufferedImage points(Path file) throws IOException {
    if (total() > MAX_SHEET_POINTS) {
      throw tooLarge(file, MAX_SHEET_POINTS + " points", total() + " points");
    }
    float[] all = new float[Math.toIntExact(2 * total())];
    int[] filled = {0};
    forEachChunk(
        values -> {
          System.arraycopy(values, 0, all, filled[0], values.length);
          filled[0] += values.length;
        });
    float largest = Float.MIN_NORMAL;
    for (float coordinate : all) {
      largest = Math.max(largest, Math.abs(coordinate));
    }
    return PointSheet.draw(new float[0], all, largest * MARGIN);
  }

  private static InputException tooLarge(Path file, String expected, String got) {
    return new InputException(
        "too many samples for one sheet",
        file,
        "at most " + expected,
        got,
        "Give a smaller --count, or a directory, .npy or .safetensors as --out");
  }

  /**
   * Writes one PNG for each image, named by its seed, {@code seed0000007.png}, and by the number of
   * its class where one is asked for, {@code class003-seed0000007.png}.
   *
   * @param directory made here; an existing one is replaced only if it is empty or, with {@link
   *     #overwrite}, holds nothing but such files
   * @throws InputException if samples are no images, or the directory exists or cannot be written
   */
  public void directory(Path directory) {
    Outputs.requireImages(generator, directory, "Write a sheet, .npy or .safetensors");
    Shape one = generator.sampleShape().batched(1);
    Outputs.writeDirectory(
        directory,
        overwrite,
        temporary -> {
          long[] made = {0};
          int bytes = Math.toIntExact(one.elements());
          forEachChunk(
              samples -> {
                byte[] pixels = Outputs.uint8(samples);
                for (int at = 0; at < pixels.length; at += bytes) {
                  byte[] image = Arrays.copyOfRange(pixels, at, at + bytes);
                  BufferedImage picture = Outputs.picture(image, one);
                  Png.write(temporary.resolve(fileName(made[0]++)), picture);
                }
              });
        });
  }

  private String fileName(long index) {
    String name = Outputs.fileName(seed(index));
    return classes.isEmpty() ? name : Outputs.className(classOf(index)) + name;
  }

  private long seed(long index) {
    return firstSeed + index % count;
  }

  private int classOf(long index) {
    return classes.isEmpty() ? Conditions.ANY : classes.get(Math.toIntExact(index / count));
  }

  /**
   * Writes a NumPy array: images uint8 [N,C,H,W] in [0, 255], points float32 [N,2].
   *
   * @throws InputException if the file exists or cannot be written
   */
  public void npy(Path file) {
    Outputs.requireWritable(file, overwrite);
    Shape shape = generator.sampleShape().batched(total());
    if (generator.makesImages()) {
      Npy.write(
          file,
          ElementType.U8,
          shape,
          sink -> forEachChunk(samples -> sink.put(Outputs.uint8(samples))));
    } else {
      Npy.write(file, ElementType.F32, shape, sink -> forEachChunk(sink::put));
    }
  }

  /**
   * Writes a safetensors file. Images take the form of a packed data set (see {@link
   * org.esgrima.data.PackedDataset}), tensor {@code images} U8 [N,C,H,W], so that another run can
   * learn from them; points are a tensor {@code points} F32 [N,2]. The metadata names run,
   * checkpoint and first seed.
   *
   * @throws InputException if the file exists or cannot be written
   */
  public void safetensors(Path file) {
    Outputs.requireWritable(file, overwrite);
    boolean images = generator.makesImages();
    Map<String, String> metadata = new LinkedHashMap<>();
    if (images) {
      metadata.put("format", "esgrima-images");
      metadata.put("version", "1");
    }
    metadata.put("name", generator.name() + "-synthetic");
    metadata.put("checkpoint", generator.file().toString());
    metadata.put("first-seed", Long.toString(firstSeed));
    metadata.put("truncation", Double.toString(psi));
    metadata.put("esgrima-version", Build.version());
    Safetensors.write(
        file,
        metadata,
        List.of(
            new Safetensors.Source(
                images ? "images" : "points",
                images ? ElementType.U8 : ElementType.F32,
                generator.sampleShape().batched(total()),
                out -> forEachChunk(samples -> put(out, samples)))));
  }

  private void put(WritableByteChannel out, float[] values) throws IOException {
    if (generator.makesImages()) {
      out.write(ByteBuffer.wrap(Outputs.uint8(values)));
      return;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    out.write(bytes);
  }

  private void forEachChunk(IoConsumer<float[]> use) throws IOException {
    for (long made = 0; made < total(); ) {
      int next = (int) Math.min(chunk, total() - made);
      long first = made;
      long[] seeds = new long[next];
      int[] wanted = new int[next];
      Arrays.setAll(seeds, i -> seed(first + i));
      Arrays.setAll(wanted, i -> classOf(first + i));
      use.accept(generator.values(seeds, wanted, psi));
      made += next;
      progress.accept(made);
    }
  }
}
