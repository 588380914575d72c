package org.esgrima.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esgrima.architecture.Dcgan;
import org.esgrima.train.Presets;

/** A command of the documentation, made so short that a test can run it. */
final class ShortCommand {
  /** Needs a network; data of the same kind stand in for it. */
  private static final Map<String, String> FETCHED =
      Map.of("mnist", DocStandIns.IDX, "stacked-mnist", "stacked-mnist:strokes");

  private static final String SAMPLES = "20";

  private final List<String> words;

  private ShortCommand(List<String> words) {
    this.words = new ArrayList<>(words);
  }

  /**
   * The same command with few steps, narrow networks and little data.
   *
   * @param words as in the documentation
   * @param resumedTo a limit that no run has reached yet
   */
  static List<String> of(List<String> words, long resumedTo) {
    ShortCommand command = new ShortCommand(words);
    switch (words.isEmpty() ? "" : words.get(0)) {
      case "train" -> command.train();
      case "resume" -> command.set("--steps", Long.toString(resumedTo));
      case "generate" -> command.lower("--count", 64);
      case "evaluate", "tournament" -> command.set("--count", SAMPLES);
      case "reproduce" -> command.reproduce();
      case "latent" -> command.latent();
      case "studio", "serve" -> command.serve();
      default -> {}
    }
    command.lower("--take", Integer.parseInt(SAMPLES));
    return command.words;
  }

  private void train() {
    String data = value("--data");
    String preset = value("--preset");
    if (FETCHED.containsKey(data)) {
      set("--data", FETCHED.get(data));
    } else if (data.isEmpty() && !preset.isEmpty()) {
      String usual = Presets.config(preset).data();
      if (FETCHED.containsKey(usual)) {
        set("--data", FETCHED.get(usual));
      }
    }
    if (preset.equals("goodfellow2014-mnist")) {
      set("--take", SAMPLES);
    }
    if (value("--architecture").isEmpty() && isDcgan(preset, data)) {
      set("--architecture.width", "4");
    }
    if (!value("--device").isEmpty()) {
      set("--device", "cpu"); // machines that test have no other
    }
    set("--batch", "4");
    set("--steps", "3");
    set("--preview", "4");
    if (!value("--keep-checkpoints").isEmpty()) { // wants several, for a tournament
      set("--tick-steps", "1");
      set("--checkpoint-ticks", "1");
    }
  }

  /** A classifier that knows little, doubts nothing, and few trials, steps and pictures. */
  private void latent() {
    String method = words.get(1);
    boolean inWords = method.equals("arithmetic") && !words.get(3).contains("mean(");
    if (inWords) {
      set("--sure", "0");
    }
    if (inWords || value("--method").equals("attributes")) {
      set("--learn-from", SAMPLES);
      words.add("--no-cache");
    }
    switch (method) {
      case "arithmetic" -> lower("--measure", 3);
      case "directions" -> set("--samples", "80");
      case "neighbours" -> set("--count", SAMPLES);
      case "project" -> set("--steps", "3");
      default -> {}
    }
  }

  private void serve() {
    set("--port", "0");
    words.add("--dry-run");
  }

  private void reproduce() {
    if (words.size() > 1) {
      words.add("--quick");
    }
  }

  private boolean isDcgan(String preset, String data) {
    String name = preset.isEmpty() ? PresetChoice.known(data).orElse(Presets.DEFAULT) : preset;
    return Presets.config(name).architecture() instanceof Dcgan;
  }

  private String value(String option) {
    int at = words.indexOf(option);
    return at < 0 ? "" : words.get(at + 1);
  }

  private void set(String option, String value) {
    int at = words.indexOf(option);
    if (at < 0) {
      words.add(option);
      words.add(value);
    } else {
      words.set(at + 1, value);
    }
  }

  private void lower(String option, int most) {
    String value = value(option);
    if (!value.isEmpty() && Long.parseLong(value) > most) {
      set(option, Integer.toString(most));
    }
  }
}
