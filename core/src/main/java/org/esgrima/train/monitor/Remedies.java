package org.esgrima.train.monitor;

import java.util.Arrays;
import java.util.List;

/**
 * What the monitor advises beside options with their values, in words: the parts of a remedy, which
 * {@value #SEPARATOR} separates.
 */
public final class Remedies {
  /** What every remedy begins with. */
  public static final String BEGINNING = "try ";

  /** Stands between the parts of a remedy. */
  public static final String SEPARATOR = "; ";

  /** After a loss that is not finite. */
  public static final String AFTER_NOT_FINITE =
      "a lower learning rate (--generator-optimizer.learning-rate,"
          + " --discriminator-optimizer.learning-rate), --precision fp64, or another seed";

  static final String LOWER_RATES = "lower learning rates";
  static final String LOWER_RATES_OF_BOTH = "lower learning rates of both";
  static final String LOWER_RATES_BY_NAME =
      "lower learning rates (--generator-optimizer.learning-rate,"
          + " --discriminator-optimizer.learning-rate)";
  static final String SLOWER_D = "a lower --discriminator-optimizer.learning-rate";
  static final String FASTER_D = "a higher --discriminator-optimizer.learning-rate";
  static final String SLOWER_G = "a lower --generator-optimizer.learning-rate";
  static final String LARGER_D = "a larger discriminator";
  static final String SMALLER_D = "a smaller discriminator";
  static final String MORE_DATA = "more data";
  static final String LARGER_BATCH = "a larger --batch";
  static final String LESS_MOMENTUM = "beta1 of both at 0.5 or 0";

  private Remedies() {}

  /** All that are words; any other part of a remedy is an option with its value. */
  public static List<String> words() {
    return List.of(
        AFTER_NOT_FINITE,
        LOWER_RATES,
        LOWER_RATES_OF_BOTH,
        LOWER_RATES_BY_NAME,
        SLOWER_D,
        FASTER_D,
        SLOWER_G,
        LARGER_D,
        SMALLER_D,
        MORE_DATA,
        LARGER_BATCH,
        LESS_MOMENTUM);
  }

  /** The parts of a remedy, such as an event has it. */
  public static List<String> parts(String remedy) {
    return remedy.isEmpty()
        ? List.of()
        : Arrays.asList(
            remedy
                .substring(remedy.startsWith(BEGINNING) ? BEGINNING.length() : 0)
                .split(SEPARATOR, -1));
  }

  /** A remedy of parts; empty ones are left out. */
  static String either(String... parts) {
    return BEGINNING
        + String.join(SEPARATOR, Arrays.stream(parts).filter(part -> !part.isEmpty()).toList());
  }
}
