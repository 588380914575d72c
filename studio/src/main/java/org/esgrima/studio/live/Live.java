package org.esgrima.studio.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.esgrima.studio.http.EventStream;
import org.esgrima.studio.http.Unexpected;
import org.esgrima.studio.jobs.Job;
import org.esgrima.studio.jobs.Jobs;
import org.esgrima.studio.runs.Runs;

/**
 * Tells visitors what changes. One thread does all the looking, and only at what somebody watches:
 * runs four times a second, the list of all once a second.
 */
public final class Live implements AutoCloseable {
  private static final int LOOK_MILLIS = 250;
  private static final int LIST_EVERY = 4;
  private static final int BEAT_EVERY = 40;

  private final Runs runs;
  private final Overview overview;
  private final Jobs jobs;
  private final List<EventStream> lists = new ArrayList<>();
  private final Map<String, RunWatch> watches = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "studio-live");
            made.setDaemon(true);
            return made;
          });
  private final Future<?> looking;
  private String listBefore = "";
  private long round;

  /** Nobody watches yet. */
  public Live(Runs runs, Overview overview, Jobs jobs) {
    this.runs = runs;
    this.overview = overview;
    this.jobs = jobs;
    jobs.listen(job -> soon(() -> tell(job)));
    looking =
        thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Lets a visitor watch the list of runs, and jobs. */
  public void watchAll(EventStream stream) {
    soon(
        () -> {
          lists.add(stream);
          stream.send("runs", overview.list());
        });
  }

  /**
   * Lets a visitor watch a run.
   *
   * @param since only ticks after this step at first
   */
  public void watch(String run, long since, EventStream stream) {
    soon(
        () ->
            watches
                .computeIfAbsent(run, name -> new RunWatch(name, runs, overview))
                .add(stream, since));
  }

  private void soon(Runnable task) {
    try {
      thread.execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      return; // the studio is closing
    }
  }

  // A scheduled task that throws would never run again: everybody's page would stand still.
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      Unexpected.print(e);
    }
  }

  private void tell(Job job) {
    ObjectNode tree = job.json();
    lists.forEach(stream -> stream.send("job", tree));
  }

  private void look() {
    round++;
    lists.removeIf(EventStream::isClosed);
    for (Iterator<RunWatch> all = watches.values().iterator(); all.hasNext(); ) {
      RunWatch watch = all.next();
      guarded(watch::look);
      if (watch.isEmpty()) {
        all.remove();
      }
    }
    if (round % LIST_EVERY == 0 && !lists.isEmpty()) {
      guarded(this::lookAtAll);
      guarded(jobs::beat);
    }
    if (round % BEAT_EVERY == 0) {
      lists.forEach(EventStream::beat);
      watches.values().forEach(RunWatch::beat);
    }
  }

  private void lookAtAll() {
    ObjectNode list = overview.list();
    String text = list.toString();
    if (!text.equals(listBefore)) {
      listBefore = text;
      lists.forEach(stream -> stream.send("runs", list));
    }
  }

  @Override
  public void close() {
    looking.cancel(true);
    thread.shutdownNow();
  }
}
