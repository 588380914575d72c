package org.esgrima.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.esgrima.io.AtomicFile;

/** The frame of every page: one file that needs no other and asks nobody for anything. */
final class Page {
  private Page() {}

  /** A whole page around what stands in it. */
  static String of(String title, Html body) {
    // In one pass over the frame only, so that nothing of the body is taken for a place.
    StringBuilder page = new StringBuilder();
    String frame = resource("page.html");
    int at = 0;
    for (int open; (open = frame.indexOf("{{", at)) >= 0; ) {
      int close = frame.indexOf("}}", open);
      page.append(frame, at, open);
      page.append(
          switch (frame.substring(open + 2, close)) {
            case "title" -> Html.escape(title);
            case "style" -> resource("page.css");
            case "script" -> resource("page.js");
            case "body" -> body.toString();
            default -> throw new IllegalStateException("unknown place in page.html");
          });
      at = close + 2;
    }
    return page.append(frame.substring(at)).toString();
  }

  static void write(Path file, String page) {
    AtomicFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }

  private static String resource(String name) {
    try (InputStream stream = Page.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("missing from the jar: " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
