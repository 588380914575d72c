package org.esgrima.studio.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** One request, read with limits. */
public final class Call {
  /** Bytes of a JSON body. */
  public static final int LONGEST_JSON = 2 << 20;

  private static final int LONGEST_PARAMETER = 8_192;
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxStringLength(65_536)
                          .maxNumberLength(64)
                          .build())
                  .build())
          .build();

  private final Request request;
  private final Map<String, String> path;
  private final Fields query;

  Call(Request request, Map<String, String> path) {
    this.request = request;
    this.path = path;
    this.query = Request.extractQueryParameters(request);
  }

  /** The value of a part of the path. */
  public String path(String name) {
    return path.get(name);
  }

  /** A header; empty if it is missing. */
  public String header(String name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value;
  }

  /** A parameter, if it was given and is not empty. */
  public Optional<String> parameter(String name) {
    String value = query.getValue(name);
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    if (value.length() > LONGEST_PARAMETER) {
      throw HttpError.wrong(name, "at most " + LONGEST_PARAMETER + " characters", "more");
    }
    return Optional.of(value.strip());
  }

  /** A whole number. */
  public long integer(String name, long least, long most, long usual) {
    String text = parameter(name).orElse(null);
    if (text == null) {
      return usual;
    }
    long value = INTEGER.matcher(text).matches() ? Long.parseLong(text) : Long.MIN_VALUE;
    if (value < least || value > most) {
      throw HttpError.wrong(name, "a whole number from " + least + " to " + most, text);
    }
    return value;
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name, boolean usual) {
    String text = parameter(name).orElse(Boolean.toString(usual));
    if (!text.equals("true") && !text.equals("false")) {
      throw HttpError.wrong(name, "true or false", text);
    }
    return text.equals("true");
  }

  /** A number. */
  public double number(String name, double least, double most, double usual) {
    String text = parameter(name).orElse(null);
    return text == null ? usual : number(name, text, least, most);
  }

  /** A number that is a part of a parameter. */
  public static double number(String name, String text, double least, double most) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (!(value >= least && value <= most)) {
      throw HttpError.wrong(name, "a number from " + least + " to " + most, text);
    }
    return value;
  }

  /** The media type of the body, without its parameters, in lower case. */
  public String bodyType() {
    return header(HttpHeader.CONTENT_TYPE.asString())
        .replaceFirst(";.*", "")
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /**
   * The body as a JSON object.
   *
   * @throws HttpError 413, 415 or 400
   */
  public ObjectNode json() throws IOException {
    // A form of another page cannot have this type without the browser asking us first.
    if (!bodyType().equals("application/json")) {
      throw HttpError.kindOfBody("application/json", bodyType().isEmpty() ? "none" : bodyType());
    }
    byte[] body = bytes(LONGEST_JSON);
    JsonNode tree;
    try {
      tree = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw HttpError.wrong("body", "a JSON object", e.getOriginalMessage());
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw HttpError.wrong("body", "a JSON object", "something else");
  }

  /**
   * The body.
   *
   * @throws HttpError if it is longer than {@code most}
   */
  public byte[] bytes(int most) throws IOException {
    if (request.getLength() > most) {
      throw HttpError.tooLarge(most);
    }
    byte[] body = Content.Source.asInputStream(request).readNBytes(most + 1);
    if (body.length > most) {
      throw HttpError.tooLarge(most);
    }
    return body;
  }
}
