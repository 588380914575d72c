package org.esgrima.studio.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a request gets: status, media type, body, headers beside those that every answer has. */
public final class Answer {
  private static final String JSON = "application/json";

  /** May be kept for good: its address changes with its content. */
  public static final String FOR_GOOD = "private, max-age=31536000, immutable";

  /** Must be asked for anew each time. */
  public static final String ASK_AGAIN = "no-cache";

  /** Must not be kept. */
  public static final String NEVER = "no-store";

  private final int status;
  private final String type;
  private final byte[] body;
  private final Map<String, String> headers;

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param type media type
   * @param body not copied, not to be changed
   * @param headers beside those that every answer has
   */
  public Answer(int status, String type, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.type = type;
    this.body = body;
    this.headers = Map.copyOf(headers);
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  byte[] body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** 200 with JSON. */
  public static Answer json(JsonNode tree) {
    return json(200, tree);
  }

  /** JSON. */
  public static Answer json(int status, JsonNode tree) {
    byte[] body = tree.toString().getBytes(StandardCharsets.UTF_8);
    return new Answer(status, JSON, body, Map.of("Cache-Control", NEVER));
  }

  /** JSON that is a text already. */
  public static Answer jsonText(byte[] text) {
    return new Answer(200, JSON, text, Map.of("Cache-Control", NEVER));
  }

  /** A picture. */
  public static Answer png(byte[] file) {
    return new Answer(200, "image/png", file, Map.of("Cache-Control", ASK_AGAIN));
  }

  /** Bytes of another kind. */
  public static Answer bytes(String type, byte[] body) {
    return new Answer(200, type, body, Map.of("Cache-Control", ASK_AGAIN));
  }

  /** The same with one more header, or another value of it. */
  public Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, type, body, all);
  }
}
