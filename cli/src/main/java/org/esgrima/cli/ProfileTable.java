package org.esgrima.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.esgrima.train.Profile;
import org.esgrima.train.Profile.Part;

/** Where the time of a session of training went, as a table for people. */
final class ProfileTable {
  private static final Map<Part, String> NAMES =
      Map.of(
          Part.DATA, "data",
          Part.D_FORWARD, "D forward",
          Part.D_BACKWARD, "D backward",
          Part.G_FORWARD, "G forward",
          Part.G_BACKWARD, "G backward, through D",
          Part.PENALTIES, "penalties",
          Part.OPTIMISER, "optimiser",
          Part.METRICS, "metrics, at ticks",
          Part.WRITING, "writing",
          Part.OTHER, "other");

  private ProfileTable() {}

  static List<String> of(Profile profile) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "Where the time went: %s steps in %s"
            .formatted(Words.count(profile.steps()), Words.duration(profile.seconds())));
    TextTable table = new TextTable(List.of("  part", "ms a step", "share"));
    for (Part part : Part.values()) {
      table.add(row(NAMES.get(part), profile.millisPerStep(part), profile.share(part)));
    }
    double millis = profile.steps() == 0 ? 0 : 1e3 * profile.seconds() / profile.steps();
    table.add(row("all", millis, 1));
    lines.addAll(table.lines());
    lines.add(
        "  waiting for the loader: %s of the time"
            .formatted(percent(profile.loaderWaitSeconds() / profile.seconds())));
    lines.addAll(speed(profile));
    lines.add(
        "  %s: %s at its peak"
            .formatted(
                onProcessor(profile) ? "memory" : "memory of the processor",
                Words.bytes(profile.peakResidentBytes())));
    return lines;
  }

  private static boolean onProcessor(Profile profile) {
    return profile.device().equals("cpu");
  }

  private static String worker(Profile profile) {
    if (!onProcessor(profile)) {
      return profile.device();
    }
    return profile.threads() == 1 ? "1 thread" : profile.threads() + " threads";
  }

  private static List<String> row(String name, double millis, double share) {
    return List.of(
        "  " + name, String.format(Locale.ROOT, "%9.2f", millis), "%7s".formatted(percent(share)));
  }

  private static List<String> speed(Profile profile) {
    double peak = profile.peakGigaflopsPerSecond();
    double whole = profile.gigaflopsPerSecond();
    double passes = profile.gigaflopsPerSecondOfPasses();
    return List.of(
        "  the networks compute %s GFLOP a step: %s GFLOP/s over all, %s in forward and backward"
            .formatted(number(profile.gigaflopsPerStep()), number(whole), number(passes)),
        "  this machine's peak is %s GFLOP/s (float32 matrix product, %s): %s and %s of it"
            .formatted(
                number(peak), worker(profile), percent(whole / peak), percent(passes / peak)));
  }

  private static String number(double value) {
    return Words.significant(value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
