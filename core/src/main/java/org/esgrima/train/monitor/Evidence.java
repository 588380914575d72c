package org.esgrima.train.monitor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a diagnosis was made from: as data, from which others make sentences in their language, and
 * in English.
 *
 * @param kind what was seen
 * @param measured its numbers and names, under the names that {@link Kind} tells; shares of 1
 * @param words numbers in words, one sentence without its full stop
 */
public record Evidence(Kind kind, Map<String, Object> measured, String words) {
  /** What may be seen, with what is {@linkplain Evidence#measured measured}. */
  public enum Kind {
    /**
     * Nothing is wrong: {@code share} of pairs told apart, {@code diversity}, if modes are known
     * {@code covered}, {@code known}.
     */
    BALANCED,
    /** D tells at least {@code share} of pairs apart for {@code ticks}. */
    TOLD_APART,
    /** D tells at most {@code share} of pairs apart for {@code ticks}. */
    NOT_TOLD_APART,
    /**
     * The lead changed {@code changes} times in {@code ticks}, shares from {@code lowest} to {@code
     * highest}.
     */
    LEAD_CHANGED,
    /** {@code modes} of {@code known} are gone; {@code what} they are called. */
    MODES_GONE,
    /**
     * At most {@code most} of {@code known} modes were covered for {@code ticks}; {@code what} they
     * are called.
     */
    FEW_MODES,
    /** Samples are at most {@code times} as far apart as real ones for {@code ticks}. */
    NARROW,
    /**
     * {@code modes} came back, {@code returns} times in {@code ticks}; {@code what} they are
     * called.
     */
    MODES_CAME_BACK,
    /**
     * A {@code term} of the loss has been {@code value} or more for {@code ticks}, beyond {@code
     * limit}.
     */
    LOSS_BEYOND,
    /** Samples are at least {@code times} as far apart as real ones for {@code ticks}. */
    FAR_APART,
    /**
     * D ranks training samples above held-out ones in at least {@code share} of pairs for {@code
     * ticks}.
     */
    LEARNT_BY_HEART,
    /** A {@code term} of the loss became {@code value}, a word, at {@code step}. */
    NOT_FINITE,
    /**
     * The run went back to {@code step}: {@code attempt} of {@code most}, learning rates divided by
     * {@code divisor}.
     */
    WENT_BACK,
    /**
     * No checkpoint was better than that of {@code step}, whose {@code metric} is {@code value};
     * {@code since} came after it.
     */
    NO_BETTER;

    /** For files: {@code "modes-gone"}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** For {@code events.jsonl}: the kind's key under {@code kind}, then what is measured. */
  public Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", kind.key());
    data.putAll(measured);
    return data;
  }

  /** Names and values in turn. */
  public static Map<String, Object> measured(Object... namesAndValues) {
    Map<String, Object> measured = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      measured.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return measured;
  }
}
