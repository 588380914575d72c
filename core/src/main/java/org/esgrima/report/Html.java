package org.esgrima.report;

import java.util.List;

/**
 * Text of a page that grows piece by piece. Whatever comes from outside goes through {@link #text}
 * or {@link #escape}; {@link #raw} is for markup of this program only.
 */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** The five characters that mean something in HTML become references. */
  static String escape(Object value) {
    return String.valueOf(value)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Markup as it is. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text, escaped. */
  Html text(Object value) {
    return raw(escape(value));
  }

  /** An element that holds text; {@code tag} may have attributes: {@code p class=note}. */
  Html element(String tag, Object text) {
    return open(tag).text(text).close(tag);
  }

  Html open(String tag) {
    return raw("<").raw(tag).raw(">");
  }

  Html close(String tag) {
    return raw("</").raw(tag.split(" ", 2)[0]).raw(">\n");
  }

  /** A table inside a frame that scrolls where the window is narrow. */
  Html table(List<String> head, List<? extends List<?>> rows) {
    raw("<div class=scroll><table><thead><tr>");
    head.forEach(cell -> element("th", cell));
    raw("</tr></thead><tbody>");
    for (List<?> row : rows) {
      raw("<tr>");
      row.forEach(cell -> element("td", cell));
      raw("</tr>\n");
    }
    return raw("</tbody></table></div>\n");
  }

  /** Begins a part of the page that is folded. */
  Html folded(String heading) {
    return raw("<details><summary>").text(heading).raw("</summary>\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
