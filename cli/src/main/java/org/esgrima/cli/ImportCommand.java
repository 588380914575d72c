package org.esgrima.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.esgrima.InputException;
import org.esgrima.export.ForeignGenerator;
import org.esgrima.export.ForeignKind;
import org.esgrima.io.Json;
import org.esgrima.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code esgrima import}: the generator of another program. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Take over a generator that another program has trained.",
      "",
      "The file holds its weights in safetensors format, under the names of the reference"
          + " implementation in PyTorch; docs/IMPORT.md shows how to write it. All names and shapes"
          + " are checked. The result is a run that esgrima generate takes."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  esgrima import ffhq.safetensors --as stylegan2",
      "  esgrima import faces.safetensors --as stylegan2 --architecture \"{clamp: 256}\""
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "1",
      description = "Weights of a generator, .safetensors.")
  private Path file;

  @Option(
      names = "--as",
      paramLabel = "KIND",
      required = true,
      description = "What they belong to: dcgan, stylegan2 or r3gan.")
  private String kind;

  @Option(
      names = "--architecture",
      paramLabel = "YAML",
      description = "Keys that no weight tells, such as {clamp: 256} or {mapping-rate: 0.02} ({}).")
  private String architecture = "{}";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the run, part of its directory's name (imported-KIND).")
  private String name = "";

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Where the run gets its directory (runs).")
  private Path runs = Path.of("runs");

  @Spec private CommandSpec spec;

  private final Terminal terminal;

  ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ForeignKind chosen = ForeignKind.of(kind);
    JsonNode keys = Json.parseYaml(architecture, "--architecture");
    if (!(keys instanceof ObjectNode changes)) {
      throw new InputException(
          "unusable option",
          "--architecture",
          "keys and values, as in {clamp: 256}",
          architecture,
          "Write them in braces");
    }
    String called = name.isEmpty() ? "imported-" + chosen.key() : name;
    List<String> typed = new ArrayList<>(List.of("esgrima"));
    typed.addAll(spec.root().commandLine().getParseResult().originalArgs());
    RunDirectory run = new ForeignGenerator(chosen, file, changes).toRun(runs, called, typed);
    terminal.say("Imported to " + run.path());
    terminal.say("");
    terminal.say("What comes next:");
    String path = Words.shell(run.path());
    terminal.say("  " + terminal.command() + " generate " + path + " --count 64 --out sheet.png");
    terminal.say("  " + terminal.command() + " info " + path);
    return 0;
  }
}
