package org.esgrima.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Json;
import org.esgrima.io.UnreadableFile;
import org.esgrima.torch.Tensor;

/**
 * Decides which checkpoints of a run stay: the last few, the best, and every k-th if asked for.
 *
 * <p>Files are named by step, {@code 000200.safetensors}. An older one is deleted only after a
 * newer one lies complete under its final name. The best is named in {@code best.json}, one JSON
 * object {@code {"step":200,"metric":"fid","value":12.5,"lower-is-better":true}}.
 */
public final class CheckpointKeeper {
  private static final Pattern FILE = Pattern.compile("(\\d{6,18})\\.safetensors");

  private final Path directory;
  private final Policy policy;

  /**
   * How many checkpoints stay besides the best.
   *
   * @param last number of newest checkpoints, at least 1
   * @param everySteps keeps checkpoints whose step is a multiple of this for good; 0 keeps none
   */
  public record Policy(int last, long everySteps) {
    /** The two newest, so that an intact one is left if the disk damages the other. */
    public static final Policy DEFAULT = new Policy(2, 0);

    /** Checks the numbers. */
    public Policy {
      if (last < 1 || everySteps < 0) {
        throw new IllegalArgumentException(
            "last must be at least 1 and everySteps at least 0, got " + last + ", " + everySteps);
      }
    }
  }

  /**
   * The best checkpoint so far.
   *
   * @param step its step
   * @param metric what it is best in, for example {@code fid}
   * @param value the metric's value, finite
   * @param lowerIsBetter whether small values of the metric are good
   */
  public record Best(long step, String metric, double value, boolean lowerIsBetter) {}

  /** The checkpoints of a run. */
  public CheckpointKeeper(RunDirectory run, Policy policy) {
    this.directory = run.checkpointsDirectory();
    this.policy = policy;
  }

  static String digits(long step) {
    return "%06d".formatted(step);
  }

  /** Where the checkpoint of a step lies or would lie. */
  public Path file(long step) {
    return directory.resolve(digits(step) + ".safetensors");
  }

  /**
   * Steps of all checkpoints, ascending, whether intact or not.
   *
   * @throws InputException if the directory cannot be read
   */
  public List<Long> steps() {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> FILE.matcher(entry.getFileName().toString()))
          .filter(Matcher::matches)
          .map(matcher -> Long.valueOf(matcher.group(1)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw UnreadableFile.of(directory, "a directory of checkpoints", e);
    }
  }

  /**
   * Writes the checkpoint of a step, then deletes those that the policy does not keep.
   *
   * @param step must not be older than any checkpoint there; see {@link #discardAfter}
   * @return the file
   * @throws InputException if the file cannot be written; all earlier checkpoints are then still
   *     there
   * @see Checkpoint#write
   */
  public Path save(
      long step, Map<String, Map<String, Tensor>> sections, Map<String, String> metadata) {
    List<Long> newer = steps().stream().filter(other -> other > step).toList();
    if (!newer.isEmpty()) {
      throw new IllegalStateException(
          "checkpoints newer than step " + step + " exist: " + newer + "; call discardAfter first");
    }
    Checkpoint.write(file(step), sections, metadata);
    prune();
    return file(step);
  }

  private void prune() {
    List<Long> steps = steps();
    long best = best().map(Best::step).orElse(-1L);
    for (long step : steps.subList(0, Math.max(0, steps.size() - policy.last()))) {
      boolean milestone = policy.everySteps() > 0 && step % policy.everySteps() == 0;
      if (step != best && !milestone) {
        delete(file(step));
      }
    }
  }

  /**
   * Deletes the checkpoints after a step, before a run continues from there and takes another
   * course.
   *
   * @return the steps whose checkpoints were deleted
   */
  public List<Long> discardAfter(long step) {
    List<Long> discarded = new ArrayList<>();
    if (best().filter(best -> best.step() > step).isPresent()) {
      delete(bestFile());
    }
    for (long other : steps()) {
      if (other > step) {
        delete(file(other));
        discarded.add(other);
      }
    }
    return discarded;
  }

  /** Deletes one checkpoint, unless it is the best or not there. */
  public void discard(long step) {
    if (best().map(Best::step).filter(best -> best == step).isEmpty()) {
      delete(file(step));
    }
  }

  /**
   * Names the checkpoint of {@code candidate} the best if it beats the one named so far, or if that
   * one was judged by another metric.
   *
   * @return whether it is the best now; never for a value that is not finite
   * @throws IllegalArgumentException if there is no checkpoint of that step
   */
  public boolean offerBest(Best candidate) {
    if (!Files.exists(file(candidate.step()))) {
      throw new IllegalArgumentException("no checkpoint of step " + candidate.step());
    }
    if (!Double.isFinite(candidate.value()) || !best().map(b -> beats(candidate, b)).orElse(true)) {
      return false;
    }
    String text = Json.json(candidate) + "\n";
    AtomicFile.write(bestFile(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    prune();
    return true;
  }

  private static boolean beats(Best candidate, Best best) {
    if (!candidate.metric().equals(best.metric())) {
      return true;
    }
    return candidate.lowerIsBetter()
        ? candidate.value() < best.value()
        : candidate.value() > best.value();
  }

  /**
   * The best checkpoint so far; empty if none was named.
   *
   * @throws InputException if {@code best.json} is damaged
   */
  public Optional<Best> best() {
    try {
      JsonNode tree = Json.parseJson(Files.readString(bestFile()), bestFile());
      return Optional.of(Json.bind(tree, Best.class, bestFile()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw UnreadableFile.of(bestFile(), "the name of the best checkpoint", e);
    }
  }

  /**
   * Opens the newest checkpoint.
   *
   * @throws InputException if there is none, or if the newest is damaged: an older one is never
   *     taken in its place in silence, but the message names the newest intact one
   */
  public Checkpoint latest() {
    List<Long> steps = steps();
    if (steps.isEmpty()) {
      throw new InputException(
          "no checkpoint",
          directory,
          "a file such as 000200.safetensors",
          "none",
          "The run ended before its first checkpoint: train anew");
    }
    long newest = steps.get(steps.size() - 1);
    try {
      return Checkpoint.open(file(newest));
    } catch (InputException damaged) {
      throw new InputException(
          "newest checkpoint is unusable",
          file(newest),
          "an intact checkpoint",
          "'" + damaged.getMessage() + "'",
          newestIntact(steps.subList(0, steps.size() - 1)),
          damaged);
    }
  }

  private String newestIntact(List<Long> older) {
    for (int i = older.size() - 1; i >= 0; i--) {
      Path file = file(older.get(i));
      if (isIntact(file)) {
        return "The newest intact one is " + file + ": remove the other to go on from it";
      }
    }
    return "No older one is intact: train anew";
  }

  private static boolean isIntact(Path file) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      return !checkpoint.sections().isEmpty();
    } catch (InputException damaged) {
      return false;
    }
  }

  private Path bestFile() {
    return directory.resolve("best.json");
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(file, e);
    }
  }
}
