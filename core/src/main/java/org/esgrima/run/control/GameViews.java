package org.esgrima.run.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Json;
import org.esgrima.io.UnreadableFile;

/**
 * The games on points in the plane that a run keeps for drawing, {@code game/}: {@code 000200.json}
 * after 200 steps, at most {@value #MOST} of them, and {@code now.json}, the newest of all.
 *
 * <p>One is written at every sample tick; where they would become too many, only every second,
 * fourth, eighth … tick is kept, so that they are spread evenly over the run.
 */
public final class GameViews {
  /** Most files with a number. */
  public static final int MOST = 300;

  /** The name of the newest, which also shows what lies between two steps. */
  public static final String NOW = "now.json";

  private static final Pattern NUMBERED = Pattern.compile("(\\d{6,18})\\.json");

  private final Path directory;

  /**
   * The views of a run.
   *
   * @param directory see {@link org.esgrima.run.RunDirectory#gameDirectory}
   */
  public GameViews(Path directory) {
    this.directory = directory;
  }

  /** The file of a step. */
  public Path file(long step) {
    return directory.resolve("%06d.json".formatted(step));
  }

  /** Steps of which there is a file, ascending; none for data other than points. */
  public List<Long> steps() {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> NUMBERED.matcher(entry.getFileName().toString()))
          .filter(Matcher::matches)
          .map(matcher -> Long.parseLong(matcher.group(1)))
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw UnreadableFile.of(directory, "games on points", e);
    }
  }

  /**
   * Before a run goes on after {@code step}: makes the directory, and removes what lies later.
   *
   * @throws org.esgrima.InputException if the directory cannot be written
   */
  public void goOnFrom(long step) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(directory, e);
    }
    remove(other -> other > step);
  }

  /**
   * Keeps the view of a sample tick, if it is one of those that are kept.
   *
   * @param record its components become the keys
   * @param step finished steps
   * @param ticksSteps steps from one sample tick to the next
   * @throws org.esgrima.InputException if it cannot be written
   */
  public void keep(Object record, long step, long ticksSteps) {
    long stride = stride(step / ticksSteps) * ticksSteps;
    remove(other -> other % stride != 0);
    if (step % stride == 0) {
      write(file(step), record);
    }
  }

  /**
   * Keeps the view of the step at which a run ends, in between two ticks or at one.
   *
   * @throws org.esgrima.InputException if it cannot be written
   */
  public void keepLast(Object record, long step) {
    write(file(step), record);
  }

  /** The smallest power of two by which so many ticks, and that of step 0, become few enough. */
  static long stride(long ticks) {
    long stride = 1;
    while (ticks / stride + 1 >= MOST) {
      stride *= 2;
    }
    return stride;
  }

  /**
   * Replaces {@code now.json}.
   *
   * @throws org.esgrima.InputException if it cannot be written
   */
  public void writeNow(Object record) {
    write(directory.resolve(NOW), record);
  }

  private static void write(Path file, Object record) {
    AtomicFile.writeNews(file, (Json.json(record) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void remove(LongPredicate which) {
    for (long step : steps()) {
      if (which.test(step)) {
        try {
          Files.deleteIfExists(file(step));
        } catch (IOException e) {
          throw AtomicFile.cannotWrite(file(step), e);
        }
      }
    }
  }
}
