package org.esgrima.studio.http;

/**
 * Errors that are the program's own fault: shown in the terminal of the studio, with their place.
 */
public final class Unexpected {
  private Unexpected() {}

  /** Prints one. */
  public static void print(Throwable error) {
    System.err.println("esgrima: unexpected error in the studio; please report it:");
    error.printStackTrace();
  }
}
