package org.esgrima.studio.http;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.esgrima.InputException;
import org.esgrima.io.Sha256;

/** Takes a request from Jetty to its route or file, and its answer back. */
final class Dispatcher extends Handler.Abstract {
  private static final int MOST_STREAMS = 64;
  // Bytes of large answers that slow visitors may let wait, together.
  private static final long MOST_UNDER_WAY = 256L << 20;
  private static final int LARGE = 1 << 20;
  private static final long MOST_UNREAD = 16L << 20; // of a body that nobody wants

  /** Nothing but our own files; pictures also as data and blobs, which scripts make. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self';"
          + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin");

  private final Guard guard;
  private final Routes routes;
  private final StaticFiles files;
  private final Set<EventStream> streams;
  private final AtomicLong underWay = new AtomicLong();

  Dispatcher(Guard guard, Routes routes, StaticFiles files, Set<EventStream> streams) {
    this.guard = guard;
    this.routes = routes;
    this.files = files;
    this.streams = streams;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ALWAYS.forEach((name, value) -> response.getHeaders().put(name, value));
    Reply reply;
    try {
      reply = reply(request);
    } catch (Throwable e) {
      reply = new Reply.Now(answerTo(e));
    }
    if (reply instanceof Reply.Now now) {
      send(request, response, callback, now.answer());
    } else if (reply instanceof Reply.Later later) {
      later
          .answer()
          .whenComplete(
              (answer, e) -> send(request, response, callback, e == null ? answer : answerTo(e)));
    } else if (reply instanceof Reply.Events events) {
      stream(request, response, callback, events);
    }
    return true;
  }

  private Reply reply(Request request) throws Exception {
    String method = request.getMethod();
    String path = Request.getPathInContext(request);
    String query = request.getHttpURI().getQuery();
    guard.check(method, path, query, request.getHeaders());
    Optional<String> token = guard.tokenIn(query);
    if (token.isPresent() && method.equals("GET") && !path.startsWith("/api/")) {
      return new Reply.Now(
          new Answer(
              303,
              "text/plain",
              new byte[0],
              Map.of("Location", path, "Set-Cookie", Guard.cookie(token.get()))));
    }
    Optional<Routes.Match> match = routes.find(method, path);
    if (match.isPresent()) {
      return match.get().route().handler().handle(new Call(request, match.get().values()));
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw HttpError.missing("no such address: " + method + " " + shortened(path));
    }
    return new Reply.Now(
        files
            .find(path)
            .orElseThrow(() -> HttpError.missing("no such address: " + shortened(path))));
  }

  private static String shortened(String path) {
    return path.length() > 200 ? path.substring(0, 200) + "…" : path;
  }

  /** An error as an answer; what is our own fault is also printed. */
  static Answer answerTo(Throwable thrown) {
    Throwable e =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (e instanceof HttpError error) {
      return error.answer();
    }
    if (e instanceof InputException input) {
      return HttpError.refused(input.getMessage()).answer();
    }
    Unexpected.print(e);
    return HttpError.internal(e).answer();
  }

  private void send(Request request, Response response, Callback callback, Answer answer) {
    int size = answer.body().length;
    if (size <= LARGE) {
      write(request, response, callback, answer);
    } else if (underWay.addAndGet(size) > MOST_UNDER_WAY) {
      underWay.addAndGet(-size);
      HttpError full = HttpError.busy("too many large answers are under way; try again", 2);
      write(request, response, callback, full.answer());
    } else {
      Runnable over = () -> underWay.addAndGet(-size);
      write(request, response, Callback.from(callback, over), answer);
    }
  }

  private static void write(Request request, Response response, Callback callback, Answer answer) {
    afterBody(request, response, MOST_UNREAD, () -> writeNow(request, response, callback, answer));
  }

  /**
   * Answers when all of the request has come. A connection that is closed before may be reset, and
   * then the client never sees the answer; one that stays open must not have the rest of a body
   * where the next request is expected.
   *
   * @param most bytes that are waited for
   */
  private static void afterBody(Request request, Response response, long most, Runnable answer) {
    long left = most;
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        long now = left;
        request.demand(() -> afterBody(request, response, now, answer));
        return;
      }
      boolean broken = Content.Chunk.isFailure(chunk);
      left -= chunk.remaining();
      chunk.release();
      if (broken || left < 0) {
        response.getHeaders().put("Connection", "close");
      }
      if (broken || left < 0 || chunk.isLast()) {
        answer.run();
        return;
      }
    }
  }

  private static void writeNow(
      Request request, Response response, Callback callback, Answer answer) {
    HttpFields.Mutable headers = response.getHeaders();
    answer.headers().forEach(headers::put);
    byte[] body = answer.body();
    int status = answer.status();
    if (status == 200 && Answer.ASK_AGAIN.equals(answer.headers().get("Cache-Control"))) {
      String tag = '"' + Sha256.of(body).substring(0, 24) + '"';
      headers.put("ETag", tag);
      HttpField asked = request.getHeaders().getField("If-None-Match");
      if (asked != null && tag.equals(asked.getValue())) {
        status = 304;
        body = new byte[0];
      }
    }
    response.setStatus(status);
    if (status != 304) {
      headers.put("Content-Type", answer.type());
      headers.put("Content-Length", body.length);
    }
    boolean head = request.getMethod().equals("HEAD");
    response.write(true, head ? null : ByteBuffer.wrap(body), callback);
  }

  private void stream(Request request, Response response, Callback callback, Reply.Events events) {
    if (streams.size() >= MOST_STREAMS) {
      HttpError full =
          HttpError.busy(MOST_STREAMS + " pages are watching already; close one of them", 10);
      send(request, response, callback, full.answer());
      return;
    }
    response.setStatus(200);
    response.getHeaders().put("Content-Type", "text/event-stream; charset=utf-8");
    response.getHeaders().put("Cache-Control", Answer.NEVER);
    response.getHeaders().put("X-Accel-Buffering", "no");
    EventStream[] self = new EventStream[1];
    EventStream stream = new EventStream(response, callback, () -> forget(self[0]));
    self[0] = stream;
    streams.add(stream);
    events.begin().accept(stream);
  }

  private void forget(EventStream stream) {
    if (stream != null) {
      streams.remove(stream);
    }
  }
}
