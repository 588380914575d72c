package org.esgrima.studio.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.esgrima.io.Json;
import org.esgrima.run.CheckpointKeeper;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.RunState;

/**
 * How a run stands: what its trainer says in {@code state.json}, checked against the processes of
 * this machine; for runs without that file, what can be seen from their history and their lock.
 *
 * @param state a word of the HTTP interface
 * @param message one line for people; may be empty
 * @param file what the trainer says; empty where it says nothing
 * @param step finished steps
 * @param images real images that D has seen
 * @param seconds spent training
 * @param share of the run that is done, 0 to 1; NaN where it has no limit
 * @param canResume whether no trainer is at it and a checkpoint is there
 */
record Standing(
    String state,
    String message,
    Optional<RunState> file,
    long step,
    long images,
    double seconds,
    double share,
    boolean canResume) {

  /** Whether a trainer is at work. */
  boolean alive() {
    return List.of("starting", "running", "paused").contains(state);
  }

  /**
   * Finds out.
   *
   * @throws org.esgrima.InputException if a file of the run is damaged
   */
  static Standing of(RunDirectory run, JsonNode config) {
    Path path = run.path();
    Optional<RunState> file = RunState.read(Limit.checked(path, run.stateFile(), Limit.SMALL));
    JsonNode last = LastLine.of(Limit.checked(path, run.statsFile(), Limit.HISTORY));
    long step = Math.max(last.path("step").asLong(), file.map(RunState::step).orElse(0L));
    long images = Math.max(last.path("images").asLong(), file.map(RunState::images).orElse(0L));
    double seconds =
        Math.max(last.path("seconds").asDouble(), file.map(RunState::seconds).orElse(0.0));
    double share = share(config, step, images, seconds);
    String state =
        file.map(s -> word(s.phase()))
            .orElseGet(
                () -> LockHolder.isAlive(run) ? "running" : share >= 1 ? "finished" : "stopped");
    boolean alive = file.map(s -> s.phase().alive()).orElse(state.equals("running"));
    boolean checkpoint =
        !new CheckpointKeeper(run, CheckpointKeeper.Policy.DEFAULT).steps().isEmpty();
    return new Standing(
        state, message(file, checkpoint), file, step, images, seconds, share, !alive && checkpoint);
  }

  private static String word(RunState.Phase phase) {
    return phase == RunState.Phase.LOST ? "died" : phase.name().toLowerCase(Locale.ROOT);
  }

  private static String message(Optional<RunState> file, boolean checkpoint) {
    if (file.isEmpty()) {
      return "";
    }
    RunState state = file.get();
    if (state.phase() == RunState.Phase.LOST) {
      return "the trainer (process %d) is gone without a word after step %d: killed, or out of memory; %s"
          .formatted(
              state.process().pid(),
              state.step(),
              checkpoint ? "resume goes on from the newest checkpoint" : "it left no checkpoint");
    }
    return state.message();
  }

  private static double share(JsonNode config, long step, long images, double seconds) {
    double steps = config.path("steps").asDouble();
    double ofImages = config.path("images").asDouble();
    double minutes = config.path("minutes").asDouble();
    if (steps <= 0 && ofImages <= 0 && minutes <= 0) {
      return Double.NaN;
    }
    double share = 0;
    share = steps > 0 ? Math.max(share, step / steps) : share;
    share = ofImages > 0 ? Math.max(share, images / ofImages) : share;
    share = minutes > 0 ? Math.max(share, seconds / 60 / minutes) : share;
    return Math.min(1, share);
  }

  private Double secondsLeft() {
    if (!alive() || Double.isNaN(share)) {
      return null;
    }
    Double said = file.map(RunState::secondsLeft).orElse(null);
    return said != null || share <= 0 ? said : (Double) (seconds * (1 - share) / share);
  }

  /** As the schema {@code State} of the HTTP interface. */
  ObjectNode json() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("state", state);
    tree.put("message", message.isEmpty() ? null : message);
    tree.put("step", step).put("images", images).put("seconds", seconds);
    tree.put("progress", Double.isNaN(share) ? null : (Double) share);
    tree.put("secondsLeft", secondsLeft());
    tree.set("halfStep", file.map(RunState::halfStep).map(Json::tree).orElse(null));
    tree.put("players", file.map(s -> Json.tree(s.players()).asText()).orElse("both"));
    tree.put("pace", file.map(RunState::pace).orElse(0.0));
    tree.set("interventions", file.map(s -> Json.tree(s.interventions())).orElse(null));
    tree.put("imagesPerSecond", alive() ? file.map(RunState::imagesPerSecond).orElse(null) : null);
    tree.put("steerable", alive() && file.isPresent());
    tree.put("canResume", canResume);
    tree.putNull("exitCode");
    tree.putNull("error");
    Finite.clean(tree);
    return tree;
  }

  /** How a run that cannot be read stands. */
  static ObjectNode broken(String problem) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    return tree.put("state", "broken")
        .put("message", problem)
        .put("steerable", false)
        .put("canResume", false);
  }

  /** Finds out whether the process that last locked a run without a state file still lives. */
  private static final class LockHolder {
    // The clock of files and that of processes may differ by a tick of either.
    private static final long TOLERANCE_MILLIS = 2_000;

    static boolean isAlive(RunDirectory run) {
      Path lock = run.path().resolve(".lock");
      try {
        if (!Files.exists(lock) || Files.size(lock) > 32) {
          return false;
        }
        String text = Files.readString(lock).strip();
        if (!text.matches("\\d{1,18}")) {
          return false;
        }
        // A process that began after the lock was written has only inherited its number.
        long written = Files.getLastModifiedTime(lock).toMillis() + TOLERANCE_MILLIS;
        return ProcessHandle.of(Long.parseLong(text))
            .filter(ProcessHandle::isAlive)
            .flatMap(process -> process.info().startInstant())
            .map(start -> start.toEpochMilli() <= written)
            .orElse(false);
      } catch (java.io.IOException e) {
        return false; // gone a moment ago, as its run is
      }
    }
  }
}
