package org.esgrima.studio.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that is not followed: status, a word for programs, a line for people. */
public final class HttpError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final int retryAfterSeconds;

  private HttpError(int status, String code, String message, int retryAfterSeconds) {
    super(message.replaceAll("\\s*\\R\\s*", " ").strip());
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** 400: a parameter cannot be used. */
  public static HttpError wrong(String what, String expected, Object got) {
    return new HttpError(
        400, "wrong", "unusable value: %s: expected %s, got %s".formatted(what, expected, got), 0);
  }

  /** 401: the token is missing. */
  public static HttpError unknownVisitor() {
    return new HttpError(
        401,
        "token",
        "this studio is not on loopback: expected its token, got none or another."
            + " Open the address that it printed when it started",
        0);
  }

  /** 403: a request from somewhere else. */
  public static HttpError forbidden(String message) {
    return new HttpError(403, "forbidden", message, 0);
  }

  /** 404. */
  public static HttpError missing(String message) {
    return new HttpError(404, "missing", message, 0);
  }

  /** 405. */
  public static HttpError method(String allowed) {
    return new HttpError(405, "method", "this address allows only " + allowed, 0);
  }

  /** 409: not in this state. */
  public static HttpError conflict(String message) {
    return new HttpError(409, "conflict", message, 0);
  }

  /** 413: too many bytes. */
  public static HttpError tooLarge(long most) {
    return new HttpError(413, "too-large", "the body has more than " + most + " bytes", 0);
  }

  /** 415: another kind of body. */
  public static HttpError kindOfBody(String expected, String got) {
    return new HttpError(
        415, "media-type", "expected a body of type %s, got %s".formatted(expected, got), 0);
  }

  /** 422: asked rightly, but it will not work. */
  public static HttpError refused(String message) {
    return new HttpError(422, "refused", message, 0);
  }

  /** 422: a file of a run is damaged. */
  public static HttpError broken(String message) {
    return new HttpError(422, "broken", message, 0);
  }

  /** 429: too much is waiting. */
  public static HttpError tooMany(String message, int retryAfterSeconds) {
    return new HttpError(429, "too-many", message, retryAfterSeconds);
  }

  /** 503: not at this moment. */
  public static HttpError busy(String message, int retryAfterSeconds) {
    return new HttpError(503, "busy", message, retryAfterSeconds);
  }

  /** 500: our fault. */
  static HttpError internal(Throwable e) {
    return new HttpError(
        500,
        "internal",
        "unexpected %s; the studio's terminal has more".formatted(e.getClass().getSimpleName()),
        0);
  }

  /** The status. */
  public int status() {
    return status;
  }

  /** As an answer. */
  Answer answer() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.putObject("error").put("code", code).put("message", getMessage());
    Answer answer = Answer.json(status, tree);
    return retryAfterSeconds == 0
        ? answer
        : answer.with("Retry-After", Integer.toString(retryAfterSeconds));
  }
}
