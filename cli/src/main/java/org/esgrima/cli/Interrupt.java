package org.esgrima.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jline.utils.Signals;

/**
 * Ctrl-C as a request: the first one asks for an end in good order, the second ends the program at
 * once. SIGTERM asks in the same way. Until this is closed.
 */
final class Interrupt implements AutoCloseable {
  /** What shells expect of a program that Ctrl-C has ended. */
  static final int EXIT_CODE = 130;

  private final Runnable request;
  private final Map<String, Object> before = new LinkedHashMap<>();
  private volatile boolean requested;

  /**
   * Begins to listen.
   *
   * @param request is called by another thread, once
   */
  Interrupt(Runnable request) {
    this.request = request;
    for (String signal : new String[] {"INT", "TERM"}) {
      Object previous = Signals.register(signal, this::signalled);
      if (previous != null) {
        before.put(signal, previous);
      }
    }
  }

  private synchronized void signalled() {
    if (requested) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    requested = true;
    request.run();
  }

  /** Whether an end was asked for. */
  boolean requested() {
    return requested;
  }

  /**
   * For work in small pieces: ends it.
   *
   * @throws Requested if an end was asked for
   */
  void check() {
    if (requested) {
      throw new Requested();
    }
  }

  @Override
  public void close() {
    before.forEach(Signals::unregister);
  }

  /** Work was broken off because the user asked for it. */
  static final class Requested extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
