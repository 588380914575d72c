package org.esgrima.evaluate;

/**
 * A range of the samples of a source.
 *
 * @param source where they come from
 * @param from position of the first
 * @param count at least 1
 */
record Part(SampleSource source, long from, long count) {
  /** The first of them. */
  Part first(long most) {
    return new Part(source, from, Math.min(count, most));
  }
}
