package org.esgrima.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.io.Spelling;

/** Reads which classes a user asks for: {@code 7}, {@code 0-9}, {@code cat,dog}, {@code all}. */
public final class ClassChoice {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
  private static final int SHOWN = 12;

  private ClassChoice() {}

  /**
   * The numbers of the classes, in the order asked for.
   *
   * @param text names, numbers and ranges of numbers, with commas between; or {@code all}
   * @param names all classes, in the order of their numbers
   * @throws InputException if the generator has no classes, or none of that name or number
   */
  public static List<Integer> parse(String text, List<String> names) {
    if (names.isEmpty()) {
      throw new InputException(
          "this generator was not told classes",
          "--class " + text,
          "a run trained with --conditioning",
          "--conditioning none",
          "Leave --class out, or train with --conditioning projection");
    }
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      addTo(numbers, part.strip(), names);
    }
    return List.copyOf(numbers);
  }

  private static void addTo(List<Integer> numbers, String part, List<String> names) {
    int named = names.indexOf(part);
    Matcher range = RANGE.matcher(part);
    if (named >= 0) {
      numbers.add(named);
    } else if (part.equals("all")) {
      addRange(numbers, 0, names.size() - 1, part, names);
    } else if (range.matches()) {
      int from = Integer.parseInt(range.group(1));
      addRange(numbers, from, Integer.parseInt(range.group(2)), part, names);
    } else if (part.matches("\\d{1,9}")) {
      addRange(numbers, Integer.parseInt(part), Integer.parseInt(part), part, names);
    } else {
      throw unknown(part, names);
    }
  }

  private static void addRange(
      List<Integer> numbers, int from, int to, String part, List<String> names) {
    if (from > to || to >= names.size()) {
      throw unknown(part, names);
    }
    for (int i = from; i <= to; i++) {
      numbers.add(i);
    }
  }

  private static InputException unknown(String part, List<String> names) {
    String known = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return new InputException(
        "no such class",
        "--class",
        known + (names.size() > SHOWN ? " … (" + names.size() + " classes)" : "") + ", or all",
        part,
        Spelling.nearest(part, names)
            .map(name -> "Did you mean " + name + "?")
            .orElse("Give names, or numbers from 0 to " + (names.size() - 1)));
  }
}
