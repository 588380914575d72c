package org.esgrima.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A table of the page: contests with the same contenders. */
enum Group {
  TRAINING("ms per step", 1e3, false, "Esgrima", "PyTorch eager", "torch.compile", "DL4J"),
  TRAINING_BF16(
      "ms per step",
      1e3,
      false,
      "Esgrima",
      "PyTorch eager, float32",
      "PyTorch eager",
      "torch.compile"),
  GENERATION(
      "ms per batch",
      1e3,
      false,
      "Esgrima, ONNX Runtime",
      "libtorch",
      "libtorch, as ./esgrima starts it",
      "PyTorch eager",
      "torch.compile",
      "DJL"),
  METRICS("s", 1, false, "Esgrima", "Python"),
  START("s", 1, false, "Esgrima", "PyTorch"),
  LOADING("images/s", LoadingCases.BATCH, true, "Esgrima", "torchvision");

  private static final int METRIC_ROUNDS = 3;

  private final String unit;
  private final double factor;
  private final boolean rate;

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<String> contenders;

  /**
   * @param factor of the seconds, or, for a rate, what a repetition counts
   */
  Group(String unit, double factor, boolean rate, String... contenders) {
    this.unit = unit;
    this.factor = factor;
    this.rate = rate;
    this.contenders = List.of(contenders);
  }

  /** Rounds at most: metrics take long, and differ by more than their spread. */
  int rounds(int wished) {
    return this == METRICS ? Math.min(wished, METRIC_ROUNDS) : wished;
  }

  /** As in options and in the template. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Names of the contenders, Esgrima's first. */
  List<String> contenders() {
    return contenders;
  }

  /** The first two lines of the table. */
  List<String> header() {
    StringBuilder names = new StringBuilder("| " + unit + " |");
    StringBuilder line = new StringBuilder("|---|");
    for (String contender : contenders) {
      names.append(' ').append(contender).append(" |");
      line.append("---|");
    }
    for (String peer : contenders.subList(1, contenders.size())) {
      names.append(" time / ").append(peer).append(" |");
      line.append("---|");
    }
    return List.of(names + " wanted |", line + "---|");
  }

  /** A row of the table. */
  String row(Contest.Result result) {
    StringBuilder row = new StringBuilder("| " + result.contest().title() + " |");
    for (String contender : contenders) {
      row.append(' ').append(cell(found(result, contender))).append(" |");
    }
    Optional<Timings> first = found(result, contenders.get(0));
    for (String peer : contenders.subList(1, contenders.size())) {
      row.append(' ').append(ratio(first, found(result, peer))).append(" |");
    }
    OptionalDouble wanted = result.contest().wanted();
    return row + (wanted.isPresent() ? number(" ≤ %.2f |", wanted.getAsDouble()) : " |");
  }

  private static Optional<Timings> found(Contest.Result result, String contender) {
    return Optional.ofNullable(result.timings().get(contender));
  }

  private String cell(Optional<Timings> timings) {
    return timings
        .map(t -> shown(t.median()) + " (" + range(t.least(), t.most()) + ")")
        .orElse("—");
  }

  private String range(double least, double most) {
    return rate ? shown(most) + "–" + shown(least) : shown(least) + "–" + shown(most);
  }

  private String shown(double seconds) {
    double value = rate ? factor / seconds : factor * seconds;
    return number(value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }

  private static String ratio(Optional<Timings> ours, Optional<Timings> theirs) {
    if (ours.isEmpty() || theirs.isEmpty()) {
      return "—";
    }
    Timings each = ours.get().over(theirs.get());
    return number("**%.2f**", ours.get().median() / theirs.get().median())
        + number(" (%.2f–", each.least())
        + number("%.2f)", each.most());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
