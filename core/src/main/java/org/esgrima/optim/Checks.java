package org.esgrima.optim;

/** Checks of settings; the names in the messages are those of the configuration's keys. */
final class Checks {
  private Checks() {}

  static void present(String key, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
  }

  static void finite(String key, double value) {
    require(Double.isFinite(value), key, "finite", value);
  }

  static void notNegative(String key, double value) {
    require(value >= 0 && Double.isFinite(value), key, "at least 0 and finite", value);
  }

  static void positive(String key, double value) {
    require(value > 0 && Double.isFinite(value), key, "above 0 and finite", value);
  }

  static void atLeastOne(String key, long value) {
    require(value >= 1, key, "at least 1", value);
  }

  /** A share that is kept from step to step: at 1 the state would never change. */
  static void share(String key, double value) {
    require(value >= 0 && value < 1, key, "at least 0 and below 1", value);
  }

  /**
   * As above, for a schedule: of one that changes, the start is checked here, the rest as it comes.
   */
  static void share(String key, Schedule schedule) {
    present(key, schedule);
    share(key, schedule.at(0));
  }

  static void span(long startImages, long endImages) {
    require(startImages >= 0, "start-images", "at least 0", startImages);
    require(endImages > startImages, "end-images", "above start-images " + startImages, endImages);
  }

  private static void require(boolean fulfilled, String key, String range, Object value) {
    if (!fulfilled) {
      throw new IllegalArgumentException(key + " must be " + range + ", got " + value);
    }
  }
}
