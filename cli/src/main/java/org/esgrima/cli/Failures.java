package org.esgrima.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.io.Spelling;
import org.esgrima.torch.TorchException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Errors as one line on stderr and an exit code: 2 for what the user can put right, else 1. */
final class Failures {
  static final int USER = 2;
  static final int INTERNAL = 1;

  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Arguments that no command understands. */
  int ofArguments(ParameterException e, String[] args) {
    print(e instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : plain(e));
    if (List.of(args).contains("--stacktrace")) {
      e.printStackTrace(terminal.err());
    }
    return USER;
  }

  private static String plain(ParameterException e) {
    if (e.getCause() instanceof InputException input) {
      return input.getMessage();
    }
    String text = String.valueOf(e.getMessage()).strip();
    return text.substring(0, 1).toLowerCase(Locale.ROOT)
        + text.substring(1)
        + (text.endsWith(".") ? " " : ". ")
        + see(e.getCommandLine());
  }

  private static String unknown(UnmatchedArgumentException e) {
    CommandLine line = e.getCommandLine();
    String word = e.getUnmatched().get(0).replaceFirst("=.*", "");
    boolean option = word.startsWith("-");
    boolean command = !option && !line.getSubcommands().isEmpty();
    Stream<String> known =
        option
            ? line.getCommandSpec().options().stream().flatMap(o -> Stream.of(o.names()))
            : line.getSubcommands().keySet().stream();
    Optional<String> nearest = Spelling.nearest(word, known.toList());
    String name = line.getCommandSpec().qualifiedName();
    return new InputException(
            option ? "unknown option" : command ? "unknown command" : "one argument too many",
            word,
            option
                ? "an option of " + name
                : command ? "one of " + String.join(", ", line.getSubcommands().keySet()) : "none",
            word,
            nearest.map(n -> "Did you mean " + n + "? ").orElse("")
                + see(line).replaceAll("\\.$", ""))
        .getMessage();
  }

  private static String see(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    return "See " + spec.qualifiedName() + " --help.";
  }

  /** Errors of a command at work. */
  int ofExecution(Throwable e, ParseResult parsed) {
    if (e instanceof ExceptionInInitializerError && e.getCause() != null) {
      return ofExecution(e.getCause(), parsed); // libtorch, which is opened when it is first needed
    }
    int code = INTERNAL;
    if (e instanceof Interrupt.Requested) {
      print("stopped; nothing was left behind.");
      return Interrupt.EXIT_CODE;
    } else if (e instanceof InputException) {
      code = USER;
      print(e.getMessage());
    } else if (e instanceof OutOfMemoryError) {
      print(
          "out of memory: Java's heap: expected enough room, got "
              + e.getMessage()
              + ". Give it more with ESGRIMA_JAVA_OPTIONS=-Xmx4g, or less to do.");
    } else if (e instanceof TorchException && isMemory(e)) {
      print(
          "out of memory: "
              + e.getMessage()
              + ". Give a smaller --batch, or a larger --accumulate.");
    } else {
      print(
          "unexpected "
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + ". Run it again with --stacktrace and report what it prints.");
    }
    if (parsed.expandedArgs().contains("--stacktrace")) {
      e.printStackTrace(terminal.err());
    }
    return code;
  }

  private static boolean isMemory(Throwable e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("not enough memory") || text.contains("out of memory");
  }

  private void print(String message) {
    terminal.notice(message.replaceAll("\\s*\\R\\s*", " "));
  }
}
