package org.esgrima.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.esgrima.io.AtomicFile;

/**
 * A page of {@code docs}: the prose of its template, a resource of the same name, with the figures
 * in place of {@code {{name}}}. Figures of earlier commands are kept in a directory, so that one
 * case can be measured again without the others.
 */
final class Page {
  private final String template;
  private final Path kept;

  /**
   * A page.
   *
   * @param template name of the resource
   * @param kept directory of the figures
   */
  Page(String template, Path kept) {
    this.template = template;
    this.kept = kept;
  }

  /** Takes in what was measured: the row of a case, and lines that stand below its table. */
  void put(String group, String name, String row, List<String> notes) {
    List<String> lines = new ArrayList<>(List.of(row));
    lines.addAll(notes);
    try {
      Path file = kept.resolve(group).resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the page.
   *
   * @param sections headers of the tables and names of their cases, in order
   */
  void write(Path target, Map<String, Section> sections) {
    Map<String, String> texts = new LinkedHashMap<>();
    sections.forEach((group, section) -> texts.put(group, text(group, section)));
    fill(target, template, texts);
  }

  /** Writes the page of a template with texts in place of their names. */
  static void fill(Path target, String template, Map<String, String> texts) {
    String page = read(template);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      page = page.replace("{{" + text.getKey() + "}}", text.getValue());
    }
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(target, out -> out.write(bytes));
  }

  /** A table: its first lines and its cases. */
  record Section(List<String> header, List<String> cases) {}

  private String text(String group, Section section) {
    List<String> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String name : section.cases()) {
      List<String> lines = read(kept.resolve(group).resolve(name));
      if (lines.isEmpty()) {
        notes.add("- " + name + ": not measured.");
      } else {
        rows.add(lines.get(0));
        notes.addAll(lines.subList(1, lines.size()));
      }
    }
    Stream<String> table =
        rows.isEmpty() ? Stream.of() : Stream.concat(section.header().stream(), rows.stream());
    Stream<String> below =
        notes.isEmpty() ? Stream.of() : Stream.concat(Stream.of(""), notes.stream());
    return String.join("\n", Stream.concat(table, below).toList()).strip();
  }

  private static List<String> read(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String template) {
    try (InputStream stream = Page.class.getResourceAsStream(template)) {
      if (stream == null) {
        throw new IllegalStateException("missing resource: " + template);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
