package org.esgrima.studio.generate;

import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.esgrima.InputException;
import org.esgrima.run.RunDirectory;
import org.esgrima.runtime.BusyException;
import org.esgrima.runtime.Generator;
import org.esgrima.runtime.GeneratorOptions;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.jobs.Job;
import org.esgrima.studio.jobs.Jobs;

/**
 * Generators by checkpoint. The first visitor of a checkpoint has it exported, by a child process,
 * into an ONNX file; all later ones use the opened file. A few stay open; what may wait is bounded,
 * and whoever comes when all places are taken is told to come again.
 */
public final class Models implements AutoCloseable {
  private static final int MOST_OPEN = 4;
  private static final int THREADS = 4;
  private static final int BATCH = 32;
  // Numbers of all samples of one batch: the networks' inner pictures take many times as much.
  private static final int BATCH_NUMBERS = 4 << 20;
  private static final int LARGEST_SIDE = 8_192;
  private static final int RETRY_SECONDS = 2;

  private final Jobs jobs;
  private final int threads;
  private final Map<ModelKey, CompletableFuture<Model>> open = new LinkedHashMap<>(16, 0.75f, true);
  private final ThreadPoolExecutor workers;
  private final Semaphore places = new Semaphore(THREADS, true);

  /**
   * None yet.
   *
   * @param threads processor threads of one batch; 0 for all cores
   * @param waiting requests that may wait
   */
  public Models(Jobs jobs, int threads, int waiting) {
    this.jobs = jobs;
    this.threads = threads;
    this.workers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> {
              Thread made = new Thread(task, "studio-generate");
              made.setDaemon(true);
              return made;
            });
    workers.allowCoreThreadTimeOut(true);
  }

  /**
   * Lets something be made by the generator of a checkpoint.
   *
   * @param work is called by the caller where there is room at once, otherwise by one of few
   *     threads; never by more than {@value #THREADS} together
   * @return completed exceptionally by an {@link HttpError} where it is refused
   */
  <T> CompletableFuture<T> with(RunDirectory run, String which, Function<Model, T> work) {
    ModelKey key;
    try {
      key = ModelKey.of(run, which);
    } catch (java.util.NoSuchElementException e) {
      throw HttpError.conflict(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw HttpError.wrong("checkpoint", "latest, best or a step", which);
    }
    CompletableFuture<Model> model = model(run, key);
    CompletableFuture<T> made =
        model.isDone() && !model.isCompletedExceptionally()
            ? now(model.join(), work)
            : model.thenCompose(opened -> later(opened, work));
    return made.exceptionallyCompose(Models::explain);
  }

  /** Without the way to another thread, if there is room and nobody waits for it. */
  private <T> CompletableFuture<T> now(Model model, Function<Model, T> work) {
    boolean free = workers.getQueue().isEmpty() && !places.hasQueuedThreads();
    if (!free || !places.tryAcquire()) {
      return later(model, work);
    }
    try {
      return CompletableFuture.completedFuture(made(model, work));
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    } finally {
      places.release();
    }
  }

  private static <T> CompletableFuture<T> explain(Throwable thrown) {
    Throwable e =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return CompletableFuture.failedFuture(
        e instanceof BusyException ? HttpError.busy(e.getMessage(), RETRY_SECONDS) : e);
  }

  private <T> CompletableFuture<T> later(Model model, Function<Model, T> work) {
    try {
      return CompletableFuture.supplyAsync(
          () -> {
            places.acquireUninterruptibly();
            try {
              return made(model, work);
            } finally {
              places.release();
            }
          },
          workers);
    } catch (RejectedExecutionException e) {
      throw HttpError.tooMany(
          "too many pictures are asked for at once; try again a little later", RETRY_SECONDS);
    }
  }

  private static <T> T made(Model model, Function<Model, T> work) {
    if (!model.enter()) {
      throw HttpError.busy("this checkpoint was just replaced by a newer one", 1);
    }
    try {
      return work.apply(model);
    } finally {
      model.leave();
    }
  }

  private CompletableFuture<Model> model(RunDirectory run, ModelKey key) {
    CompletableFuture<Model> made;
    synchronized (open) {
      CompletableFuture<Model> before = open.get(key);
      if (before != null) {
        return before;
      }
      made = export(run, key);
      open.put(key, made);
      discardOldest();
    }
    CompletableFuture<?> unused =
        made.whenComplete(
            (model, e) -> {
              if (e != null) {
                synchronized (open) {
                  open.remove(key, made); // the next visitor may have more luck
                }
              }
            });
    return made;
  }

  // An older checkpoint of the same run goes first: nobody asks for it again by "latest".
  private void discardOldest() {
    Iterator<CompletableFuture<Model>> all = open.values().iterator();
    while (open.size() > MOST_OPEN && all.hasNext()) {
      CompletableFuture<Model> oldest = all.next();
      if (oldest.isDone()) {
        all.remove();
        discard(oldest);
      }
    }
  }

  private static void discard(CompletableFuture<Model> model) {
    CompletableFuture<?> unused = model.thenAccept(Model::discard);
  }

  private CompletableFuture<Model> export(RunDirectory run, ModelKey key) {
    GeneratorOptions options = options(side(run));
    Jobs.Prepared prepared = jobs.prepare(Job.Kind.EXPORT);
    Path file = prepared.directory().resolve("generator.onnx");
    List<String> arguments =
        List.of("export", key.file().toString(), "--format", "onnx", "--out", file.toString());
    try {
      return jobs.start(prepared, key.run(), arguments, job -> NullNode.getInstance())
          .end()
          .thenApplyAsync(ended -> opened(key, ended, file, options));
    } catch (Jobs.Full e) {
      throw HttpError.tooMany(e.getMessage(), RETRY_SECONDS);
    }
  }

  private Model opened(ModelKey key, Job job, Path file, GeneratorOptions options) {
    if (job.state() != Job.State.DONE || !Files.exists(file)) {
      String said = job.message();
      throw HttpError.conflict(
          "the generator of %s after step %d cannot be exported: %s"
              .formatted(key.run(), key.step(), said.isEmpty() ? "no word why" : said));
    }
    try {
      Generator generator = Generator.open(file, options);
      Files.deleteIfExists(file); // it is in memory
      return new Model(key, generator);
    } catch (InputException | java.io.IOException e) {
      throw HttpError.conflict(String.valueOf(e.getMessage()));
    }
  }

  /** Of its images in pixels; 1 for points. Settings take long to read: once for a checkpoint. */
  private static int side(RunDirectory run) {
    int side = run.readConfig().path("architecture").path("resolution").asInt(1);
    return Math.max(1, Math.min(side, LARGEST_SIDE));
  }

  private GeneratorOptions options(int side) {
    int batch = Math.max(1, Math.min(BATCH, BATCH_NUMBERS / (3 * side * side)));
    return new GeneratorOptions(threads, batch, GeneratorOptions.DEFAULT.waiting());
  }

  @Override
  public void close() {
    workers.shutdownNow();
    synchronized (open) {
      open.values().forEach(Models::discard);
      open.clear();
    }
  }
}
