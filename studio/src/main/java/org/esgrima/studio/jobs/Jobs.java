package org.esgrima.studio.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.esgrima.InputException;

/**
 * All jobs, in three lanes: trainers, which run beside each other up to a limit and never wait;
 * what a visitor waits for; and long work, one at a time. Closing ends what is no training;
 * trainers go on, and the next studio finds them by their run directories.
 */
public final class Jobs implements AutoCloseable {
  private static final int MOST_WAITING = 16;
  private static final int QUICK_AT_A_TIME = 2;
  private static final int MOST_REMEMBERED = 100;

  private final Launcher launcher;
  private final Path directory;
  private final Lane trainers;
  private final Lane quick = new Lane(QUICK_AT_A_TIME, MOST_WAITING);
  private final Lane slow = new Lane(1, MOST_WAITING);
  private final Map<String, Job> all = new LinkedHashMap<>();
  private final List<Consumer<Job>> listeners = new CopyOnWriteArrayList<>();
  private int number;
  private boolean closed;

  /** Jobs that share the same places. */
  private static final class Lane {
    private final int places;
    private final int mostWaiting;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private int running;

    Lane(int places, int mostWaiting) {
      this.places = places;
      this.mostWaiting = mostWaiting;
    }

    boolean isFull() {
      return running >= places && waiting.size() >= mostWaiting;
    }

    /** Whether a new job may begin at once; otherwise it waits. */
    boolean enter(Job job) {
      if (running < places) {
        running++;
        return true;
      }
      waiting.add(job);
      return false;
    }

    /** After one has ended: the next, which takes its place. */
    Job next() {
      Job next = waiting.poll();
      running -= next == null ? 1 : 0;
      return next;
    }
  }

  /** Thrown where too many run or wait; the message says so. */
  public static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Full(String message) {
      super(message);
    }
  }

  /**
   * None yet.
   *
   * @param trainers most trainers at the same time
   */
  public Jobs(Launcher launcher, int trainers) {
    this.launcher = launcher;
    this.trainers = new Lane(trainers, 0);
    try {
      this.directory = Files.createTempDirectory("esgrima-studio");
    } catch (IOException e) {
      throw new UncheckedIOException("no place for temporary files", e);
    }
  }

  /** How commands are called. */
  public Launcher launcher() {
    return launcher;
  }

  /** Is told about every change of a job, by any thread; must return quickly. */
  public void listen(Consumer<Job> listener) {
    listeners.add(listener);
  }

  private void tell(Job job) {
    listeners.forEach(listener -> listener.accept(job));
  }

  /** All jobs that are remembered, the newest first. */
  public synchronized List<Job> all() {
    List<Job> jobs = new ArrayList<>(all.values());
    java.util.Collections.reverse(jobs);
    return jobs;
  }

  /** A job. */
  public synchronized Optional<Job> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /** The trainer that this studio started for a run, the newest; also one that has ended. */
  public Optional<Job> trainerOf(String run) {
    return all().stream()
        .filter(job -> job.kind().trains() && job.run().filter(run::equals).isPresent())
        .findFirst();
  }

  /** A place for the files of a job that is about to be started. */
  public synchronized Prepared prepare(Job.Kind kind) {
    String id = Integer.toString(++number);
    Path place = directory.resolve(id);
    try {
      Files.createDirectories(place.resolve("files"));
    } catch (IOException e) {
      throw new UncheckedIOException("no place for temporary files", e);
    }
    return new Prepared(id, kind, place);
  }

  /**
   * A job that has a place and nothing else.
   *
   * @param directory its own; what it leaves in {@code files} below can be fetched
   */
  public record Prepared(String id, Job.Kind kind, Path directory) {
    /** Where files go that visitors may fetch. */
    public Path files() {
      return directory.resolve("files");
    }
  }

  /** As the other, for a job without files and result. */
  public Job start(Job.Kind kind, String run, List<String> arguments) {
    return start(prepare(kind), run, arguments, job -> NullNode.getInstance());
  }

  /**
   * Starts a job, or lets it wait.
   *
   * @param run its run; null if there is none yet
   * @param arguments of the command line
   * @param result reads what it has found, once it has ended well
   * @throws Full if too many run or wait
   * @throws InputException if the machine does not start it
   */
  public Job start(
      Prepared prepared, String run, List<String> arguments, Function<Job, JsonNode> result) {
    Job job = new Job(prepared, run, arguments, launcher.shown(arguments), result);
    boolean now;
    synchronized (this) {
      requireRoom(job.kind());
      all.put(job.id(), job);
      forgetOldest();
      now = lane(job.kind()).enter(job);
    }
    if (now) {
      begin(job);
    } else {
      tell(job);
    }
    return job;
  }

  private Lane lane(Job.Kind kind) {
    return switch (kind) {
      case TRAIN, RESUME -> trainers;
      case EXPORT, DIRAC -> quick;
      case ESTIMATE, PROJECTION, TOURNAMENT -> slow;
    };
  }

  private void requireRoom(Job.Kind kind) {
    if (closed) {
      throw new Full("the studio is closing");
    }
    if (lane(kind).isFull()) {
      throw new Full(
          kind.trains()
              ? trainers.places
                  + " trainers of this studio run already, the most at a time; stop one first"
              : MOST_WAITING + " jobs are waiting already; try again when one has ended");
    }
  }

  private void forgetOldest() {
    if (all.size() <= MOST_REMEMBERED) {
      return;
    }
    all.values().stream()
        .filter(job -> job.state().ended())
        .findFirst()
        .ifPresent(
            job -> {
              all.remove(job.id());
              delete(job.directory());
            });
  }

  private void begin(Job job) {
    try {
      job.begin(launcher);
    } catch (InputException e) {
      job.failed(e.getMessage());
      ended(job);
      throw e;
    }
    if (job.state().ended()) {
      ended(job); // cancelled while it waited
      return;
    }
    tell(job);
    CompletableFuture<?> unused =
        job.process()
            .onExit()
            .thenAccept(
                process -> {
                  job.over(process.exitValue());
                  ended(job);
                });
  }

  private void ended(Job job) {
    tell(job);
    Job next;
    synchronized (this) {
      next = lane(job.kind()).next();
    }
    if (next != null) {
      try {
        begin(next);
      } catch (InputException e) {
        // The job says so itself.
        tell(next);
      }
    }
  }

  /** Tells listeners about jobs at work, whose last words may have changed. */
  public void beat() {
    all().stream().filter(job -> job.state() == Job.State.RUNNING).forEach(this::tell);
  }

  @Override
  public void close() {
    List<Job> left;
    synchronized (this) {
      closed = true;
      quick.waiting.clear();
      slow.waiting.clear();
      left = all().stream().filter(job -> !job.state().ended()).toList();
    }
    left.stream().filter(job -> !job.kind().trains()).forEach(job -> job.cancel(true));
    if (left.stream().anyMatch(job -> job.kind().trains())) {
      // A trainer goes on, and still writes its last words into its directory.
      all().stream().filter(job -> !left.contains(job)).forEach(job -> delete(job.directory()));
    } else {
      delete(directory);
    }
  }

  private static void delete(Path tree) {
    try (Stream<Path> entries = Files.walk(tree)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (IOException e) {
      tree.toFile().deleteOnExit(); // a process that is about to end still writes there
    }
  }
}
