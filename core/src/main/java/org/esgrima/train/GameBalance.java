package org.esgrima.train;

/** Who is winning, in words: read off how often the discriminator is right. */
public enum GameBalance {
  /** D is right in 97 % or more: the generator's gradient is about to vanish. */
  DISCRIMINATOR_FAR_AHEAD("D far ahead"),
  /** D is right in 80 % or more. */
  DISCRIMINATOR_AHEAD("D ahead"),
  /** D is right in 60 % to 80 %: where most healthy games are played. */
  CLOSE("close, D leads"),
  /** D is right in 40 % to 60 %: it can hardly tell, as at the equilibrium. */
  EVEN("even"),
  /** D is wrong more often than right. */
  GENERATOR_AHEAD("G ahead"),
  /** D says the same of almost everything: real or synthetic makes no difference to it. */
  DISCRIMINATOR_BLIND("D says the same of everything");

  private final String words;

  GameBalance(String words) {
    this.words = words;
  }

  /**
   * Judges by D's accuracy on real and on synthetic samples, in [0, 1]; 0.5 is a coin's.
   *
   * <p>The borders are this project's own rule of thumb; no paper gives any.
   */
  public static GameBalance of(double accuracyReal, double accuracyFake) {
    if (Math.min(accuracyReal, accuracyFake) < 0.25
        && Math.max(accuracyReal, accuracyFake) > 0.75) {
      return DISCRIMINATOR_BLIND;
    }
    return ofShare((accuracyReal + accuracyFake) / 2);
  }

  /**
   * Judges by one share in which D is right, in [0, 1]; 0.5 is a coin's. Of games whose loss
   * {@linkplain org.esgrima.objective.AdversarialLoss#comparesOnly compares only}, the share of
   * pairs of a real and a synthetic sample in which D prefers the real one.
   */
  public static GameBalance ofShare(double accuracy) {
    if (accuracy >= 0.97) {
      return DISCRIMINATOR_FAR_AHEAD;
    }
    if (accuracy >= 0.8) {
      return DISCRIMINATOR_AHEAD;
    }
    if (accuracy >= 0.6) {
      return CLOSE;
    }
    return accuracy >= 0.4 ? EVEN : GENERATOR_AHEAD;
  }

  /** A few words for people. */
  public String words() {
    return words;
  }
}
