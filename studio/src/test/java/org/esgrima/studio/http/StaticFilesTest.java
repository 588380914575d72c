package org.esgrima.studio.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.esgrima.studio.Studio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
  private final StaticFiles files = new StaticFiles(Studio.class);

  @Test
  void thePageAndItsLibrariesAreFound() throws Exception {
    assertThat(files.find("/").orElseThrow().type()).startsWith("text/html");
    Answer library = files.find("/webjars/uplot/dist/uPlot.esm.js").orElseThrow();
    assertThat(library.type()).startsWith("text/javascript");
    assertThat(new String(library.body(), 0, 400, StandardCharsets.UTF_8)).contains("uPlot");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing.js",
        "/openapi.yaml",
        "/../openapi.yaml",
        "/Studio.class",
        "/js",
        "/js/",
        "//index.html",
        "/index.html/",
        "/.index.html",
        "/webjars/uplot",
        "/webjars/uplot/../uplot/dist/uPlot.esm.js",
        "/webjars/nothing/dist/x.js",
        "/webjars//x.js"
      })
  void everythingElseIsNot(String path) throws Exception {
    assertThat(files.find(path)).isEmpty();
  }
}
