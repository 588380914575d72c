package org.esgrima.studio.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What was read of files, for as long as the files stay the same; the least used go first. */
final class Kept<T> {
  private final int most;
  private final Map<Path, Entry<T>> entries = new LinkedHashMap<>(16, 0.75f, true);

  /** A file at one moment; two moments with the same stamp have the same content. */
  record Stamp(Object key, FileTime modified, long size) {
    /** The stamp of a file; null if it is not there. */
    static Stamp of(Path file) {
      try {
        BasicFileAttributes read = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(read.fileKey(), read.lastModifiedTime(), read.size());
      } catch (IOException e) {
        return null; // not there, or not readable: whoever reads it will say so
      }
    }
  }

  private record Entry<T>(Stamp stamp, T value) {}

  /** Keeps so many. */
  Kept(int most) {
    this.most = most;
  }

  /** What {@code read} makes of a file, made anew only if the file has changed. */
  T get(Path file, Function<Path, T> read) {
    Stamp stamp = Stamp.of(file);
    synchronized (entries) {
      Entry<T> entry = entries.get(file);
      if (entry != null && stamp != null && Objects.equals(entry.stamp(), stamp)) {
        return entry.value();
      }
    }
    T value = read.apply(file);
    synchronized (entries) {
      entries.put(file, new Entry<>(stamp, value));
      if (entries.size() > most) {
        entries.remove(entries.keySet().iterator().next());
      }
    }
    return value;
  }
}
