package org.esgrima.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.esgrima.architecture.Conditions;
import org.esgrima.export.SampleSources;
import org.esgrima.latent.ClassChoice;
import org.esgrima.latent.NextPicture;
import org.esgrima.latent.SampleSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esgrima next}: one picture that nobody has seen. */
@Command(
    name = "next",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "One new picture at each call, of a seed drawn at random; on a terminal, another one at each"
          + " Enter, until q.",
      "",
      "It says the seed, so that the picture can be made again."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  esgrima next runs/00000-digits"})
final class NextCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "RUN",
      arity = "0..1",
      description =
          "Directory of a run, of which the newest checkpoint is taken, a checkpoint, or an ONNX"
              + " file of esgrima export.")
  private Path run = Runs.MISSING;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Directory for pictures, made where it is missing (next).")
  private Path out = Path.of("next");

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "Class of the pictures, for generators that were told classes.")
  private String className = "";

  @Option(
      names = "--best",
      description = "Take the checkpoint that came closest to the real samples, not the newest.")
  private boolean best;

  private final Terminal terminal;
  private final InputStream in;

  NextCommand(Terminal terminal, InputStream in) {
    this.terminal = terminal;
    this.in = in;
  }

  @Override
  public Integer call() {
    try (SampleSource generator = new SampleSources(terminal::notice).open(run, best, 1)) {
      int number =
          className.isEmpty()
              ? Conditions.ANY
              : ClassChoice.parseOne(className, generator.classes());
      NextPicture pictures = new NextPicture(generator, number, out);
      show(pictures.next());
      if (terminal.watched()) {
        untilQuit(pictures);
      }
    }
    return 0;
  }

  private void show(NextPicture.Made made) {
    terminal.say("%s (seed %d)".formatted(made.file(), made.seed()));
    terminal.say(
        "  again: %s generate %s --seed %d --count 1%s --out pictures"
            .formatted(
                terminal.command(),
                Words.shell(run),
                made.seed(),
                (className.isEmpty() ? "" : " --class " + className) + (best ? " --best" : "")));
  }

  private void untilQuit(NextPicture pictures) {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, terminal.charset()));
    try {
      while (true) {
        terminal.out().print("Enter: the next one, q: end ");
        terminal.out().flush();
        String line = lines.readLine();
        if (line == null || line.strip().equalsIgnoreCase("q")) {
          return;
        }
        show(pictures.next());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what is typed", e);
    }
  }
}
