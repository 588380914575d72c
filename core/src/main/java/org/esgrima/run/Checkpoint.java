package org.esgrima.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.esgrima.InputException;
import org.esgrima.io.IoConsumer;
import org.esgrima.io.Json;
import org.esgrima.io.Safetensors;
import org.esgrima.io.SafetensorsFile;
import org.esgrima.io.Shape;
import org.esgrima.io.TensorInfo;
import org.esgrima.torch.Autograd;
import org.esgrima.torch.NamedTensors;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * The state of a run after some step, in one safetensors file (format 1).
 *
 * <p>Tensors are named {@code section/name}. A section is one owner of state ({@code G}, {@code D},
 * {@code G-ema}, {@code G-optimizer}, {@code random} …), without a slash in its name; the name
 * after the first slash is the owner's own, for networks that of the reference implementation in
 * PyTorch: {@code G/main.0.weight}. A section without tensors leaves no trace.
 *
 * <p>The file's metadata, all text:
 *
 * <pre>
 * format            esgrima-checkpoint
 * format-version    1
 * esgrima-version   the version that wrote the file
 * architecture      JSON of the architecture record, which rebuilds the networks
 * …                 whatever else the writer gives, such as counters and config, as JSON
 * </pre>
 *
 * <p>The first three are written here; {@code architecture} and the rest are the caller's. The
 * container itself is described at {@link Safetensors}.
 */
public final class Checkpoint implements AutoCloseable {
  /** The format written here and the newest that is read. */
  public static final int FORMAT = 1;

  /** Metadata key of the architecture record as JSON. */
  public static final String ARCHITECTURE = "architecture";

  /** The section of the average of the generator's weights, which makes samples. */
  public static final String AVERAGE = "G-ema";

  private static final int MOST_LISTED = 3;

  private final SafetensorsFile file;

  private Checkpoint(SafetensorsFile file) {
    this.file = file;
  }

  /**
   * Writes a checkpoint, atomically; tensors are copied from their device one at a time.
   *
   * @param target replaced if it exists
   * @param sections tensors by section and name, for example {@link NamedTensors#asMap}
   * @param metadata further text; must not use the three keys written here
   * @throws InputException if the file cannot be written
   */
  public static void write(
      Path target, Map<String, Map<String, Tensor>> sections, Map<String, String> metadata) {
    List<Safetensors.Source> sources = new ArrayList<>();
    sections.forEach(
        (section, tensors) -> {
          if (section.isEmpty() || section.contains("/")) {
            throw new IllegalArgumentException("section name is empty or has a slash: " + section);
          }
          tensors.forEach((name, tensor) -> sources.add(source(section + "/" + name, tensor)));
        });
    Safetensors.write(target, CheckpointFormat.stamped(metadata), sources);
  }

  private static Safetensors.Source source(String name, Tensor tensor) {
    IoConsumer<WritableByteChannel> content = out -> out.write(littleEndian(tensor));
    return new Safetensors.Source(name, tensor.elementType(), tensor.shape(), content);
  }

  private static ByteBuffer littleEndian(Tensor tensor) {
    requireLittleEndian();
    return tensor.toBytes();
  }

