package org.esgrima.data.avatars;

/** The shape of a pair of glasses. */
public enum Frame {
  /** Circles. */
  ROUND,
  /** Rounded rectangles. */
  RECTANGULAR,
  /** Corners drawn up at the temples. */
  CAT_EYE,
  /** Drops with a thin rim. */
  AVIATOR
}
