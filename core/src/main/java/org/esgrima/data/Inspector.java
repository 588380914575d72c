package org.esgrima.data;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.data.Inspection.Balance;
import org.esgrima.data.Inspection.Count;
import org.esgrima.data.Inspection.Finding;
import org.esgrima.data.image.FolderSource;
import org.esgrima.data.image.ImageDecoder;
import org.esgrima.data.image.ImageHeader;
import org.esgrima.data.image.ImageSource;
import org.esgrima.data.image.Pixels;
import org.esgrima.data.image.ZipSource;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * Collects an {@link Inspection}. All processors read samples at the same time, each in a slot of
 * its own, so the result does not depend on their order.
 */
final class Inspector {
  // Each sample takes about 300 bytes.
  private static final int MAX_SAMPLES = 5_000_000;

  private final int samples;
  private final IntFunction<String> names;
  private final String[] reasons;
  private final String[] sizes;
  private final String[][] kinds;
  private final IdenticalSamples identical;
  private final SimilarImages similar;

  private Inspector(int samples, IntFunction<String> names) {
    this.samples = samples;
    this.names = names;
    this.reasons = new String[samples];
    this.sizes = new String[samples];
    this.kinds = new String[samples][];
    this.identical = new IdenticalSamples(samples);
    this.similar = new SimilarImages(samples);
  }

  static Inspection inspect(Path path) {
    try (ImageSource source =
        Files.isDirectory(path) ? FolderSource.of(path) : ZipSource.of(path)) {
      List<String> images = source.images();
      Inspector inspector = new Inspector(Math.min(images.size(), MAX_SAMPLES), images::get);
      String[] formats = new String[inspector.samples];
      inspector.forEach(i -> formats[i] = inspector.look(i, source, images.get(i)));
      List<Balance> classes = List.of();
      List<String> problems = new ArrayList<>();
      if (images.isEmpty()) {
        problems.add("There is no image.");
      }
      try {
        ImageLabels labels = ImageLabels.of(source);
        classes = inspector.balance(labels.columns(), labels.values()::get);
      } catch (InputException e) {
        problems.add(e.getMessage());
      }
      return inspector.inspection(
          path.toString(), images.size(), source.ignoredFiles(), formats, classes, problems);
    }
  }

  static Inspection inspect(Dataset dataset) {
    if (dataset instanceof DrawnPoints points && points.size() == Dataset.UNLIMITED) {
      return inspect(points.asGiven()); // jitter hides points that were drawn twice
    }
    boolean unlimited = dataset.size() == Dataset.UNLIMITED;
    long all = unlimited ? Inspection.UNLIMITED_SAMPLES : dataset.size();
    Inspector inspector = new Inspector((int) Math.min(all, MAX_SAMPLES), i -> "sample " + i);
    inspector.forEach(i -> inspector.look(i, dataset));
    int columns = dataset.labelColumns().size();
    List<Balance> classes =
        inspector.balance(
            dataset.labelColumns(),
            i -> {
              float[] values = new float[columns];
              dataset.readLabels(i, values);
              return values;
            });
    List<String> problems = dataset.size() == 0 ? List.of("There is no sample.") : List.of();
    return inspector.inspection(
        dataset.name(), dataset.size(), 0, new String[inspector.samples], classes, problems);
  }

  private interface Look {
    void at(int index);
  }

  private void forEach(Look look) {
    IntStream.range(0, samples)
        .parallel()
        .forEach(
            i -> {
              try {
                look.at(i);
              } catch (InputException e) {
                reasons[i] = e.getMessage();
              }
            });
  }

  /** Returns the format. */
  private String look(int index, ImageSource source, String image) {
    byte[] file = source.bytes(image);
    ImageHeader header = ImageDecoder.header(new ByteArrayInputStream(file), image);
    put(index, ImageDecoder.decode(file, image));
    List<String> kind = new ArrayList<>();
    kind.add(header.channels() == 1 ? "gray" : "colour");
    if (header.alpha()) {
      kind.add("with transparency");
    }
    if (header.bits() > 8) {
      kind.add("with 16 bits");
    }
    kinds[index] = kind.toArray(new String[0]);
    return header.format().label();
  }

  private void look(int index, Dataset dataset) {
    Shape shape = dataset.sampleShape();
    byte[] sample = new byte[Math.toIntExact(shape.elements() * dataset.elementType().bytes())];
    ByteBuffer buffer = ByteBuffer.wrap(sample).order(ByteOrder.LITTLE_ENDIAN);
    dataset.read(index, buffer);
    boolean image = dataset.elementType() == ElementType.U8 && shape.rank() == 3;
    if (image) {
      put(index, new Pixels((int) shape.size(0), (int) shape.size(1), (int) shape.size(2), sample));
      kinds[index] = new String[] {shape.size(0) == 1 ? "gray" : "colour"};
    } else {
      identical.put(index, shape.toString(), sample);
      kinds[index] = new String[] {"points of shape " + shape};
      for (long i = 0; dataset.elementType() == ElementType.F32 && i < shape.elements(); i++) {
        float value = buffer.getFloat((int) i * Float.BYTES);
        if (!Float.isFinite(value)) {
          reasons[index] = "contains " + value;
        }
      }
    }
  }

  private void put(int index, Pixels image) {
    String shape = image.channels() + "," + image.height() + "," + image.width();
    sizes[index] = image.width() + "x" + image.height();
    identical.put(index, shape, image.values());
    similar.put(index, image);
  }

  private List<Balance> balance(List<LabelColumn> columns, IntFunction<float[]> labels) {
    List<Balance> balances = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).isClass()) {
        long[] counts = new long[columns.get(c).classNames().size()];
        for (int i = 0; i < samples; i++) {
          if (reasons[i] == null) {
            counts[(int) labels.apply(i)[c]]++;
          }
        }
        List<Count> classes = new ArrayList<>();
        for (String name : columns.get(c).classNames()) {
          classes.add(new Count(name, counts[classes.size()]));
        }
        balances.add(new Balance(columns.get(c).name(), classes));
      }
    }
    return balances;
  }

  private Inspection inspection(
      String name,
      long size,
      int ignored,
      String[] formats,
      List<Balance> classes,
      List<String> problems) {
    List<Count> sizeCounts = counts(Stream.of(sizes));
    String usual = sizeCounts.isEmpty() ? "" : sizeCounts.get(0).what();
    List<List<Integer>> same = identical.groups();
    same.forEach(group -> group.subList(1, group.size()).forEach(similar::remove));
    return new Inspection(
        name,
        size,
        samples,
        ignored,
        findings(i -> reasons[i] != null, reasons),
        sizeCounts,
        findings(i -> sizes[i] != null && !sizes[i].equals(usual), sizes),
        counts(Stream.of(kinds).flatMap(kind -> kind == null ? Stream.empty() : Stream.of(kind))),
        counts(Stream.of(formats)),
        named(same),
        named(similar.groups()),
        classes,
        problems);
  }

  private List<Finding> findings(IntPredicate wanted, String[] details) {
    return IntStream.range(0, samples)
        .filter(wanted)
        .mapToObj(i -> new Finding(names.apply(i), details[i]))
        .toList();
  }

  private List<List<String>> named(List<List<Integer>> groups) {
    return groups.stream().map(group -> group.stream().map(names::apply).toList()).toList();
  }

  /** Most frequent first, then by name; nulls stand for samples that could not be read. */
  private static List<Count> counts(Stream<String> values) {
    Map<String, Long> counts = new TreeMap<>();
    values.filter(value -> value != null).forEach(value -> counts.merge(value, 1L, Long::sum));
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Count::count).reversed())
        .toList();
  }
}
