package org.esgrima.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esgrima.InputException;

/**
 * Arithmetic of latents: {@code mean(3,17,42) - mean(5,9,21) + mean(8,2,30)}, {@code 3 - 5 + 8},
 * {@code 7 + 1.5*mean(1,2)} or, in words, {@code man,glasses - man + woman}.
 *
 * <p>The mean of several exemplars stands for what they have in common; single ones are unstable
 * (Radford, Metz, Chintala 2016, arXiv 1511.06434, section 6.3.2).
 *
 * @param terms in order, at least one
 */
public record LatentExpression(List<Term> terms) {
  private static final Pattern TERM =
      Pattern.compile(
          "\\s*([+\\-−])?\\s*(?:(\\d+(?:\\.\\d+)?)\\s*\\*\\s*)?"
              + "(?:mean\\(([^)]*)\\)|(\\d{1,18})|([A-Za-z][\\w-]*(?:\\s*,\\s*[A-Za-z][\\w-]*)*))");
  private static final String EXAMPLE = "mean(3,17,42) - mean(5,9,21) + mean(8,2,30)";

  /**
   * A group of exemplars.
   *
   * @param weight with its sign
   * @param seeds of the exemplars; empty where they are described in words
   * @param attributes which the exemplars shall have; empty where seeds are given
   * @param text as the user wrote it, without sign
   */
  public record Term(double weight, List<Long> seeds, List<String> attributes, String text) {
    /** Copies the lists. */
    public Term {
      seeds = List.copyOf(seeds);
      attributes = List.copyOf(attributes);
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
    return before.isEmpty() || matcher.group(1) != null;
  }

  private static Term term(String text, Matcher matcher) {
    double factor = matcher.group(2) == null ? 1 : Double.parseDouble(matcher.group(2));
    boolean minus = matcher.group(1) != null && !matcher.group(1).equals("+");
    String body =
        text.substring(matcher.start(), matcher.end()).replaceFirst("^\\s*[+\\-−]?\\s*", "");
    List<Long> seeds = new ArrayList<>();
    List<String> attributes = new ArrayList<>();
    if (matcher.group(3) != null) {
      for (String seed : matcher.group(3).split(",", -1)) {
        if (!seed.strip().matches("\\d{1,18}")) {
          throw unreadable(text, seed.strip());
        }
        seeds.add(Long.parseLong(seed.strip()));
      }
    } else if (matcher.group(4) != null) {
      seeds.add(Long.parseLong(matcher.group(4)));
    } else {
      Arrays.stream(matcher.group(5).split(",")).map(String::strip).forEach(attributes::add);
    }
    return new Term(minus ? -factor : factor, seeds, attributes, body.strip());
  }

  private static InputException unreadable(String text, String got) {
    return new InputException(
        "unreadable arithmetic",
        "\"" + text + "\"",
        "seeds, mean(seeds) or words, with + and - between",
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
}
