package org.esgrima.run.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Json;

/**
 * Commands on their way to a trainer, {@code commands/} in its run directory: one small JSON file
 * each, written under a temporary name and then moved. The trainer follows them in the order of
 * their names and removes them.
 *
 * <p>A name is {@code <nanoseconds since 1970, 19 digits>-<random>.json}; those of one process grow
 * always. Files of other names are left alone.
 */
public final class CommandInbox {
  /** Longest command that is read, in bytes. */
  public static final int LONGEST = 65_536;

  private static final String ENDING = ".json";
  private static final Pattern NAMED = Pattern.compile("\\d{19}-[0-9a-z]+\\.json");
  private static final AtomicLong LAST = new AtomicLong();
  private static final int RANDOM_NAMES = 36 * 36 * 36 * 36;

  private final Path directory;

  /**
   * The inbox of a run.
   *
   * @param directory see {@link org.esgrima.run.RunDirectory#commandsDirectory}
   */
  public CommandInbox(Path directory) {
    this.directory = directory;
  }

  /**
   * A command that has arrived.
   *
   * @param id the file's name without its ending
   * @param text its content; cut, and so no JSON, where it is longer than {@link #LONGEST}
   */
  public record Received(String id, String text) {}

  /** Makes the directory if it is missing. */
  public void prepare() {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(directory, e);
    }
  }

  /**
   * Puts a command in. It does not matter here whether anybody is there to follow it: see {@link
   * RunState}.
   *
   * @return its id, under which {@link CommandLog} will have the answer
   * @throws org.esgrima.InputException if the directory cannot be written
   */
  public String send(Command command) {
    prepare();
    String id = newId();
    byte[] text = Json.json(command).getBytes(StandardCharsets.UTF_8);
    AtomicFile.writeNews(directory.resolve(id + ENDING), text);
    return id;
  }

  /**
   * Takes a command back that nobody has taken out yet.
   *
   * @return whether it was still there
   */
  public boolean withdraw(String id) {
    try {
      return Files.deleteIfExists(directory.resolve(id + ENDING));
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(directory, e);
    }
  }

  private static String newId() {
    Instant now = Instant.now();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    long unique = LAST.updateAndGet(last -> Math.max(last + 1, nanos));
    int random = ThreadLocalRandom.current().nextInt(RANDOM_NAMES);
    return "%019d-%s".formatted(unique, Integer.toString(random, 36));
  }

  /**
   * Takes all commands out, in order.
   *
   * @throws org.esgrima.InputException if the directory cannot be read or a file not be removed
   */
  public List<Received> take() {
    List<Path> files;
    try (Stream<Path> entries = Files.list(directory)) {
      files = entries.filter(CommandInbox::isCommand).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(directory, e);
    }
    List<Received> received = new ArrayList<>();
    for (Path file : files) {
      take(file, received);
    }
    return received;
  }

  private static boolean isCommand(Path file) {
    return NAMED.matcher(file.getFileName().toString()).matches();
  }

  private void take(Path file, List<Received> received) {
    String name = file.getFileName().toString();
    try {
      String text;
      try (var in = Files.newInputStream(file)) {
        text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
      }
      Files.delete(file);
      received.add(new Received(name.substring(0, name.length() - ENDING.length()), text));
    } catch (NoSuchFileException e) {
      return; // withdrawn a moment ago
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(file, e);
    }
  }
}
