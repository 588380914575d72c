package org.esgrima.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The pieces of the page that generates, from resources, and large things as text inside it. */
final class WebPage {
  private WebPage() {}

  static byte[] bytes(String name) throws IOException {
    try (InputStream stream = WebPage.class.getResourceAsStream("web/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("missing from the jar: web/" + name);
      }
      return stream.readAllBytes();
    }
  }

  static String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  static String texts(String... names) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : names) {
      all.append(text(name)).append('\n');
    }
    return all.toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }

  /** Compressed by gzip, in base 64. */
  static String packed(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return base64(bytes.toByteArray());
  }

  /** What was packed into a page under that name. */
  static byte[] unpacked(String page, String id) throws IOException {
    String start = "id=\"" + id + "\">";
    int from = page.indexOf(start) + start.length();
    String text = page.substring(from, page.indexOf("</script>", from));
    try (GZIPInputStream gzip =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      return gzip.readAllBytes();
    }
  }

  /** A frame with its places, {@code {{name}}}, filled; nothing that is put in is a place. */
  static String filled(String frame, Map<String, String> parts) {
    return Stream.of(frame.split("\\{\\{", -1))
        .map(
            piece -> {
              int close = piece.indexOf("}}");
              return close < 0
                  ? piece
                  : parts.get(piece.substring(0, close)) + piece.substring(close + 2);
            })
        .collect(Collectors.joining());
  }
}
