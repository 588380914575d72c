package org.esgrima.train;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.esgrima.io.Json;
import org.esgrima.report.Basis;
import org.esgrima.report.Report;
import org.esgrima.run.RunDirectory;

/** The page of a run, with the settings of {@link TrainingConfig} explained. */
public final class RunReport {
  private RunReport() {}

  /**
   * Writes the page of a run, finished or not; see {@link Report}.
   *
   * @param file usually {@link RunDirectory#reportFile}; replaced if it exists
   * @throws org.esgrima.InputException if the run cannot be read or the page cannot be written
   */
  public static void write(RunDirectory run, Path file) {
    Report.write(run, basis(), file);
  }

  /**
   * The same page as a text.
   *
   * @throws org.esgrima.InputException if the run cannot be read
   */
  public static String html(RunDirectory run) {
    return Report.html(run, basis());
  }

  private static Basis basis() {
    TrainingConfig defaults = TrainingConfig.of(Presets.defaults(), "defaults");
    Map<String, String> meanings = new HashMap<>();
    SettingCatalogue.top().forEach((key, entry) -> meanings.put(key, entry.text()));
    return new Basis(Json.tree(defaults), meanings);
  }
}
