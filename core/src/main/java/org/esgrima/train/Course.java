package org.esgrima.train;

import java.util.Map;
import org.esgrima.run.control.Side;

/**
 * How the game is played at some step: as configured, or as people have changed it since.
 *
 * @param players who is trained
 * @param config the settings that hold
 * @param changed values that hold in the place of configured ones, by key
 */
record Course(Side players, TrainingConfig config, Map<String, Object> changed) {
  /** Without any intervention. */
  static Course configured(TrainingConfig config) {
    return new Course(Side.BOTH, config, Map.of());
  }
}
