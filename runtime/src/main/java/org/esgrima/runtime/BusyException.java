package org.esgrima.runtime;

/**
 * A generator has so much waiting for it that it refuses more: nothing was begun, and the same call
 * may succeed a little later. A server answers it with 503.
 */
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BusyException(int waiting, int most) {
    super(
        "the generator is busy: "
            + waiting
            + " samples are waiting for it, and at most "
            + most
            + " may. Try again a little later.");
  }
}