  // libtorch is published for little-endian processors only, so that no bytes need swapping.
  private static void requireLittleEndian() {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new UnsupportedOperationException("checkpoints need a little-endian processor");
    }
  }

  /**
   * Opens a checkpoint and checks its header and length.
   *
   * @throws InputException if the file is missing, cut off, damaged, of another kind, or of a
   *     format newer than {@link #FORMAT} (the message says which Esgrima wrote it)
   */
  public static Checkpoint open(Path path) {
    return of(SafetensorsFile.open(path));
  }

  /**
   * As {@link #open}, of a file whose content is in memory already.
   *
   * @param name where the content comes from, for {@link #path} and messages
   * @param content the whole file; not copied
   */
  public static Checkpoint of(Path name, byte[] content) {
    return of(SafetensorsFile.of(name, content));
  }

  private static Checkpoint of(SafetensorsFile file) {
    try {
      CheckpointFormat.require(file);
      return new Checkpoint(file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Where the file lies. */
  public Path path() {
    return file.path();
  }

  /** All text that travels with the tensors. */
  public Map<String, String> metadata() {
    return file.metadata();
  }

  /**
   * One piece of text.
   *
   * @throws InputException if the checkpoint has none of that key
   */
  public String metadata(String key) {
    String text = file.metadata().get(key);
    if (text == null) {
      throw new InputException(
          "checkpoint without " + key,
          path(),
          "metadata " + key,
          "only " + file.metadata().keySet(),
          "Give a checkpoint that a trainer has written");
    }
    return text;
  }

  /**
   * One piece of JSON.
   *
   * @throws InputException as {@link #metadata(String)}, or if it is no JSON
   */
  public JsonNode json(String key) {
    return Json.parseJson(metadata(key), where(key));
  }

  /** Where that metadata stand, for messages. */
  public String where(String key) {
    return path() + ": " + key;
  }

  /**
   * Refuses a checkpoint of another architecture.
   *
   * @param expected the architecture record of the network that is to be restored
   * @throws InputException naming the keys that differ
   */
  public void requireArchitecture(Object expected) {
    JsonNode stored = json(ARCHITECTURE);
    // By way of text, since a record's tree tells 1 of type int from 1 of type long.
    JsonNode wanted = Json.parseJson(Json.json(expected), where(ARCHITECTURE));
    List<String> differences = new ArrayList<>();
    JsonDifference.collect("", wanted, stored, differences);
    if (!differences.isEmpty()) {
      throw new InputException(
          "checkpoint of another architecture",
          path(),
          "the architecture of this run",
          listed(differences),
          "Give a checkpoint of this run, or change the settings to those of the checkpoint");
    }
  }

  /** All sections that have tensors. */
  public Set<String> sections() {
    Set<String> sections = new LinkedHashSet<>();
    for (String name : file.names()) {
      sections.add(name.substring(0, Math.max(0, name.indexOf('/'))));
    }
    return sections;
  }

  /** Names of a section's tensors, without the section; empty if there is no such section. */
  public Set<String> names(String section) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : file.names()) {
      if (name.startsWith(section + "/")) {
        names.add(name.substring(section.length() + 1));
      }
    }
    return names;
  }

  /** Bytes of a section's tensors in the file. */
  public long bytes(String section) {
    return names(section).stream()
        .mapToLong(name -> file.entry(section + "/" + name).bytes())
        .sum();
  }

  /**
   * A text that changes whenever the metadata or a section's tensors do: a checksum of 64 bits, in
   * two halves (CRC-32 and CRC-32C, of coprime polynomials). It tells a checkpoint from all that
   * were not made to deceive, at the speed of reading and without libtorch; SHA-256 is ten times
   * slower in a Java program that has just started.
   */
  public String fingerprint(String section) {
    List<Checksum> halves = List.of(new CRC32(), new CRC32C());
    for (Checksum half : halves) {
      file.metadata().forEach((key, text) -> update(half, key + '=' + text + '\n'));
      for (String name : names(section)) {
        TensorInfo info = file.entry(section + "/" + name);
        update(half, name + ' ' + info.type() + info.shape() + '\n');
        for (long from = 0; from < info.bytes(); from += SafetensorsFile.MAX_SLICE) {
          long length = Math.min(info.bytes() - from, SafetensorsFile.MAX_SLICE);
          half.update(file.bytes(info.name(), from, length));
        }
      }
    }
    return "%08x%08x".formatted(halves.get(0).getValue(), halves.get(1).getValue());
  }

  private static void update(Checksum checksum, String text) {
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sizes of one tensor.
   *
   * @throws InputException if there is none of that name
   */
  public Shape shape(String section, String name) {
    return file.entry(section + "/" + name).shape();
  }

  /**
   * A copy of one tensor on the processor, in the caller's scope.
   *
   * @throws InputException if there is none of that name
   */
  public Tensor tensor(String section, String name) {
    requireLittleEndian();
    TensorInfo info = file.entry(section + "/" + name);
    return Tensor.of(info.type(), info.shape(), file.bytes(info.name()));
  }

  /**
   * Overwrites every tensor of {@code target} with that of the same name. Either all are
   * overwritten or, when anything does not fit, none.
   *
   * @throws InputException listing what differs: missing and unexpected names, shapes, types
   */
  public void restore(String section, NamedTensors target) {
    List<String> differences = differences(section, target);
    if (!differences.isEmpty()) {
      throw new InputException(
          "checkpoint does not fit",
          path() + ": " + section,
          target.size() + " tensors of the same names, shapes and types",
          listed(differences),
          "Give a checkpoint of the same architecture and settings");
    }
    try (Autograd.NoGrad noGrad = Autograd.noGrad()) {
      for (String name : target.names()) {
        try (Scope scope = Scope.open()) { // one at a time, so that memory holds one copy only
          target.get(name).copyFrom(tensor(section, name));
        }
      }
    }
  }

  private List<String> differences(String section, NamedTensors target) {
    List<String> differences = new ArrayList<>();
    Set<String> stored = names(section);
    if (stored.isEmpty() && target.size() > 0) {
      return List.of("no section " + section + ", only " + sections());
    }
    target
        .asMap()
        .forEach(
            (name, tensor) -> {
              if (!stored.contains(name)) {
                differences.add("missing " + name);
                return;
              }
              TensorInfo info = file.entry(section + "/" + name);
              String got = info.type() + info.shape().toString();
              String wanted = tensor.elementType() + tensor.shape().toString();
              if (!got.equals(wanted)) {
                differences.add(name + " is " + got + " instead of " + wanted);
              }
            });
    for (String name : stored) {
      if (!target.contains(name)) {
        differences.add("unexpected " + name);
      }
    }
    return differences;
  }

  private static String listed(List<String> differences) {
    String first =
        String.join("; ", differences.subList(0, Math.min(MOST_LISTED, differences.size())));
    int more = differences.size() - MOST_LISTED;
    return more > 0 ? first + "; and " + more + " more" : first;
  }

  @Override
  public void close() {
    file.close();
  }
}
