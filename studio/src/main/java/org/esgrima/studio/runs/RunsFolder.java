package org.esgrima.studio.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.io.UnreadableFile;
import org.esgrima.run.RunDirectory;

/** The folder of all runs. A name from outside is checked here before it becomes a path. */
public final class RunsFolder {
  /** What a run may be called here: one segment, no dot at its start. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private static final int MOST = 2_000;
  private static final long SETTLED_MILLIS = 10_000;

  private final Path root;

  /**
   * The folder.
   *
   * @param root need not exist yet
   */
  public RunsFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** Whether this can be the name of a run. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The directory of a run, whether it exists or not. */
  public Path path(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException("not the name of a run: " + name);
    }
    return root.resolve(name);
  }

  /** Whether there is a directory of this name. */
  public boolean has(String name) {
    return isName(name) && Files.isDirectory(root.resolve(name));
  }

  /**
   * Opens a run.
   *
   * @throws InputException if it cannot be read
   */
  public RunDirectory open(String name) {
    Path path = path(name);
    RunDirectory run = RunDirectory.open(checked(path));
    return run;
  }

  private static Path checked(Path run) {
    Limit.checked(run, run.resolve("config.yaml"), Limit.SMALL);
    Limit.checked(run, run.resolve("provenance.json"), Limit.SMALL);
    return run;
  }

  /**
   * Names of all directories that are runs or were meant to be, the newest number first; at most
   * {@value #MOST}.
   *
   * @throws InputException if the folder cannot be read; a missing one has no runs
   */
  public List<String> names() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(RunsFolder::looksLikeRun)
          .map(entry -> entry.getFileName().toString())
          .sorted(Comparator.reverseOrder())
          .limit(MOST)
          .toList();
    } catch (IOException e) {
      throw UnreadableFile.of(root, "a folder of runs", e);
    }
  }

  private static boolean looksLikeRun(Path entry) {
    if (!isName(entry.getFileName().toString()) || !Files.isDirectory(entry)) {
      return false;
    }
    boolean config = Files.exists(entry.resolve("config.yaml"));
    boolean provenance = Files.exists(entry.resolve("provenance.json"));
    if (config && provenance) {
      return true;
    }
    // A run that is just being made has one of them for a moment.
    return (config || provenance || Files.exists(entry.resolve("stats.jsonl"))) && isOld(entry);
  }

  private static boolean isOld(Path entry) {
    try {
      long age = System.currentTimeMillis() - Files.getLastModifiedTime(entry).toMillis();
      return age > SETTLED_MILLIS;
    } catch (IOException e) {
      return false; // gone a moment ago
    }
  }
}
