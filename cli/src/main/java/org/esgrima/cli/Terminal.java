package org.esgrima.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/**
 * Where words go, and who reads them.
 *
 * @param out results
 * @param err errors and notices
 * @param charset in which both are written
 * @param watched whether a person watches {@code out}; otherwise it is a file or a pipe
 * @param columns width in letters
 * @param command how this program was called, for messages that say what to type next
 */
record Terminal(
    PrintStream out,
    PrintStream err,
    Charset charset,
    boolean watched,
    int columns,
    String command) {
  private static final int DEFAULT_COLUMNS = 80;

  /** The terminal of this process, as the launcher script has seen it. */
  static Terminal ofProcess() {
    Charset charset = charsetOfProcess();
    return new Terminal(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
        charset,
        Boolean.getBoolean("esgrima.terminal"), // Java 22 and later cannot tell by System.console
        Integer.getInteger("esgrima.columns", DEFAULT_COLUMNS),
        System.getProperty("esgrima.command", "esgrima"));
  }

  // In the C locale, that of most containers, Java would replace every ·, × and … by a question
  // mark, although the terminals behind them read UTF-8.
  private static Charset charsetOfProcess() {
    Charset charset = Charset.defaultCharset();
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }

  /** Colours only for people, and only if they have not asked for none (no-color.org). */
  Ansi ansi() {
    return watched && System.getenv("NO_COLOR") == null ? Ansi.ON : Ansi.OFF;
  }

  /** One line to {@code out}. */
  void say(String line) {
    out.println(line);
  }

  /** One line to {@code err}: something that takes long has begun. */
  void notice(String line) {
    err.println("esgrima: " + line);
  }
}
