package org.esgrima.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands of {@code esgrima}, in the order of its help. To describe all of them with all their
 * options takes most of the time in which a small one is done, so that only the one that is called
 * is described where that can be seen from its place.
 */
final class Commands {
  private final Map<String, Function<Terminal, CommandSpec>> specs = new LinkedHashMap<>();

  Commands() {
    specs.put("train", TrainCommand::spec);
    specs.put("resume", ResumeCommand::spec);
    add("steer", SteerCommand::new);
    add("generate", GenerateCommand::new);
    add("next", terminal -> new NextCommand(terminal, System.in));
    add("timeline", TimelineCommand::new);
    specs.put("latent", LatentCommand::spec);
    add("evaluate", EvaluateCommand::new);
    add("tournament", TournamentCommand::new);
    add("report", ReportCommand::new);
    add("compare", CompareCommand::new);
    add("info", InfoCommand::new);
    add("studio", StudioCommand::new);
    add("serve", ServeCommand::new);
    add("export", ExportCommand::new);
    add("import", ImportCommand::new);
    specs.put("data", DataCommand::spec);
    add("reproduce", ReproduceCommand::new);
    add("dirac", DiracCommand::new);
    add("presets", PresetsCommand::new);
    add("completion", Main.Completion::new);
    add("help", terminal -> new HelpCommand());
  }

  private void add(String name, Function<Terminal, Object> command) {
    specs.put(name, terminal -> CommandSpec.forAnnotatedObject(command.apply(terminal)));
  }

  List<String> names() {
    return List.copyOf(specs.keySet());
  }

  /**
   * Adds commands to the program.
   *
   * @param arguments of the call; where none begins with the name of a command after the options of
   *     the program, or where that command speaks of the others, all are added
   */
  void addTo(CommandSpec root, Terminal terminal, String... arguments) {
    String called =
        Stream.of(arguments).filter(word -> !word.startsWith("-")).findFirst().orElse("");
    boolean alone = specs.containsKey(called) && !called.equals("help");
    specs.forEach(
        (name, command) -> {
          if (!alone || name.equals(called)) {
            root.addSubcommand(name, command.apply(terminal));
          }
        });
  }
}
