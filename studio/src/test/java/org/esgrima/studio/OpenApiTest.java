package org.esgrima.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description and the server say the same. */
class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "post", "delete", "put", "patch");

  @TempDir private Path runs;

  @Test
  void theDocumentIsValid() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      String text = new String(open.get("/openapi.json").body(), StandardCharsets.UTF_8);
      ParseOptions options = new ParseOptions();
      options.setResolve(true);
      SwaggerParseResult result = new OpenAPIV3Parser().readContents(text, List.of(), options);
      assertThat(result.getMessages()).isEmpty();
      assertThat(result.getOpenAPI().getPaths()).isNotEmpty();
    }
  }

  @Test
  void everyRouteIsDescribedAndEveryDescriptionHasARoute() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      Set<String> described = new TreeSet<>();
      for (var path : open.json("/openapi.json").path("paths").properties()) {
        for (var operation : path.getValue().properties()) {
          if (METHODS.contains(operation.getKey())) {
            described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
          }
        }
      }
      assertThat(open.studio.addresses()).isEqualTo(described);
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() throws Exception {
    try (OpenStudio open = OpenStudio.of(runs)) {
      JsonNode document = open.json("/openapi.json");
      List<String> references = document.findValuesAsText("$ref");
      assertThat(references).isNotEmpty();
      for (String reference : references) {
        assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      }
    }
  }
}
