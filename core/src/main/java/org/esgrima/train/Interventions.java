package org.esgrima.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esgrima.io.Json;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.Command;
import org.esgrima.run.control.Intervention;
import org.esgrima.run.control.InterventionLog;
import org.esgrima.run.control.Side;

/**
 * What people have changed in a run, as a function of the step: the only thing that decides its
 * {@link Course}, so that a run that is resumed or rolled back takes the same.
 */
final class Interventions {
  private final Path file;
  private final TrainingConfig configured;
  private List<Intervention> all;

  /**
   * Reads those of a run.
   *
   * @throws org.esgrima.InputException if the file cannot be read or does not fit the configuration
   */
  Interventions(RunDirectory run, TrainingConfig configured) {
    this.file = run.interventionsFile();
    this.configured = configured;
    this.all = InterventionLog.read(file);
    at(Long.MAX_VALUE);
  }

  /** Whether one was ever recorded for a later step. */
  boolean anyAfter(long step) {
    return all.stream().anyMatch(one -> one.step() > step);
  }

  /** Records one, in place of any of later steps. */
  void add(Intervention one) {
    all = InterventionLog.add(file, one);
  }

  /** How the next step is played when so many are finished. */
  Course at(long step) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    Side players = Side.BOTH;
    for (Intervention one : all) {
      if (one.step() > step || (one.until() != null && one.until() <= step)) {
        continue;
      }
      if (one.key().equals(Intervention.PLAYERS)) {
        players = Json.bind(one.value(), Side.class, file + ": players");
      } else if (one.becomes() == null) {
        values.remove(one.key());
      } else {
        SteerableSettings.value(configured, one.key());
        values.put(one.key(), one.becomes());
      }
    }
    return values.isEmpty() && players == Side.BOTH
        ? Course.configured(configured)
        : new Course(
            players, SteerableSettings.with(configured, values), new LinkedHashMap<>(values));
  }

  /** Finished steps at the next change of the course after {@code step}; large if there is none. */
  long nextChange(long step) {
    long next = Long.MAX_VALUE;
    for (Intervention one : all) {
      for (long at : new long[] {one.step(), one.until() == null ? -1 : one.until()}) {
        next = at > step ? Math.min(next, at) : next;
      }
    }
    return next;
  }

  /** Lets settings that somebody gives anew when resuming take the place of interventions. */
  static void giveWay(
      RunDirectory run, TrainingConfig configured, ObjectNode changes, long finishedSteps) {
    Interventions before = new Interventions(run, configured);
    SteerableSettings.namedBy(changes, before.at(finishedSteps).changed().keySet())
        .forEach(
            key ->
                before.add(
                    new Intervention(
                        finishedSteps, key, TextNode.valueOf(Command.Set.CONFIGURED), null, null)));
  }
}
