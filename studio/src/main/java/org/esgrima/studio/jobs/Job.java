package org.esgrima.studio.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esgrima.InputException;

/** One child process from the wish to have it to its end. */
public final class Job {
  /** What a job is for. */
  public enum Kind {
    TRAIN,
    RESUME,
    EXPORT,
    ESTIMATE,
    PROJECTION,
    TOURNAMENT,
    DIRAC;

    /** Whether it trains: such jobs have slots of their own and may outlive the studio. */
    public boolean trains() {
      return this == TRAIN || this == RESUME;
    }
  }

  /** How it stands. */
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    KILLED,
    CANCELLED;

    /** Whether it is over. */
    public boolean ended() {
      return this != QUEUED && this != RUNNING;
    }
  }

  private static final int MOST_TEXT = 4 << 20;
  private static final int MOST_WORDS = 16 << 10;
  private static final Pattern FILE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final Pattern SHARE =
      Pattern.compile("(\\d{1,3}) ?%|\\b([\\d,]{1,9}) of ([\\d,]{1,9})\\b");
  // What displays of progress write over: a return, and codes of terminals.
  private static final Pattern OVERWRITTEN = Pattern.compile("\\r|\u001b\\[[0-9;]*[A-Za-z]");

  private final String id;
  private final Kind kind;
  private final List<String> arguments;
  private final String shown;
  private final Path directory;
  private final Function<Job, JsonNode> reader;
  private final CompletableFuture<Job> end = new CompletableFuture<>();

  private String run;
  private State state = State.QUEUED;
  private Process process;
  private Instant started;
  private Instant ended;
  private int exitCode;
  private boolean cancelled;
  private String message = "";
  private JsonNode result;

  Job(
      Jobs.Prepared prepared,
      String run,
      List<String> arguments,
      String shown,
      Function<Job, JsonNode> reader) {
    this.id = prepared.id();
    this.kind = prepared.kind();
    this.run = run;
    this.arguments = List.copyOf(arguments);
    this.shown = shown;
    this.directory = prepared.directory();
    this.reader = reader;
  }

  /** Its number. */
  public String id() {
    return id;
  }

  /** What it is for. */
  public Kind kind() {
    return kind;
  }

  /** The run that it works on; empty as long as there is none. */
  public synchronized Optional<String> run() {
    return Optional.ofNullable(run);
  }

  /** Says which run it has made. */
  public synchronized void madeRun(String name) {
    run = name;
  }

  /** How it stands. */
  public synchronized State state() {
    return state;
  }

  /** The exit code of a process that has ended. */
  public synchronized int exitCode() {
    return exitCode;
  }

  /** Number of the process; 0 before it was started. */
  public synchronized long pid() {
    return process == null ? 0 : process.pid();
  }

  /** Completed when the process has ended, however. */
  public CompletableFuture<Job> end() {
    return end;
  }

  /** Where its files lie. */
  public Path directory() {
    return directory;
  }

  /** What it has printed as its result. */
  public String output() {
    return tail(directory.resolve("out"), MOST_TEXT);
  }

  /** The last thing it had to say, without the program's name; may be empty. */
  public String message() {
    synchronized (this) {
      if (!message.isEmpty()) {
        return message;
      }
    }
    String errors = lastLine(directory.resolve("err"));
    String results = lastLine(directory.resolve("out"));
    boolean atWork = state() == State.RUNNING;
    String said = (atWork ? results.isEmpty() : !errors.isEmpty()) ? errors : results;
    return said.replaceFirst("^esgrima: ", "");
  }

  synchronized void begin(Launcher launcher) {
    if (state.ended()) {
      return; // cancelled while it waited
    }
    started = Instant.now();
    process =
        launcher.start(
            arguments, kind == Kind.PROJECTION, directory.resolve("out"), directory.resolve("err"));
    state = State.RUNNING;
  }

  synchronized Process process() {
    return process;
  }

  /** After the process has ended. */
  void over(int code) {
    synchronized (this) {
      exitCode = code;
    }
    // A Java that a signal ended says 128 and the signal's number.
    int signal = code > 128 ? code - 128 : 0;
    if (code == 0) {
      done();
    } else if (isCancelled() || code == 130) {
      finish(State.CANCELLED, isCancelled() ? "cancelled" : "");
    } else if (signal > 0) {
      finish(
          State.KILLED,
          "its process was ended by signal %d%s"
              .formatted(signal, signal == 9 ? " (killed, or out of memory)" : ""));
    } else {
      finish(State.FAILED, "");
    }
  }

  /** What it has found is read before anybody hears that it is done. */
  private void done() {
    try {
      JsonNode found = reader.apply(this);
      synchronized (this) {
        result = found;
      }
      finish(State.DONE, "");
    } catch (InputException e) {
      finish(State.FAILED, e.getMessage());
    }
  }

  /** It could not even begin. */
  void failed(String why) {
    finish(State.FAILED, why);
  }

  private void finish(State how, String why) {
    synchronized (this) {
      state = how;
      ended = Instant.now();
      message = why;
    }
    end.complete(this);
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Asks the process to end in good order; a second time, or by force, at once. */
  public synchronized void cancel(boolean force) {
    boolean again = cancelled;
    cancelled = true;
    if (state == State.QUEUED) {
      finish(State.CANCELLED, "cancelled before it began");
    } else if (process != null && process.isAlive()) {
      if (force || again) {
        process.destroyForcibly();
      } else {
        process.destroy();
      }
    }
  }

  /** A file that it has made; empty if there is none of this name. */
  public Optional<Path> file(String name) {
    Path file = directory.resolve("files").resolve(name);
    return FILE.matcher(name).matches() && Files.isRegularFile(file)
        ? Optional.of(file)
        : Optional.empty();
  }

  private List<String> files() {
    try (Stream<Path> entries = Files.list(directory.resolve("files"))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> FILE.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // it makes none
    }
  }

  /** As the schema {@code Job}. */
  public ObjectNode json() {
    String said = message();
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    synchronized (this) {
      tree.put("id", id).put("kind", kind.name().toLowerCase(Locale.ROOT)).put("run", run);
      tree.put("state", state.name().toLowerCase(Locale.ROOT));
      tree.put("progress", state == State.DONE ? Double.valueOf(1) : share(said));
      tree.put("message", said.isEmpty() ? null : said);
      tree.put("command", shown);
      tree.put("started", time(started)).put("ended", time(ended));
      tree.set("result", result);
    }
    ArrayNode files = tree.putArray("files");
    files().forEach(name -> files.add("/api/jobs/%s/files/%s".formatted(id, name)));
    return tree;
  }

  private static Double share(String said) {
    Matcher matcher = SHARE.matcher(said);
    if (!matcher.find()) {
      return null;
    }
    double share =
        matcher.group(1) != null
            ? Double.parseDouble(matcher.group(1)) / 100
            : number(matcher.group(2)) / number(matcher.group(3));
    return share >= 0 && share <= 1 ? share : null;
  }

  private static double number(String text) {
    String digits = text.replace(",", "");
    return digits.isEmpty() ? Double.NaN : Double.parseDouble(digits);
  }

  private static String time(Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String lastLine(Path file) {
    List<String> lines =
        OVERWRITTEN
            .matcher(tail(file, MOST_WORDS))
            .replaceAll("\n")
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    String line = lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
    return line.length() > 1_000 ? line.substring(0, 1_000) + "…" : line;
  }

  private static String tail(Path file, int most) {
    try (java.io.RandomAccessFile in = new java.io.RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(in.length(), most)];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // nothing was printed yet
    }
  }
}
