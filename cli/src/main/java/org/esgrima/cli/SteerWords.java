package org.esgrima.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.io.Spelling;
import org.esgrima.run.control.Command;
import org.esgrima.run.control.Side;

/** What a user says to a trainer, as a {@link Command}. */
final class SteerWords {
  private static final List<String> KNOWN =
      List.of("pause", "go", "step", "stop", "players", "set", "pace");

  private SteerWords() {}

  /**
   * Understands words.
   *
   * @param half whether {@code --half} was given
   * @param only what came after {@code --only}; empty if nothing did
   * @throws InputException if they make no sense
   */
  static Command command(List<String> words, boolean half, String only) {
    String what = words.get(0).toLowerCase(Locale.ROOT);
    if (!KNOWN.contains(what)) {
      throw unusable(
          what,
          "one of " + String.join(", ", KNOWN),
          what,
          Spelling.nearest(what, KNOWN)
              .map(near -> "Did you mean " + near + "?")
              .orElse("See esgrima steer --help"));
    }
    if (!what.equals("step") && (half || !only.isEmpty())) {
      throw unusable(what, "no --half and no --only", "one of them", "They belong to step");
    }
    List<String> rest = words.subList(1, words.size());
    return switch (what) {
      case "pause" -> bare(what, rest, new Command.Pause());
      case "go" -> bare(what, rest, new Command.Go());
      case "stop" -> bare(what, rest, new Command.Stop());
      case "step" -> step(rest, half, only);
      case "players" -> new Command.Players(side("players", one(what, rest, "WHO")));
      case "pace" -> new Command.Pace(number("pace", one(what, rest, "N")));
      default -> set(rest);
    };
  }

  private static Command bare(String what, List<String> rest, Command command) {
    if (!rest.isEmpty()) {
      throw unusable(what, "nothing after it", String.join(" ", rest), "Leave it out");
    }
    return command;
  }

  private static Command step(List<String> rest, boolean half, String only) {
    double count = rest.isEmpty() ? 1 : number("step", one("step", rest, "N"));
    if (count != Math.rint(count) || count < 1 || count > Command.Step.MOST) {
      throw unusable("step", "1 to " + Command.Step.MOST, rest.get(0), "Give a whole number");
    }
    return new Command.Step((int) count, half, only.isEmpty() ? Side.BOTH : side("--only", only));
  }

  private static Command set(List<String> rest) {
    if (rest.size() != 2) {
      throw unusable(
          "set", "KEY VALUE", rest.isEmpty() ? "nothing" : String.join(" ", rest), "Give both");
    }
    return new Command.Set(rest.get(0), Json.parseYaml(rest.get(1), rest.get(0)));
  }

  private static String one(String what, List<String> rest, String label) {
    if (rest.size() != 1) {
      throw unusable(
          what, label, rest.isEmpty() ? "nothing" : String.join(" ", rest), "Give exactly one");
    }
    return rest.get(0);
  }

  private static Side side(String where, String word) {
    return Arrays.stream(Side.values())
        .filter(side -> side.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                unusable(
                    where,
                    Arrays.stream(Side.values())
                        .map(side -> side.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")),
                    word,
                    "Choose one of these"));
  }

  private static double number(String what, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw unusable(what, "a number", text, "Give a number");
    }
  }

  private static InputException unusable(String what, String expected, Object got, String remedy) {
    return new InputException("unusable command", what, expected, got, remedy);
  }
}
