package org.esgrima.studio.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.esgrima.run.RunDirectory;
import org.esgrima.studio.jobs.Job;
import org.esgrima.studio.jobs.Jobs;
import org.esgrima.studio.runs.Runs;

/**
 * Runs and jobs together: what a run's directory says, and what this studio knows of its trainer.
 */
public final class Overview {
  private static final String STATE = "state";

  private final Runs runs;
  private final Jobs jobs;
  private final Set<String> stopping = ConcurrentHashMap.newKeySet();

  /** Runs with the jobs of this studio. */
  public Overview(Runs runs, Jobs jobs) {
    this.runs = runs;
    this.jobs = jobs;
  }

  /** Remembers that a run was asked to stop, until it is trained again. */
  public void stopping(String run) {
    stopping.add(run);
  }

  /** Forgets that. */
  public void starting(String run) {
    stopping.remove(run);
  }

  /** {@code GET /api/runs}. */
  public ObjectNode list() {
    return runs.list(this::summary);
  }

  /** One line of the list. */
  public ObjectNode summary(String name) {
    return completed(name, runs.summary(name));
  }

  /** Everything about a run. */
  public ObjectNode detail(RunDirectory run) {
    return completed(run.name(), runs.detail(run));
  }

  private ObjectNode completed(String name, ObjectNode tree) {
    tree.set(STATE, complete(name, (ObjectNode) tree.get(STATE)));
    return tree;
  }

  /** How a run stands. */
  public ObjectNode state(RunDirectory run) {
    return complete(run.name(), runs.state(run));
  }

  private ObjectNode complete(String name, ObjectNode state) {
    String word = state.path(STATE).asText();
    boolean alive = word.equals("starting") || word.equals("running") || word.equals("paused");
    if (alive && stopping.contains(name)) {
      state.put(STATE, "stopping");
    }
    Optional<Job> trainer = jobs.trainerOf(name);
    if (trainer.isPresent() && !alive) {
      if (trainer.get().state().ended()) {
        ofTrainer(state, word, trainer.get());
      } else {
        begins(name, state);
      }
    }
    return state;
  }

  /**
   * Its process is there, and has not yet said anything; what is on the disk is its forerunner's.
   */
  private void begins(String name, ObjectNode state) {
    state.put(STATE, stopping.contains(name) ? "stopping" : "starting");
    state.putNull("message");
    state.put("canResume", false);
  }

  private static void ofTrainer(ObjectNode state, String word, Job trainer) {
    state.put("exitCode", trainer.exitCode());
    boolean failed = trainer.state() == Job.State.FAILED || trainer.state() == Job.State.KILLED;
    if (failed && !word.equals("finished")) {
      state.put("error", trainer.message());
      if (trainer.state() == Job.State.KILLED) {
        state.put(STATE, "died");
        String remedy =
            state.path("canResume").asBoolean()
                ? "; resume goes on from the newest checkpoint"
                : "";
        state.put("message", "the trainer is gone: " + trainer.message() + remedy);
      } else if (word.equals("died") || word.equals("stopped")) {
        state.put(STATE, "failed");
        state.put("message", trainer.message());
      }
    }
  }
}
