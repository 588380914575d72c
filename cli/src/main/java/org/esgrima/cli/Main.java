package org.esgrima.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.esgrima.run.Build;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * The program {@code esgrima}. Exit codes: 0 all is well; 1 training diverged, or an error of the
 * program itself; 2 the user's input cannot be used (one line on stderr says why); 130 ended by
 * Ctrl-C.
 */
@Command(
    name = "esgrima",
    versionProvider = Main.Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Trains two neural networks against each other until one of them makes new images.",
      "",
      "The generator (G) turns random numbers into images; the discriminator (D) learns to tell"
          + " them from real ones. Each sharpens the other."
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima train                              handwritten digits in a few minutes",
      "  esgrima train --preset ring --steps 2000   points on a ring, in a minute",
      "  esgrima generate runs/00000-digits --out sheet.png",
      "",
      "Every command explains itself: esgrima COMMAND --help"
    })
public final class Main {
  private Main() {}

  /** Version of the program and of the engine. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "esgrima " + Build.version() + " (commit " + Build.commit() + ")",
        "libtorch " + Build.libtorch() + ", Java " + System.getProperty("java.version")
      };
    }
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Terminal.ofProcess(), args));
  }

  /** Runs a command. */
  static int run(Terminal terminal, String... args) {
    return commandLine(terminal, args).execute(args);
  }

  /**
   * The program.
   *
   * @param arguments of the call it is for; without any it knows all commands
   */
  static CommandLine commandLine(Terminal terminal, String... arguments) {
    CommandSpec root = CommandSpec.forAnnotatedObject(new Main());
    root.addOption(
        OptionSpec.builder("--stacktrace")
            .hidden(true)
            .scopeType(ScopeType.INHERIT)
            .description("Show where in the program an error arose.")
            .build());
    new Commands().addTo(root, terminal, arguments);
    Failures failures = new Failures(terminal);
    CommandLine line = new CommandLine(root);
    line.setOut(writer(terminal.out(), terminal.charset()));
    line.setErr(writer(terminal.err(), terminal.charset()));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.ansi()));
    line.setUsageHelpWidth(Math.min(100, Math.max(60, terminal.columns())));
    line.setUsageHelpLongOptionsMaxWidth(28);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler(failures::ofArguments);
    line.setExecutionStrategy(guarded(failures));
    return line;
  }

  private static PrintWriter writer(PrintStream stream, Charset charset) {
    return new PrintWriter(new OutputStreamWriter(stream, charset), true);
  }

  // Not picocli's own handler, which lets errors such as a full heap pass with a stack trace.
  private static IExecutionStrategy guarded(Failures failures) {
    return (ParseResult parsed) -> {
      try {
        return new CommandLine.RunLast().execute(parsed);
      } catch (CommandLine.ExecutionException e) {
        return failures.ofExecution(e.getCause() == null ? e : e.getCause(), parsed);
      } catch (CommandLine.ParameterException e) {
        throw e;
      } catch (RuntimeException | Error e) {
        return failures.ofExecution(e, parsed);
      }
    };
  }

  /** Prints the completion script. */
  @Command(
      name = "completion",
      mixinStandardHelpOptions = true,
      description = "Print a script that lets bash or zsh complete commands and options.",
      footer = {
        "",
        "Examples:",
        "  source <(./esgrima completion)                         for this shell",
        "  ./esgrima completion > ~/.local/share/bash-completion/completions/esgrima"
      })
  static final class Completion implements Runnable {
    private final Terminal terminal;

    Completion(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public void run() {
      terminal.out().print(AutoComplete.bash("esgrima", commandLine(terminal)));
      terminal.out().flush();
    }
  }
}
