package org.esgrima.train.monitor;

import java.util.Locale;

/** How a game may stand. */
public enum Verdict {
  /** None of the troubles below. */
  BALANCED("balanced"),
  /** D tells all samples apart for long: G's gradient is about to vanish. */
  D_TOO_STRONG("D too strong"),
  /** D takes synthetic samples for real ones for long: its gradient leads G nowhere. */
  G_TOO_STRONG("G too strong"),
  /** The lead changes hands again and again: the players circle each other. */
  OSCILLATING("oscillating"),
  /** Modes or variety are gone: G has found what deceives D and repeats it. */
  COLLAPSING("collapsing"),
  /** Modes that were covered went and came back: D forgets what G used to make. */
  FORGETTING("forgetting"),
  /** Numbers grow without bound. */
  DIVERGING("diverging"),
  /** D knows its real samples by heart. */
  MEMORISING("memorising");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** For people: {@code "D too strong"}. */
  public String words() {
    return words;
  }

  /** For files: {@code "d-too-strong"}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
