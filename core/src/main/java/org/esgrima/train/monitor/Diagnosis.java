package org.esgrima.train.monitor;

/**
 * A verdict with its reasons.
 *
 * @param since the first step from which the evidence speaks
 * @param seen the evidence
 * @param remedy what to try; empty for {@link Verdict#BALANCED}
 */
public record Diagnosis(Verdict verdict, long since, Evidence seen, String remedy) {
  /** The evidence: numbers in words, one sentence without its full stop. */
  public String evidence() {
    return seen.words();
  }
}
