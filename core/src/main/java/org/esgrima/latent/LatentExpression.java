package org.esgrima.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.esgrima.InputException;

/**
 * Arithmetic of latents: {@code mean(3,17,42) - mean(5,9,21) + mean(8,2,30)}, {@code 3 - 5 + 8},
 * {@code 7 + 1.5*mean(1,2)} or, in words, {@code man,glasses - man + woman}, which {@link
 * AttributeWords} reads. In the place of a seed may stand a {@link LatentFile}.
 *
 * <p>The mean of several exemplars stands for what they have in common; single ones are unstable
 * (Radford, Metz, Chintala 2016, arXiv 1511.06434, section 6.3.2).
 *
 * @param terms in order, at least one
 */
public record LatentExpression(List<Term> terms) {
  private static final String WORD = "[\\p{L}\\p{N}_=](?:[\\p{L}\\p{N}_=]|-(?=[\\p{L}\\p{N}]))*";
  private static final String WORDS = WORD + "(?:\\s+" + WORD + ")*";
  private static final Pattern TERM =
      Pattern.compile(
          "\\s*(?<sign>[+\\-−])?\\s*(?:(?<factor>\\d+(?:\\.\\d+)?)\\s*\\*\\s*)?(?:"
              + "mean\\((?<group>[^)]*)\\)"
              + "|(?<file>[^\\s,()*+]+\\.safetensors)"
              + "|(?<seed>\\d{1,18})(?![\\p{L}\\p{N}_=])"
              + "|(?<words>WORDS(?:\\s*,\\s*WORDS)*))".replace("WORDS", WORDS));
  private static final String EXAMPLE = "mean(3,17,42) - mean(5,9,21) + mean(8,2,30)";

  /**
   * A group of exemplars.
   *
   * @param weight with its sign
   * @param exemplars empty where they are described in words
   * @param attributes which the exemplars shall have; empty where they are named
   * @param text as the user wrote it, without sign
   */
  public record Term(
      double weight, List<PointName> exemplars, List<String> attributes, String text) {
    /** Copies the lists. */
    public Term {
      exemplars = List.copyOf(exemplars);
      attributes = List.copyOf(attributes);
    }

    /** Whether exemplars have to be found first. */
    public boolean inWords() {
      return exemplars.isEmpty();
    }

    /** The same with exemplars that were found. */
    public Term with(List<PointName> found) {
      return new Term(weight, found, attributes, text);
    }

    /** As it can be written without words: {@code 0.5*mean(3,17)}. */
    String named() {
      double size = Math.abs(weight);
      String factor = size == 1 ? "" : size == Math.rint(size) ? (long) size + "*" : size + "*";
      String names = exemplars.stream().map(PointName::toString).collect(Collectors.joining(","));
      return factor + (exemplars.size() == 1 ? names : "mean(" + names + ")");
    }
  }

  /** Copies the list. */
  public LatentExpression {
    terms = List.copyOf(terms);
  }

  /**
   * Reads an expression.
   *
   * @throws InputException if it is none
   */
  public static LatentExpression parse(String text) {
    List<Term> terms = new ArrayList<>();
    Matcher matcher = TERM.matcher(text);
    int at = 0;
    while (at < text.length() && !text.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at || !signed(matcher, terms)) {
        throw unreadable(text, text.substring(at).strip());
      }
      terms.add(term(text, matcher));
      at = matcher.end();
    }
    if (terms.isEmpty()) {
      throw unreadable(text, "nothing");
    }
    return new LatentExpression(terms);
  }

  /** Only the first term may go without a sign. */
  private static boolean signed(Matcher matcher, List<Term> before) {
    return before.isEmpty() || matcher.group("sign") != null;
  }

  private static Term term(String text, Matcher matcher) {
    String number = matcher.group("factor");
    double factor = number == null ? 1 : Double.parseDouble(number);
    String sign = matcher.group("sign");
    boolean minus = sign != null && !sign.equals("+");
    String body =
        text.substring(matcher.start(), matcher.end()).replaceFirst("^\\s*[+\\-−]?\\s*", "");
    List<PointName> exemplars = new ArrayList<>();
    List<String> attributes = new ArrayList<>();
    if (matcher.group("words") != null) {
      Arrays.stream(matcher.group("words").split(",")).map(String::strip).forEach(attributes::add);
    } else {
      String names =
          Stream.of("group", "file", "seed")
              .map(matcher::group)
              .filter(Objects::nonNull)
              .findFirst()
              .orElseThrow();
      for (String name : names.split(",", -1)) {
        exemplars.add(PointName.parse(name).orElseThrow(() -> unreadable(text, name.strip())));
      }
    }
    return new Term(minus ? -factor : factor, exemplars, attributes, body.strip());
  }

  private static InputException unreadable(String text, String got) {
    return new InputException(
        "unreadable arithmetic",
        "\"" + text + "\"",
        "seeds, files, mean(seeds) or words, with + and - between",
        got,
        "For example \"" + EXAMPLE + "\"");
  }

  /**
   * The result.
   *
   * @param means of the exemplars of each term, in order
   */
  public double[] apply(List<double[]> means) {
    if (means.size() != terms.size()) {
      throw new IllegalArgumentException(means.size() + " means for " + terms.size() + " terms");
    }
    double[] sum = new double[means.get(0).length];
    for (int i = 0; i < terms.size(); i++) {
      sum = LatentPoints.add(sum, means.get(i), terms.get(i).weight());
    }
    return sum;
  }

  /** Whether a term describes its exemplars in words. */
  public boolean inWords() {
    return terms.stream().anyMatch(Term::inWords);
  }

  /** The same expression in seeds and files alone, which {@link #parse} reads. */
  public String named() {
    StringBuilder text = new StringBuilder();
    for (Term term : terms) {
      String sign = term.weight() < 0 ? "- " : text.isEmpty() ? "" : "+ ";
      text.append(text.isEmpty() ? "" : " ").append(sign).append(term.named());
    }
    return text.toString();
  }
}
