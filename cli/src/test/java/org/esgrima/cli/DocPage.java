package org.esgrima.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation in Markdown.
 *
 * @param file where it lies
 * @param text all of it
 */
record DocPage(Path file, String text) {
  private static final Pattern FENCE =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  // Inside <( … ) and before a comment or pipe, too.
  private static final Pattern COMMAND =
      Pattern.compile("\\./esgrima((?: +(?:\"[^\"]*\"|[^\\s#|)\"]+))*)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  /** The top directory of the project. */
  static Path root() {
    return Path.of(System.getProperty("esgrima.root", "..")).toAbsolutePath().normalize();
  }

  static DocPage of(String name) throws IOException {
    Path file = root().resolve(name);
    return new DocPage(file, Files.readString(file));
  }

  /** Both front pages, then all of {@code docs} by name. */
  static List<DocPage> all() throws IOException {
    List<DocPage> pages = new ArrayList<>(List.of(of("README.md"), of("README.pt-BR.md")));
    try (Stream<Path> files = Files.list(root().resolve("docs"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        pages.add(new DocPage(file, Files.readString(file)));
      }
    }
    return pages;
  }

  /** The fenced blocks of one language. */
  List<String> blocks(String language) {
    return FENCE
        .matcher(text)
        .results()
        .filter(match -> match.group(1).equals(language))
        .map(match -> match.group(2))
        .toList();
  }

  /** The arguments of every {@code ./esgrima …} in shell blocks, in order. */
  List<List<String>> commands() {
    return blocks("sh").stream()
        .flatMap(String::lines)
        .flatMap(line -> COMMAND.matcher(line).results())
        .map(match -> words(match.group(1)))
        .toList();
  }

  private static List<String> words(String arguments) {
    return WORD.matcher(arguments)
        .results()
        .map(word -> word.group(1) != null ? word.group(1) : word.group())
        .toList();
  }

  /** Targets of links and images that lie in this project. */
  List<String> relativeLinks() {
    List<String> links = new ArrayList<>();
    Matcher matcher = LINK.matcher(FENCE.matcher(text).replaceAll(""));
    while (matcher.find()) {
      if (!matcher.group(1).matches("[a-z]+:.*")) {
        links.add(matcher.group(1));
      }
    }
    return links;
  }

  /** Anchors of all headings, as GitHub makes them. */
  List<String> anchors() {
    return text.lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ *", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  @Override
  public String toString() {
    return root().relativize(file).toString();
  }
}
