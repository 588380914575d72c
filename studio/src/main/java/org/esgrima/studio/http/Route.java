package org.esgrima.studio.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address that the server knows.
 *
 * @param method {@code GET}, {@code POST}, {@code DELETE}
 * @param template such as {@code /api/runs/{run}/samples/{sheet}}; a part in braces takes one
 *     segment, checked by its handler
 * @param handler what happens
 */
public record Route(String method, String template, Handler handler) {
  private static final Pattern SLASH = Pattern.compile("/");

  /** What happens at an address. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers a request.
     *
     * @throws HttpError for whatever is not followed
     * @throws Exception an {@code InputException} becomes 422, anything else 500
     */
    Reply handle(Call call) throws Exception;
  }

  /** A route that answers at once. */
  static Route now(String method, String template, Simple handler) {
    return new Route(method, template, call -> new Reply.Now(handler.handle(call)));
  }

  /** What happens at an address that answers at once. */
  @FunctionalInterface
  public interface Simple {
    /** As {@link Handler#handle}. */
    Answer handle(Call call) throws Exception;
  }

  /** The values of the parts in braces; empty if the path is another one. */
  Optional<Map<String, String>> match(String path) {
    String[] expected = SLASH.split(template, -1);
    String[] got = SLASH.split(path, -1);
    if (expected.length != got.length) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < expected.length; i++) {
      if (expected[i].startsWith("{")) {
        values.put(expected[i].substring(1, expected[i].length() - 1), got[i]);
      } else if (!expected[i].equals(got[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
