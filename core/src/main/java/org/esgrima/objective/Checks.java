package org.esgrima.objective;

import org.esgrima.optim.Schedule;

/** Checks of settings; the names in the messages are those of the configuration's keys. */
final class Checks {
  private Checks() {}

  static void finite(String key, double value) {
    require(Double.isFinite(value), key, "finite", value);
  }

  static void notNegative(String key, double value) {
    require(value >= 0 && Double.isFinite(value), key, "at least 0 and finite", value);
  }

  /**
   * As above, for a schedule: of one that changes, the start is checked here, the rest as it comes.
   */
  static void notNegative(String key, Schedule schedule) {
    if (schedule == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    notNegative(key, schedule.at(0));
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
