package org.esgrima.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.data.LabelProduct;
import org.esgrima.io.Spelling;

/**
 * Reads which classes a user asks for: {@code 7}, {@code 0-9}, {@code cat,dog}, {@code all}. Where
 * a class is a combination of labels, {@code woman+glasses}, some of its labels ask for all classes
 * that have them: {@code woman} or {@code glasses}.
 */
public final class ClassChoice {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
  private static final int SHOWN = 12;

  private ClassChoice() {}

  /**
   * The numbers of the classes, in the order asked for.
   *
   * @param text names, parts of combined names, numbers and ranges of numbers, with commas between;
   *     or {@code all}
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

  /**
   * The number of one class.
   *
   * @throws InputException as {@link #parse}, or if more than one class is meant
   */
  public static int parseOne(String text, List<String> names) {
    List<Integer> numbers = parse(text, names);
    if (numbers.size() > 1) {
      throw new InputException(
          "more than one class where one is needed",
          "--class",
          "one of " + listed(numbers.stream().map(names::get).toList()),
          text,
          "Choose one of them");
    }
    return numbers.get(0);
  }

  private static void addTo(List<Integer> numbers, String part, List<String> names) {
    int named = names.indexOf(part);
    List<Integer> combined = combinationsWith(part, names);
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
    } else if (!combined.isEmpty()) {
      numbers.addAll(combined);
    } else {
      throw unknown(part, names);
    }
  }

  private static List<Integer> combinationsWith(String part, List<String> names) {
    List<String> wanted = LabelProduct.joined(part);
    if (wanted.contains("")) {
      return List.of();
    }
    return IntStream.range(0, names.size())
        .filter(i -> LabelProduct.joined(names.get(i)).containsAll(wanted))
        .boxed()
        .toList();
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
    return new InputException(
        "no such class",
        "--class",
        listed(names) + ", or all",
        part,
        Spelling.nearest(part, names)
            .map(name -> "Did you mean " + name + "?")
            .orElse("Give names, or numbers from 0 to " + (names.size() - 1)));
  }

  private static String listed(List<String> names) {
    String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return first + (names.size() > SHOWN ? " … (" + names.size() + " classes)" : "");
  }
}
