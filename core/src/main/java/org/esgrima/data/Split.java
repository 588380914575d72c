package org.esgrima.data;

/** The two halves in which published image sets come. */
public enum Split {
  /** The samples to learn from. */
  TRAIN,
  /** The samples held back for measuring. */
  TEST
}
