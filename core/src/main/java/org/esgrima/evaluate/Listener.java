package org.esgrima.evaluate;

import java.util.List;
import org.esgrima.metric.Measurement;

/** Is told how an evaluation goes on, on its thread. What a method throws ends the evaluation. */
public interface Listener {
  /** Hears nothing. */
  Listener NONE = new Listener() {};

  /** Something that takes long begins or is worth knowing; one line. */
  default void notice(String line) {}

  /** So many more samples have been looked at; called often. */
  default void looked(long samples) {}

  /**
   * A metric is done.
   *
   * @param metric its name
   * @param found its figures, in order
   */
  default void measured(String metric, List<Measurement> found) {}
}
