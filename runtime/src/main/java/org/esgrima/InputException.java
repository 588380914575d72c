package org.esgrima;

/**
 * Something the user gave cannot be used: a file, an option, a directory, a value.
 *
 * <p>The message is one line that says what is wrong, where, what was expected, what was found and
 * what to do about it. The command line prints it without a stack trace and exits with code 2.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Describes unusable input.
   *
   * @param what what is wrong, for example {@code "truncated IDX file"}
   * @param where the file, option or configuration key
   * @param expected what would have been right
   * @param got what was found instead
   * @param remedy what the user can do, as a sentence without its final full stop, or a question
   */
  public InputException(String what, Object where, Object expected, Object got, String remedy) {
    this(what, where, expected, got, remedy, null);
  }

  /** As {@link #InputException(String, Object, Object, Object, String)}, with the cause. */
  public InputException(
      String what, Object where, Object expected, Object got, String remedy, Throwable cause) {
    super(
        oneLine(
            what
                + ": "
                + where
                + ": expected "
                + expected
                + ", got "
                + got
                + ". "
                + remedy
                + (remedy.endsWith("?") ? "" : ".")),
        cause);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
