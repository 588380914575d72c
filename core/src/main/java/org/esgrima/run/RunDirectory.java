package org.esgrima.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;
import org.esgrima.io.Json;
import org.esgrima.io.UnreadableFile;
import org.esgrima.run.control.CommandInbox;
import org.esgrima.run.control.CommandLog;
import org.esgrima.run.control.GameViews;
import org.esgrima.run.control.InterventionLog;
import org.esgrima.run.control.RunState;

/**
 * The directory of one run, format 1.
 *
 * <pre>
 * runs/00007-dcgan-mnist/          number (at least five digits), dash, name
 *   config.yaml                    every setting after defaults and options, loadable again
 *   provenance.json                one JSON object, see {@link Provenance}; names this format
 *   stats.jsonl                    one JSON object a line and tick, see {@link StatsLog}
 *   events.jsonl                   verdicts on the game and what followed, see {@link EventLog}
 *   interventions.jsonl            what people changed, see {@link InterventionLog}
 *   commands/                      on their way to the trainer, see {@link CommandInbox}
 *   commands.jsonl                 what became of commands, see {@link CommandLog}
 *   state.json                     how the trainer is at this moment, see {@link RunState}
 *   game/000200.json               a game on points after 200 steps, see {@link GameViews}
 *   metric-fid.jsonl               what was measured of checkpoints, see {@link MetricLog}
 *   samples/reals.png              a sheet of real samples
 *   samples/fakes-000200.png       synthetic ones after 200 steps, from the same latents every time
 *   figures/curves.png             see {@link CurvesFigure}
 *   figures/tournament.png         see {@link TournamentFigure}
 *   tournament.json                what {@code esgrima tournament} found, one JSON object
 *   report.html                    all of this as one page for people
 *   checkpoints/000200.safetensors state after 200 steps, see {@link Checkpoint}
 *   checkpoints/best.json          which checkpoint is the best, see {@link CheckpointKeeper}
 *   .lock                          locked while a trainer writes, see {@link RunLock}
 * </pre>
 *
 * <p>Steps in file names have at least six digits. Every file is written whole under a temporary
 * name and then moved, except {@code stats.jsonl}, {@code commands.jsonl} and {@code
 * metric-….jsonl}, which grow by whole lines, and {@code .lock}, whose content means nothing to
 * other programs. A directory is a run from the moment it has both {@code config.yaml} and {@code
 * provenance.json}; unknown further files are left alone.
 */
public final class RunDirectory {
  /** The format written here and the newest that is read. */
  public static final int FORMAT = 1;

  private static final String CONFIG = "config.yaml";
  private static final String PROVENANCE = "provenance.json";

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes the next numbered directory with its empty subdirectories. Several programs may do so at
   * the same time; each gets a number of its own.
   *
   * @param runsRoot holds all runs; made if it is missing
   * @param name what the run is about; characters other than letters, digits, dot, dash and
   *     underscore become dashes
   * @throws InputException if the directory cannot be made
   */
  public static RunDirectory create(Path runsRoot, String name) {
    return new RunDirectory(RunNumbers.claim(runsRoot, name));
  }

  /**
   * Opens an existing run.
   *
   * @throws InputException if there is no such run (the message lists those that exist), if the
   *     directory is no run, or if its format is newer than {@link #FORMAT}
   */
  public static RunDirectory open(Path path) {
    if (!Files.isDirectory(path)) {
      throw new InputException(
          Files.exists(path) ? "not a run directory" : "no such run",
          path,
          "a run directory such as runs/00007-dcgan-mnist",
          Files.exists(path) ? "a file" : "nothing of this name",
          RunNumbers.existingRuns(path));
    }
    for (String file : new String[] {CONFIG, PROVENANCE}) {
      if (!Files.isRegularFile(path.resolve(file))) {
        throw new InputException(
            "not a run directory",
            path,
            "a directory with " + CONFIG + " and " + PROVENANCE,
            "no " + file,
            RunNumbers.existingRuns(path));
      }
    }
    RunDirectory run = new RunDirectory(path);
    run.requireKnownFormat();
    return run;
  }

  private void requireKnownFormat() {
    JsonNode tree = Json.parseJson(text(provenanceFile()), provenanceFile());
    JsonNode format = tree.path("run-format");
    if (!format.isInt() || format.intValue() < 1 || format.intValue() > FORMAT) {
      throw new InputException(
          "unknown format of a run directory",
          provenanceFile(),
          "run-format " + FORMAT,
          format.isMissingNode() ? "none" : format,
          format.isInt() && format.intValue() > FORMAT
              ? "Open it with Esgrima "
                  + tree.path("esgrima-version").asText("that wrote it")
                  + " or later"
              : "Restore the file from a copy of the run");
    }
  }

  /** The directory itself. */
  public Path path() {
    return path;
  }

  /** Number and name: {@code 00007-dcgan-mnist}. */
  public String name() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  /** The resolved settings, {@code config.yaml}. */
  public Path configFile() {
    return path.resolve(CONFIG);
  }

  /** The circumstances, {@code provenance.json}. */
  public Path provenanceFile() {
    return path.resolve(PROVENANCE);
  }

