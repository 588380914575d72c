package org.esgrima.evaluate;

import java.util.List;
import java.util.Optional;
import org.esgrima.metric.Measurement;

/** One measure that can be asked for by name. */
interface NamedMetric {
  /** What the user types: {@code fid}. */
  String name();

  /** One line for people: what it says and which direction is better. */
  String summary();

  /**
   * Why it cannot be taken of these samples, as {@code expected …} of an error; empty if it can.
   * Metrics with an objection are left out of {@code all}.
   */
  Optional<String> objection(Material material);

  /** Takes it; with floors, where it has some. */
  List<Measurement> measure(Material material);
}
