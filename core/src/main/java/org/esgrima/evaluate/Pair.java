package org.esgrima.evaluate;

/**
 * Two sets to compare: fakes with reals, or reals with other reals for the floor.
 *
 * @param floor whether both are real
 */
record Pair(Part reals, Part fakes, boolean floor) {
  /** Both cut to the size of the smaller one, and to at most so many. */
  Pair equal(long most) {
    long count = Math.min(most, Math.min(reals.count(), fakes.count()));
    return new Pair(reals.first(count), fakes.first(count), floor);
  }
}
