package org.esgrima.data.avatars;

/** How the person presents; decides on lashes, make-up, neck and shoulders by itself. */
public enum Person {
  /** A man. */
  MAN,
  /** A woman. */
  WOMAN
}
