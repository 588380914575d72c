package org.esgrima.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.esgrima.io.AtomicFile;

/**
 * Gives every run a number of its own, without locks.
 *
 * <p>A hidden directory {@code .00007} claims the number, since making a directory either succeeds
 * or fails as a whole. Whoever holds the claim looks once more whether a run of that number has
 * appeared meanwhile, fills the directory, and moves it to its final name. A run therefore appears
 * complete, and two runs never share a number even if their names differ.
 */
final class RunNumbers {
  private static final Pattern NUMBERED = Pattern.compile("\\.?(\\d{5,18})(-.*)?");
  private static final int LONGEST_NAME = 64;
  private static final int MOST_LISTED = 8;

  private RunNumbers() {}

  static Path claim(Path runsRoot, String name) {
    try {
      Files.createDirectories(runsRoot);
      while (true) {
        long number = highest(runsRoot) + 1;
        Path claim = runsRoot.resolve(".%05d".formatted(number));
        try {
          Files.createDirectory(claim);
        } catch (FileAlreadyExistsException e) {
          continue; // another program claimed this number first; the next look counts its claim
        }
        if (isTaken(runsRoot, number, claim)) {
          Files.delete(claim);
          continue;
        }
        for (String part : new String[] {"samples", "figures", "checkpoints"}) {
          Files.createDirectory(claim.resolve(part));
        }
        Path run = runsRoot.resolve("%05d-%s".formatted(number, sanitised(name)));
        return Files.move(claim, run, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(runsRoot.resolve("new run"), e);
    }
  }

  private static long highest(Path runsRoot) throws IOException {
    try (Stream<Path> entries = Files.list(runsRoot)) {
      return entries.mapToLong(RunNumbers::number).max().orElse(-1);
    }
  }

  private static boolean isTaken(Path runsRoot, long number, Path claim) throws IOException {
    try (Stream<Path> entries = Files.list(runsRoot)) {
      return entries.anyMatch(entry -> number(entry) == number && !entry.equals(claim));
    }
  }

  // -1 for whatever is no run and no claim, so that the first run is 00000.
  private static long number(Path entry) {
    Matcher matcher = NUMBERED.matcher(entry.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  static String sanitised(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceAll("^[-.]+", "");
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    String trimmed = cut.replaceAll("[-.]+$", "");
    return trimmed.isEmpty() ? "run" : trimmed;
  }

  /** The remedy for a run that is not there: what does exist beside it. */
  static String existingRuns(Path missing) {
    Path root = missing.toAbsolutePath().normalize().getParent();
    String help = "Train one first, or give the path of a run";
    if (root == null || !Files.isDirectory(root)) {
      return help;
    }
    try (Stream<Path> entries = Files.list(root)) {
      String runs =
          entries
              .filter(
                  entry -> number(entry) >= 0 && !entry.getFileName().toString().startsWith("."))
              .filter(entry -> Files.isRegularFile(entry.resolve("config.yaml")))
              .map(entry -> entry.getFileName().toString())
              .sorted((a, b) -> b.compareTo(a))
              .limit(MOST_LISTED)
              .collect(Collectors.joining(", "));
      return runs.isEmpty() ? help : "The newest runs in " + root + " are " + runs;
    } catch (IOException e) {
      return help + "; " + root + " cannot be listed (" + e.getMessage() + ")";
    }
  }
}
