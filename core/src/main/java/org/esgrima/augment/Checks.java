package org.esgrima.augment;

/** Checks of settings; the names in the messages are those of the configuration's keys. */
final class Checks {
  private Checks() {}

  static void finite(String key, double value) {
    require(Double.isFinite(value), key, "finite", value);
  }

  static void notNegative(String key, double value) {
    require(value >= 0 && Double.isFinite(value), key, "at least 0 and finite", value);
  }

  static void positive(String key, double value) {
    require(value > 0 && Double.isFinite(value), key, "above 0 and finite", value);
  }

  static void atLeastOne(String key, int value) {
    require(value >= 1, key, "at least 1", value);
  }

  static void require(boolean fulfilled, String key, String range, Object value) {
    if (!fulfilled) {
      throw new IllegalArgumentException(key + " must be " + range + ", got " + value);
    }
  }
}
