package org.esgrima.train.monitor;

/**
 * A verdict with its reasons.
 *
 * @param since the first step from which the evidence speaks
 * @param evidence numbers in words, one sentence without its full stop
 * @param remedy what to try; empty for {@link Verdict#BALANCED}
 */
public record Diagnosis(Verdict verdict, long since, String evidence, String remedy) {}
