package org.esgrima.studio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.esgrima.io.ElementType;
import org.esgrima.io.Json;
import org.esgrima.io.Safetensors;
import org.esgrima.io.Shape;
import org.esgrima.run.Provenance;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.RunLock;
import org.esgrima.run.StatsLog;
import org.esgrima.run.control.Answer;
import org.esgrima.run.control.CommandInbox;
import org.esgrima.run.control.CommandLog;
import org.esgrima.run.control.RunState;
import org.esgrima.run.control.Side;
import org.esgrima.run.control.StateFile;
import org.esgrima.run.control.TrainerProcess;
import org.esgrima.train.Presets;

/**
 * In the place of the command line, for tests of what the studio makes of its child processes: a
 * trainer that writes a run directory, follows commands and learns nothing, and an export that
 * writes a generator of a few numbers. The true command line is tested in the module cli.
 */
public final class StandInCommandLine {
  private StandInCommandLine() {}

  /** Does what the first argument says. */
  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.asList(arguments);
    switch (words.get(0)) {
      case "train" -> train(words);
      case "resume" -> play(RunDirectory.open(Path.of(words.get(1))), 20);
      case "export" -> export(words);
      case "latent" -> project(words);
      default -> fail("unknown command: " + words.get(0));
    }
  }

  private static void fail(String line) {
    System.err.println("esgrima: " + line);
    System.exit(2);
  }

  private static void train(List<String> words) throws Exception {
    if (words.contains("--steps=13")) {
      fail("unusable setting: steps: expected a lucky number, got 13. Choose another.");
    }
    Path runs = Path.of(words.get(words.indexOf("--runs") + 1));
    RunDirectory run = makeRun(runs, "ring");
    play(run, 0);
  }

  /** A run of the preset ring with nothing in it yet. */
  static RunDirectory makeRun(Path runs, String name) {
    RunDirectory run = RunDirectory.create(runs, name);
    run.writeConfig(Presets.tree("ring"));
    run.writeProvenance(
        new Provenance(
            RunDirectory.FORMAT,
            "0.1.0",
            "unknown",
            "2.10.0",
            "17",
            "somebody",
            "Linux",
            "amd64",
            "a processor",
            2,
            "cpu",
            1,
            Map.of(),
            "ring",
            "0000",
            0,
            "2026-01-02T03:04:05Z",
            List.of("esgrima", "train", "--preset", "ring")));
    return run;
  }

  private static void play(RunDirectory run, long from) throws Exception {
    try (RunLock lock = run.lock();
        StateFile file = new StateFile(run.stateFile(), at(RunState.Phase.RUNNING, from, ""));
        StatsLog stats =
            from == 0 ? StatsLog.create(run.statsFile()) : StatsLog.resume(run.statsFile(), from)) {
      CommandInbox inbox = new CommandInbox(run.commandsDirectory());
      inbox.prepare();
      stats.append(Map.of("step", from + 10, "images", 640, "value", -1.5, "verdicts", "balanced"));
      stats.append(Map.of("step", from + 20, "images", 1280, "value", Double.NaN));
      while (true) {
        for (CommandInbox.Received received : inbox.take()) {
          String word = Json.parseJson(received.text(), "command").path("command").asText();
          boolean refused = word.equals("set");
          CommandLog.append(
              run.commandLog(),
              new Answer(
                  received.id(),
                  System.currentTimeMillis(),
                  from + 20,
                  received.text(),
                  refused ? Answer.Outcome.REFUSED : Answer.Outcome.DONE,
                  refused ? "no such setting" : "did " + word));
          if (word.equals("pause")) {
            file.publish(at(RunState.Phase.PAUSED, from + 20, "paused"));
          }
          if (word.equals("stop")) {
            file.publish(at(RunState.Phase.STOPPED, from + 20, "stopped"));
            file.close();
            return;
          }
        }
        Thread.sleep(20);
      }
    }
  }

  private static RunState at(RunState.Phase phase, long step, String message) {
    return new RunState(
        phase,
        TrainerProcess.current(),
        System.currentTimeMillis(),
        step,
        64 * step,
        1,
        0.1,
        100,
        9.0,
        null,
        Side.BOTH,
        Map.of("discriminator-steps", 1),
        Map.of(),
        0,
        List.of("balanced"),
        message);
  }

  private static void project(List<String> words) {
    System.out.print("\r\033[2Kstep 1 of 4, loss 1\r\033[2Kstep 3 of 4, loss 0.5\r\033[2K");
    String out = words.get(words.size() - 1).substring("--out=".length());
    ByteBuffer point = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    point.putDouble(0, 0.25).putDouble(8, -1);
    Safetensors.write(
        Path.of(out.replace(".png", ".safetensors")),
        Map.of("format", "esgrima-latent", "space", "z", "rms", "1.5"),
        List.of(Safetensors.Source.of("latent", ElementType.F64, Shape.of(2), point)));
    System.out.println("found");
  }

  private static void export(List<String> words) throws Exception {
    Path out = Path.of(words.get(words.indexOf("--out") + 1));
    boolean styled = words.get(1).contains("styled");
    Files.write(out, (styled ? TinyGenerators.styled() : TinyGenerators.plain()).toByteArray());
  }
}
