package org.esgrima.studio.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.esgrima.train.SettingCatalogue;
import org.esgrima.train.monitor.Evidence;
import org.esgrima.train.monitor.Remedies;
import org.junit.jupiter.api.Test;

/**
 * All words of the page stand in two files that say the same, and everything it asks for is there.
 */
class LanguageFilesTest {
  private static final Path WEB = Path.of("src/main/resources/org/esgrima/studio/web");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
  private static final Pattern AHEAD = Pattern.compile("\"modulepreload\" href=\"/([^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]*?\"(\\.[^\"]+)\";");
  private static final Pattern ASKED = Pattern.compile("\\bt\\(\\s*\"([^\"]+)\"");

  @Test
  void bothLanguagesHaveTheSameKeys() throws IOException {
    assertThat(words("pt-BR").keySet()).isEqualTo(words("en").keySet());
  }

  @Test
  void bothLanguagesHaveTheSamePlaceholders() throws IOException {
    Map<String, String> portuguese = words("pt-BR");
    words("en")
        .forEach(
            (key, text) ->
                assertThat(placeholders(portuguese.get(key)))
                    .as(key)
                    .isEqualTo(placeholders(text)));
  }

  @Test
  void wordsAreTextWithoutMarkup() throws IOException {
    for (String language : List.of("en", "pt-BR")) {
      words(language)
          .forEach((key, text) -> assertThat(text).as(key).isNotBlank().doesNotContain("<", "&"));
    }
  }

  @Test
  void everyKeyThatThePageAsksForIsThere() throws IOException {
    Set<String> known = new TreeSet<>(words("en").keySet());
    known.addAll(known.stream().map(key -> key.replaceFirst("\\.(one|other)$", "")).toList());
    Set<String> asked = new TreeSet<>();
    for (String source : sources().values()) {
      ASKED.matcher(source).results().map(found -> found.group(1)).forEach(asked::add);
    }
    assertThat(asked).hasSizeGreaterThan(100);
    assertThat(known).containsAll(asked);
  }

  @Test
  void settingsInsideOthersHavePortugueseWordsAndNoneTooMany() throws IOException {
    Set<String> english = new TreeSet<>();
    for (SettingCatalogue.Entry setting : SettingCatalogue.top().values()) {
      for (String type : SettingCatalogue.choices(setting.element()).keySet()) {
        english.add(SettingCatalogue.meaning(setting.element(), type));
        SettingCatalogue.below(setting.key(), setting.element(), type)
            .forEach(inside -> english.add(inside.text()));
      }
    }
    assertThat(words("settings.pt-BR").keySet()).isEqualTo(english);
    assertThat(words("settings.pt-BR").values())
        .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("<", "&"));
  }

  @Test
  void whatTheMonitorSaysHasWords() throws IOException {
    Set<String> known = words("en").keySet();
    for (Evidence.Kind kind : Evidence.Kind.values()) {
      String key = "evidence." + kind.key();
      assertThat(known.contains(key) || known.contains(key + ".other")).as(key).isTrue();
    }
    assertThat(known).containsAll(Remedies.words().stream().map(w -> "remedy." + w).toList());
  }

  @Test
  void nothingBecomesMarkup() throws IOException {
    sources()
        .forEach(
            (file, source) ->
                assertThat(source)
                    .as(file)
                    .doesNotContain(
                        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")
                    .doesNotContain("eval(", "new Function", "setAttribute(\"style\""));
    assertThat(Files.readString(WEB.resolve("index.html")))
        .doesNotContain("<style", "style=", "onclick", "javascript:")
        .doesNotContainPattern("<script(?![^>]*src=)");
  }

  @Test
  void whatIsFetchedAheadIsAllThatTheFirstModuleNeeds() throws IOException {
    Set<Path> needed = new TreeSet<>();
    needs(WEB.resolve("js/main.js"), needed);
    Set<Path> ahead = new TreeSet<>();
    AHEAD
        .matcher(Files.readString(WEB.resolve("index.html")))
        .results()
        .forEach(link -> ahead.add(WEB.resolve(link.group(1))));
    assertThat(ahead).isEqualTo(needed);
  }

  private static void needs(Path module, Set<Path> needed) throws IOException {
    for (MatchResult found : IMPORT.matcher(Files.readString(module)).results().toList()) {
      Path other = module.resolveSibling(found.group(1)).normalize();
      if (needed.add(other)) {
        needs(other, needed);
      }
    }
  }

  @Test
  void modulesStayShort() throws IOException {
    sources().forEach((file, source) -> assertThat(source.lines()).as(file).hasSizeLessThan(200));
  }

  private static Map<String, String> words(String language) throws IOException {
    JsonNode tree = new ObjectMapper().readTree(WEB.resolve("lang/" + language + ".json").toFile());
    Map<String, String> words = new TreeMap<>();
    tree.properties().forEach(entry -> words.put(entry.getKey(), entry.getValue().asText()));
    return words;
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(WEB.resolve("js"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".js")).toList()) {
        sources.put(WEB.relativize(file).toString(), Files.readString(file));
      }
    }
    return sources;
  }
}
