package org.esgrima.metric;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;

/**
 * When a sample counts for a mode, and how many of them cover it. Numbers of modes that were
 * counted by different rules cannot be compared: print {@link #text} beside them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CountingRule.WithinSigmas.class, name = "within-sigmas"),
  @JsonSubTypes.Type(value = CountingRule.OfClass.class, name = "of-class")
})
public sealed interface CountingRule {
  /** Samples that a mode needs to be covered, at least 1. */
  int leastSamples();

  /** The rule in words: {@code a mode is covered by at least 1 sample within 3 sigma of it}. */
  String text();

  /**
   * For mixtures of Gaussians: a sample is of high quality, and counts for the mode whose centre is
   * nearest, if it is no farther from it than so many standard deviations. Of a round Gaussian in
   * the plane the share 1 − exp(−sigmas² / 2) lies within: 0.98889 for 3.
   *
   * @param sigmas above 0; infinite to count every finite sample for the nearest mode
   * @param leastSamples samples of high quality that cover a mode, at least 1
   */
  record WithinSigmas(double sigmas, int leastSamples) implements CountingRule {
    /**
     * 3 sigma and 1 sample: Srivastava et al. 2017 (VEEGAN, arXiv 1705.07761) and Lin et al. 2018
     * (PacGAN, arXiv 1712.04086) for the ring and the grid.
     */
    public static final WithinSigmas PUBLISHED = new WithinSigmas(3, 1);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public WithinSigmas {
      if (!(sigmas > 0)) {
        throw new IllegalArgumentException("sigmas must be above 0, got " + sigmas);
      }
      requireOne(leastSamples);
    }

    @Override
    public String text() {
      return sigmas == Double.POSITIVE_INFINITY
          ? covered(leastSamples, "nearer to it than to any other")
          : covered(leastSamples, "within " + plain(sigmas) + " sigma of it");
    }
  }

  /**
   * For a classifier: a sample counts for the mode that the classifier names.
   *
   * @param leastSamples samples that cover a mode, at least 1
   */
  record OfClass(int leastSamples) implements CountingRule {
    /** 1 sample: Lin et al. 2018 (PacGAN, arXiv 1712.04086) for StackedMNIST. */
    public static final OfClass PUBLISHED = new OfClass(1);

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public OfClass {
      requireOne(leastSamples);
    }

    @Override
    public String text() {
      return covered(leastSamples, "of its class");
    }
  }

  private static String covered(int leastSamples, String which) {
    String samples = leastSamples == 1 ? " sample " : " samples ";
    return "a mode is covered by at least " + leastSamples + samples + which;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static void requireOne(int leastSamples) {
    if (leastSamples < 1) {
      throw new IllegalArgumentException("a mode needs 1 sample or more, got " + leastSamples);
    }
  }
}