  /** The history, {@code stats.jsonl}. */
  public Path statsFile() {
    return path.resolve("stats.jsonl");
  }

  /** Verdicts on the game, {@code events.jsonl}; absent where nothing was noticed. */
  public Path eventsFile() {
    return path.resolve("events.jsonl");
  }

  /** What people changed, {@code interventions.jsonl}; absent where nobody did. */
  public Path interventionsFile() {
    return path.resolve("interventions.jsonl");
  }

  /** Commands on their way to the trainer, {@code commands}; absent before the first. */
  public Path commandsDirectory() {
    return path.resolve("commands");
  }

  /** What became of commands, {@code commands.jsonl}; absent before the first. */
  public Path commandLog() {
    return path.resolve("commands.jsonl");
  }

  /** How the trainer is, {@code state.json}; absent in runs of earlier versions. */
  public Path stateFile() {
    return path.resolve("state.json");
  }

  /** Games on points, {@code game}; absent for other data. */
  public Path gameDirectory() {
    return path.resolve("game");
  }

  /** Figures of a metric, {@code metric-fid.jsonl}. */
  public Path metricFile(String metric) {
    return path.resolve("metric-" + metric + ".jsonl");
  }

  /** The run as one page for people, {@code report.html}. */
  public Path reportFile() {
    return path.resolve("report.html");
  }

  /** Whose weights the run started from, {@code start.json}; only where there were some. */
  public Path startFile() {
    return path.resolve("start.json");
  }

  /** Where the time of the last session went, {@code profile.json}; only where that was asked. */
  public Path profileFile() {
    return path.resolve("profile.json");
  }

  /** What the players of several moments did against each other, {@code tournament.json}. */
  public Path tournamentFile() {
    return path.resolve("tournament.json");
  }

  /** Sheets of samples, {@code samples}. */
  public Path samplesDirectory() {
    return path.resolve("samples");
  }

  /** Drawings of the history, {@code figures}. */
  public Path figuresDirectory() {
    return path.resolve("figures");
  }

  /** Saved states, {@code checkpoints}. */
  public Path checkpointsDirectory() {
    return path.resolve("checkpoints");
  }

  /** The name of a sheet of synthetic samples: {@code fakes-000200}. */
  public static String fakesName(long step) {
    return "fakes-" + CheckpointKeeper.digits(step);
  }

  /**
   * Writes {@code config.yaml}.
   *
   * @param record the resolved settings; its components become the keys
   * @throws InputException if the file cannot be written
   */
  public void writeConfig(Object record) {
    writeText(configFile(), Json.yaml(record));
  }

  /**
   * Reads {@code config.yaml}.
   *
   * @throws InputException if it is missing or no YAML
   */
  public JsonNode readConfig() {
    return Json.parseYaml(text(configFile()), configFile());
  }

  /**
   * Writes {@code provenance.json}.
   *
   * @throws InputException if the file cannot be written
   */
  public void writeProvenance(Provenance provenance) {
    writeText(provenanceFile(), Json.tree(provenance).toPrettyString() + "\n");
  }

  /**
   * Reads {@code provenance.json}.
   *
   * @throws InputException if it is missing or does not fit
   */
  public Provenance readProvenance() {
    Path file = provenanceFile();
    return Json.bind(Json.parseJson(text(file), file), Provenance.class, file);
  }

  /**
   * Writes {@code start.json}.
   *
   * @param record whose weights they were; its components become the keys
   * @throws InputException if the file cannot be written
   */
  public void writeStart(Object record) {
    writeText(startFile(), Json.tree(record).toPrettyString() + "\n");
  }

  /**
   * Writes {@code profile.json}; that of an earlier session is replaced.
   *
   * @param record what was found; its components become the keys
   * @throws InputException if the file cannot be written
   */
  public void writeProfile(Object record) {
    writeText(profileFile(), Json.tree(record).toPrettyString() + "\n");
  }

  /**
   * Writes {@code tournament.json} and {@code figures/tournament.png}.
   *
   * @param record what was found; its components become the keys
   * @return the picture's file
   * @throws InputException if a file cannot be written
   */
  public Path writeTournament(Object record, BufferedImage picture) {
    writeText(tournamentFile(), Json.json(record) + "\n");
    Path file = figuresDirectory().resolve("tournament.png");
    Png.write(file, picture);
    return file;
  }

  /**
   * Writes {@code samples/<name>.png}; an earlier sheet of this name is replaced.
   *
   * @param name for example {@code reals} or {@link #fakesName}
   * @return the file
   * @throws InputException if the file cannot be written
   */
  public Path writeSamples(String name, BufferedImage sheet) {
    Path file = samplesDirectory().resolve(name + ".png");
    Png.write(file, sheet);
    return file;
  }

  /**
   * Reserves the run for this process until the result is closed.
   *
   * @throws InputException if another trainer writes into this run, or the directory is read-only
   */
  public RunLock lock() {
    return RunLock.of(path);
  }

  private static void writeText(Path file, String text) {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a text file in UTF-8", e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
