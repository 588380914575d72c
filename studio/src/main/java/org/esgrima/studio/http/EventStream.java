package org.esgrima.studio.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Server-sent events to one visitor. No thread waits for the visitor: what cannot be sent yet is
 * kept, and whoever lets more than {@value #MOST_WAITING} bytes gather is dropped (a browser
 * connects again by itself and gets everything anew).
 */
public final class EventStream {
  private static final int MOST_WAITING = 8 << 20;

  private final Response response;
  private final Callback completion;
  private final Runnable ended;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean writing;
  private boolean closing;
  private boolean closed;

  EventStream(Response response, Callback completion, Runnable ended) {
    this.response = response;
    this.completion = completion;
    this.ended = ended;
    raw("retry: 2000\n\n");
  }

  /** Sends an event. */
  public void send(String event, JsonNode data) {
    raw("event: " + event + "\ndata: " + data + "\n\n");
  }

  /** Sends nothing, so that a visitor who is gone is noticed and a proxy does not give up. */
  public void beat() {
    raw(": \n\n");
  }

  /** Ends the stream after what was sent. */
  public void close() {
    synchronized (this) {
      closing = true;
    }
    next();
  }

  /** Whether the visitor is gone. */
  public synchronized boolean isClosed() {
    return closed || closing;
  }

  private void raw(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean tooSlow;
    synchronized (this) {
      if (closed || closing) {
        return;
      }
      waiting.add(bytes);
      waitingBytes += bytes.length;
      tooSlow = waitingBytes > MOST_WAITING;
    }
    if (tooSlow) {
      end(new IllegalStateException("the visitor does not read"));
    } else {
      next();
    }
  }

  private void next() {
    byte[] bytes;
    boolean last;
    synchronized (this) {
      if (writing || closed) {
        return;
      }
      bytes = waiting.poll();
      last = bytes == null && closing;
      if (bytes == null && !last) {
        return;
      }
      writing = true;
      waitingBytes -= bytes == null ? 0 : bytes.length;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
    response.write(last, buffer, Callback.from(() -> written(last), this::end));
  }

  private void written(boolean last) {
    synchronized (this) {
      writing = false;
    }
    if (last) {
      end(null);
    } else {
      next();
    }
  }

  private void end(Throwable failure) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
    }
    ended.run();
    if (failure == null) {
      completion.succeeded();
    } else {
      completion.failed(failure);
    }
  }
}
