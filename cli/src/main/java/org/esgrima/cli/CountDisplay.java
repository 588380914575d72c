package org.esgrima.cli;

/** How far work has come, on one line that is written over; only where a person watches. */
final class CountDisplay implements AutoCloseable {
  private static final String CLEAR_LINE = "\r\033[2K";

  private final Terminal terminal;

  CountDisplay(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Such as {@code 64 of 1,000 samples}. */
  void show(long done, long all, String what) {
    show("%s of %s %s".formatted(Words.count(done), Words.count(all), what));
  }

  void show(String line) {
    if (terminal.watched()) {
      terminal.out().print(CLEAR_LINE + line);
      terminal.out().flush();
    }
  }

  /** Removes the line. */
  @Override
  public void close() {
    if (terminal.watched()) {
      terminal.out().print(CLEAR_LINE);
    }
  }
}
