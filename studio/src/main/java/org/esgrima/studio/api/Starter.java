package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.http.Reply;
import org.esgrima.studio.jobs.Job;
import org.esgrima.studio.jobs.Jobs;
import org.esgrima.studio.runs.RunsFolder;

/**
 * Starts trainers and waits, without a thread, until each has its run directory or has refused. A
 * trainer's directory is the one whose lock has the number of its process.
 */
public final class Starter implements AutoCloseable {
  private static final int LOOK_MILLIS = 100;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final RunsFolder folder;
  private final Jobs jobs;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "studio-starter");
            made.setDaemon(true);
            return made;
          });

  /** Starts trainers of a folder. */
  public Starter(RunsFolder folder, Jobs jobs) {
    this.folder = folder;
    this.jobs = jobs;
  }

  /** Runs something later, again and again until it says that it is done. */
  void poll(BooleanSupplier done) {
    Future<?> unused =
        clock.schedule(
            () -> {
              if (!done.getAsBoolean()) {
                poll(done);
              }
            },
            LOOK_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /**
   * Starts a trainer.
   *
   * @param run the run that goes on; null for a new one
   */
  Reply start(Job.Kind kind, String run, List<String> arguments) {
    Job job;
    try {
      job = jobs.start(kind, run, arguments);
    } catch (Jobs.Full e) {
      throw Tell.full(e);
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    long until = System.nanoTime() + PATIENCE_NANOS;
    poll(
        () -> {
          try {
            return look(job, run, answer, until);
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
            return true;
          }
        });
    return new Reply.Later(answer);
  }

  // Goes on after the answer until the run is known: fetching data may take longer than a visitor
  // waits.
  private boolean look(Job job, String run, CompletableFuture<Answer> answer, long until) {
    Optional<String> found =
        run == null ? madeBy(job.pid()) : Optional.of(run).filter(r -> isHeldBy(r, job.pid()));
    if (found.isPresent()) {
      job.madeRun(found.get());
      answer.complete(started(job));
      return true;
    }
    if (job.state().ended()) {
      boolean refused = job.state() != Job.State.DONE;
      if (refused) {
        answer.completeExceptionally(HttpError.refused(refusal(job)));
      } else {
        answer.complete(started(job));
      }
      return true;
    }
    if (System.nanoTime() > until) {
      answer.complete(started(job));
    }
    return false;
  }

  private static String refusal(Job job) {
    String said = job.message();
    return said.isEmpty() ? "the trainer ended without a word" : said;
  }

  private static Answer started(Job job) {
    ObjectNode tree = Tell.object().put("run", job.run().orElse(null));
    tree.set("job", job.json());
    return Answer.json(201, tree);
  }

  private Optional<String> madeBy(long pid) {
    return folder.names().stream().limit(16).filter(name -> isHeldBy(name, pid)).findFirst();
  }

  private boolean isHeldBy(String name, long pid) {
    Path lock = folder.path(name).resolve(".lock");
    try {
      return Files.size(lock) <= 32 && Files.readString(lock).strip().equals(Long.toString(pid));
    } catch (IOException e) {
      return false; // not locked yet
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
